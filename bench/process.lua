-- Medians of what processes spent: prints them and appends them to a file. Arguments: the name of the log, the file
-- that bench/spend wrote, the file for JSON.

local function median(list)
  table.sort(list)
  return list[#list // 2 + 1]
end

local runs = {}
for line in io.lines(arg[2]) do
  local name, wall, cpu, memory = line:match("^(%S+) (%S+) (%S+) (%S+)")
  local run = runs[name] or { wall = {}, cpu = {}, memory = {} }
  runs[name] = run
  table.insert(run.wall, tonumber(wall))
  table.insert(run.cpu, tonumber(cpu))
  table.insert(run.memory, tonumber(memory))
end

local wall, cpu = median(runs.parse.wall), median(runs.parse.cpu)
local out = { ('"name":"%s"'):format(arg[1]) }
print(arg[1] .. ": processes, from start to end")
for _, name in ipairs({ "parse", "one_thread", "two_threads" }) do
  local run = runs[name]
  local w, c, m = median(run.wall), median(run.cpu), median(run.memory)
  local words = name:gsub("_", " ")
  print(("  %-26s %8.3f s %6.2f x    processors %8.3f s %6.2f x    %8.1f MB"):format(words, w, w / wall, c, c / cpu,
    m / 1e6))
  table.insert(out, ('"%s":{"seconds":%.4f,"ratio":%.3f,"cpu_seconds":%.4f,"cpu_ratio":%.3f,"peak_bytes":%d}'):format(
    name, w, w / wall, c, c / cpu, m))
end
local file <close> = assert(io.open(arg[3], "a"))
file:write("{", table.concat(out, ","), "}\n")
