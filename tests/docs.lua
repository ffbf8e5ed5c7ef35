-- Runs the commands in Markdown pages and compares what they print with what the page shows.
--
-- A fenced block of the language `console` is a session: a line with `$ ` is a command (a line with `> ` after it, or
-- one after a backslash, continues it), the other lines are its output, standard error included. `…` in a line of
-- output stands for anything within the line; a line with nothing but `…` stands for any lines. Commands of one block
-- run in one shell, in the root of the repository. TAP 14 on standard output.

local BUILD <const> = os.getenv("BUILD") or "build"

-- The sessions of a page: lists of {line =, command =, expected = {…}}.
local function read_sessions(path)
  local sessions, session, indent, fence = {}, nil, nil, nil
  local number = 0
  for line in assert(io.open(path)):lines() do
    number = number + 1
    if not fence then
      local language
      indent, fence, language = line:match("^(%s*)(```+)%s*(%S*)%s*$")
      if fence and language == "console" then
        session = {}
        sessions[#sessions + 1] = session
      end
    elseif line:match("^%s*(`+)%s*$") == fence then
      session, fence = nil, nil
    elseif session then
      line = line:sub(1, #indent) == indent and line:sub(#indent + 1) or line
      local last = session[#session]
      local goes_on = last and #last.expected == 0
      if line:sub(1, 2) == "$ " then
        session[#session + 1] = { line = number, command = line:sub(3), expected = {} }
      elseif goes_on and line:sub(1, 2) == "> " then
        last.command = last.command .. "\n" .. line:sub(3)
      elseif goes_on and last.command:match("\\$") then
        last.command = last.command .. "\n" .. line
      elseif last then
        table.insert(last.expected, line)
      else
        error(path .. ":" .. number .. ": output before the first command", 0)
      end
    end
  end
  assert(not fence, path .. ": a fenced block does not end")
  return sessions
end

local function quote(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

local function read_lines(path)
  local lines = {}
  for line in assert(io.open(path)):lines() do
    lines[#lines + 1] = line
  end
  return lines
end

-- Runs the commands in one shell; returns the output of each as lines.
local function run(session)
  local script_path = os.tmpname()
  local script = assert(io.open(script_path, "w"))
  local outputs = {}
  for i, step in ipairs(session) do
    outputs[i] = os.tmpname()
    local command = step.command:gsub("%f[%w/]build/", BUILD .. "/")
    script:write("{\n", command, "\n} >", quote(outputs[i]), " 2>&1 </dev/null\n")
  end
  script:close()
  os.execute("sh " .. quote(script_path))
  os.remove(script_path)
  for i, path in ipairs(outputs) do
    outputs[i] = read_lines(path)
    os.remove(path)
  end
  return outputs
end

local function line_matches(pattern, line)
  local plain = pattern:gsub("[^%w…\128-\255]", "%%%0"):gsub("…", ".*")
  return line:find("^" .. plain .. "$") ~= nil
end

-- Whether the lines from i on match the expected lines from e on.
local function lines_match(expected, lines, e, i)
  while e <= #expected do
    if expected[e]:match("^%s*…%s*$") then
      for start = i, #lines + 1 do
        if lines_match(expected, lines, e + 1, start) then
          return true
        end
      end
      return false
    end
    if i > #lines or not line_matches(expected[e], lines[i]) then
      return false
    end
    e, i = e + 1, i + 1
  end
  return i > #lines
end

local count, failed = 0, false

local function report(ok, name, expected, found)
  count = count + 1
  print(string.format("%s %d - %s", ok and "ok" or "not ok", count, name:gsub("\n.*", " …"):gsub("#", "\\#")))
  if ok then
    return
  end
  failed = true
  for _, line in ipairs(expected) do
    print("# expected: " .. line)
  end
  for _, line in ipairs(found) do
    print("# found:    " .. line)
  end
end

local function check_session(path, session)
  for _, step in ipairs(session) do
    if step.command:find("make%s+test") or step.command:find("make%s+sanitize") then
      local where = string.format("%s:%d: %s", path, step.line, step.command)
      report(false, where, {}, { "this command runs the tests: write it in a block of another language" })
      return
    end
  end
  local outputs = run(session)
  for i, step in ipairs(session) do
    local found = outputs[i]
    for n, line in ipairs(found) do
      found[n] = BUILD == "build" and line or line:gsub(BUILD:gsub("%p", "%%%0") .. "/", "build/")
    end
    local where = string.format("%s:%d: %s", path, step.line, step.command)
    report(lines_match(step.expected, found, 1, 1), where, step.expected, found)
  end
end

print("TAP version 14")
for _, path in ipairs(arg) do
  for _, session in ipairs(read_sessions(path)) do
    check_session(path, session)
  end
end
print("1.." .. count)
os.exit(not failed)
