-- How the time for a record grows from each log of bench.json to the next of its kind that differs in one measure
-- alone: records, documents or people. Argument: bench.json.

local measures = { "records", "documents", "people" }

local function differ_in(a, b)
  local differing = {}
  for _, measure in ipairs(measures) do
    if a[measure] ~= b[measure] then
      table.insert(differing, measure)
    end
  end
  return #differing == 1 and differing[1] or nil
end

local logs = {}
for line in io.lines(arg[1]) do
  local log = { name = line:match('"name":"([^"]+)"') }
  log.kind, log.records, log.documents, log.people = log.name:match("(%a+):(%d+):(%d+):(%d+)")
  for _, stage in ipairs({ "parse", "load_1", "whole_1" }) do
    log[stage] = tonumber(line:match('"' .. stage .. '":{[^}]*"cpu_seconds":([%d.]+)')) / line:match('"records":(%d+)')
  end
  table.insert(logs, log)
end
table.sort(logs, function(a, b)
  for _, measure in ipairs(measures) do
    if a[measure] ~= b[measure] then
      return tonumber(a[measure]) < tonumber(b[measure])
    end
  end
  return a.name < b.name
end)

print("growth of processor time for a record, one thread")
for i, to in ipairs(logs) do
  for k = i - 1, 1, -1 do
    local from = logs[k]
    local measure = from.kind == to.kind and differ_in(from, to)
    if measure then
      local form = "  %-6s from %10s to %10s %-10s parse %5.2f x  load %5.0f ns %5.2f x  whole audit %5.0f ns %5.2f x"
      print(form:format(to.kind, from[measure], to[measure], measure, to.parse / from.parse, to.load_1 * 1e9,
        to.load_1 / from.load_1, to.whole_1 * 1e9, to.whole_1 / from.whole_1))
      break
    end
  end
end
