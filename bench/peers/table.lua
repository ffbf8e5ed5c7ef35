-- Prints what bench/peers/run.sh measured as tables in Markdown and writes it as JSON.
--
-- usage: table.lua DIRECTORY JSON SIZE...

local directory <const>, json_path <const> = arg[1], arg[2]

local function read_lines(path)
  local lines = {}
  local file = io.open(path)
  for line in file and file:lines() or function() end do
    lines[#lines + 1] = line
  end
  return lines
end

local function median(values)
  table.sort(values)
  local middle = (#values + 1) // 2
  return #values % 2 == 1 and values[middle] or (values[middle] + values[middle + 1]) / 2
end

-- The medians of the runs of each peer in a file of bench/spend: {name = {wall =, cpu =, memory =, runs =}}.
local function read_spent(path)
  local lists, found = {}, {}
  for _, line in ipairs(read_lines(path)) do
    local name, wall, cpu, memory = line:match("^(%S+) (%S+) (%S+) (%S+) ")
    local list = lists[name] or { wall = {}, cpu = {}, memory = {} }
    lists[name] = list
    table.insert(list.wall, tonumber(wall))
    table.insert(list.cpu, tonumber(cpu))
    table.insert(list.memory, tonumber(memory))
  end
  for name, list in pairs(lists) do
    found[name] = { runs = #list.wall, wall = median(list.wall), cpu = median(list.cpu), memory = median(list.memory) }
  end
  return found
end

local peers, versions = {}, {}
for _, line in ipairs(read_lines(directory .. "/versions")) do
  local name, version = line:match("^(%S+)\t(.*)$")
  peers[#peers + 1], versions[name] = name, version
end

local function print_conversions(spent)
  local parts = {}
  for name, of in pairs(spent) do
    parts[#parts + 1] = string.format("%s %.1f s", name, of.cpu)
  end
  table.sort(parts)
  if #parts > 0 then
    print("\nMade beforehand, processor time: " .. table.concat(parts, ", "))
  end
end

local json = { "[" }

local function add_json(size, name, of, parse)
  json[#json + 1] = string.format(
    '%s{"entries":%d,"peer":"%s","version":"%s","runs":%d,"seconds":%.4f,"ratio":%.3f,"cpu_seconds":%.4f,'
      .. '"cpu_ratio":%.3f,"peak_bytes":%.0f}',
    #json > 1 and "," or "", size, name, versions[name]:gsub('["\\]', " "), of.runs, of.wall, of.wall / parse.wall,
    of.cpu, of.cpu / parse.cpu, of.memory)
end

local previous, previous_size

local function print_size(size)
  local spent = read_spent(directory .. "/" .. size .. "/spent")
  local parse = spent.parse
  print(string.format("\n%d entries\n\n| peer | s | ratio | processors, s | ratio | MB | runs | growth |", size))
  print("|---|--:|--:|--:|--:|--:|--:|--:|")
  for _, name in ipairs(peers) do
    local of, before = spent[name], previous and previous[name]
    if of then
      local growth = before and string.format("%.2f", of.cpu / size / (before.cpu / previous_size)) or ""
      print(string.format("| %s | %.3f | %.2f | %.3f | %.2f | %.0f | %d | %s |", name, of.wall, of.wall / parse.wall,
        of.cpu, of.cpu / parse.cpu, of.memory / 1e6, of.runs, growth))
      add_json(size, name, of, parse)
    end
  end
  print_conversions(read_spent(directory .. "/" .. size .. "/conversions"))
  previous, previous_size = spent, size
end

for _, name in ipairs(peers) do
  print(string.format("%-15s %s", name, versions[name] ~= "" and versions[name] or "not there"))
end
print("\nMedians. Ratios are to the parse; growth is processor time per entry against the size above.")
for i = 3, #arg do
  print_size(math.tointeger(tonumber(arg[i])))
end
json[#json + 1] = "]"
local file = assert(io.open(json_path, "w"))
file:write(table.concat(json, "\n"), "\n")
file:close()
