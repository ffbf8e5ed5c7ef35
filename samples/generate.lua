-- Writes the sample records: see samples/README.md.
--
--   lua5.4 samples/generate.lua SET OUTDIR                    hofu-2025, hofu-2025-compliant, hofu-2025-partial
--   lua5.4 samples/generate.lua bench N OUTDIR [DOCUMENTS [PEOPLE]]    a room log of N entries
--   lua5.4 samples/generate.lua ops N OUTDIR [DOCUMENTS [PEOPLE]]      an operation history of N records

local samples = arg[0]:match("^(.*)/[^/]*$") or "."
package.path = samples .. "/?.lua;" .. package.path

local sets = require("generator.sets")

local USAGE <const> = [=[
usage: lua5.4 samples/generate.lua SET OUTDIR
       lua5.4 samples/generate.lua bench|ops N OUTDIR [DOCUMENTS [PEOPLE]]
SET is hofu-2025, hofu-2025-compliant or hofu-2025-partial.
]=]

local function make_directory(path)
  local quoted = "'" .. path:gsub("'", "'\\''") .. "'"
  assert(os.execute("mkdir -p " .. quoted), "cannot make " .. path)
end

local function usage()
  io.stderr:write(USAGE)
  os.exit(64)
end

local function main(name, ...)
  local directory, count, documents, people
  if name == "bench" or name == "ops" then
    count, directory, documents, people = ...
    count, documents = math.tointeger(tonumber(count or "")), math.tointeger(tonumber(documents or 12))
    people = math.tointeger(tonumber(people or 2500))
    if not directory or not count or count < 1 or not documents or documents < 1 or documents > 365 or not people
      or people < 1 then
      usage()
    end
    make_directory(directory .. "/expected")
    require("generator.bench").write(name, count, directory, documents, people)
  else
    directory = ...
    if not directory or not sets.exists(name) then
      usage()
    end
    make_directory(directory .. "/expected")
    sets.write(name, samples, directory)
  end
end

main(...)
