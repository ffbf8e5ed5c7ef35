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

local function print_size(size, spent)
  local parse = spent.parse
  print(string.format("\n%d entries\n\n| peer | s | ratio | processors, s | ratio | MB | runs |", size))
  print("|---|--:|--:|--:|--:|--:|--:|")
  for _, name in ipairs(peers) do
    local of = spent[name]
    if of then
      print(string.format("| %s | %.3f | %.2f | %.3f | %.2f | %.0f | %d |", name, of.wall, of.wall / parse.wall, of.cpu,
        of.cpu / parse.cpu, of.memory / 1e6, of.runs))
      add_json(size, name, of, parse)
    end
  end
  print_conversions(read_spent(directory .. "/" .. size .. "/conversions"))
end

-- One line for each peer: the ratios at each size, and how processor time per entry grows from size to size.
local function print_summary(sizes, spent)
  print("\n| peer | " .. table.concat(sizes, " | ") .. " | growth | MB |")
  print("|---|" .. ("--:|"):rep(#sizes + 2))
  for _, name in ipairs(peers) do
    local cells, growth, before, memory = {}, {}, nil, 0
    for i, size in ipairs(sizes) do
      local of, parse = spent[i][name], spent[i].parse
      cells[i] = of and string.format("%.2f (%.2f)", of.wall / parse.wall, of.cpu / parse.cpu) or "–"
      if of and before then
        growth[#growth + 1] = string.format("%.2f", of.cpu / size / before)
      end
      before = of and of.cpu / size
      memory = of and of.memory or memory
    end
    if memory > 0 then
      print(string.format("| %s | %s | %s | %.0f |", name, table.concat(cells, " | "), table.concat(growth, ", "),
        memory / 1e6))
    end
  end
end

for _, name in ipairs(peers) do
  print(string.format("%-15s %s", name, versions[name] ~= "" and versions[name] or "not there"))
end
local sizes, spent = {}, {}
for i = 3, #arg do
  local size = math.tointeger(tonumber(arg[i]))
  sizes[#sizes + 1] = size
  spent[#sizes] = read_spent(directory .. "/" .. size .. "/spent")
  print_size(size, spent[#sizes])
end
print("\nMedians, as ratios to the parse: on the clock (of the processors); the most memory, at the largest size")
print_summary(sizes, spent)
json[#json + 1] = "]"
local file = assert(io.open(json_path, "w"))
file:write(table.concat(json, "\n"), "\n")
file:close()
