-- Large logs, written as they are made up: a room log, or an operation history. Each record number ending in 500
-- breaks a rule, in one of three ways in turn; expected/findings.xml lists them.

local calendar = require("generator.calendar")
local random = require("generator.random")
local xml = require("generator.xml")

local bench = {}

local ROOT <const> = 'facts xmlns="urn:junshu:facts:1" municipality="352063"'
local COMMENT <const> = "samples/generate.lua が作った性能の測定用の架空の記録。"
local REGISTER <const> = "2024-04-01/2026-03-31"

local OUTSIDERS <const> = 10
local people_count -- set by bench.write
local ROOMS <const> = 20
local DEVICES <const> = 40
local BREACH_EVERY <const> = 1000
local BREACH_AT <const> = 500

local ENTRY <const> = '    <room-entry id="E%08d" person="P%05d" room="R%02d" entered="%s" left="%s"'
  .. ' shared_card="false"/>\n'
local OPERATION <const> = '    <operation-record id="O%08d" device="D%02d" at="%s" verification_id="SG%05d"'
  .. ' operator_id="B%05d" personal_data="%s"/>\n'

-- The last second of the fiscal year: nobody stays past their permission.
local LAST <const> = (calendar.LAST + 1) * 86400 - 1

-- "T08:31:00" for each second of a day, made when first asked for.
local clock = setmetatable({}, {
  __index = function(cache, second)
    local text = string.format("T%02d:%02d:%02d", second // 3600, second // 60 % 60, second % 60)
    cache[second] = text
    return text
  end,
})

local function time_text(seconds)
  return calendar.date(seconds // 86400) .. clock[seconds % 86400]
end

-- Cuts the fiscal year into periods: months if there are twelve.
local function periods(count)
  if count == 12 then
    return calendar.months()
  end
  local found = {}
  local days = calendar.LAST - calendar.FIRST + 1
  for i = 1, count do
    local first = calendar.FIRST + days * (i - 1) // count
    local last = calendar.FIRST + days * i // count - 1
    found[i] = { first = first, last = last, period = calendar.date(first) .. "/" .. calendar.date(last) }
  end
  return found
end

local function list(document, name, covers, add)
  document:line(string.format('  <%s covers="%s">', name, covers))
  add(function(format, ...)
    document:line("    " .. format:format(...))
  end)
  document:line("  </" .. name .. ">")
end

local function write_people(document)
  list(document, "people", REGISTER, function(line)
    for i = 1, people_count + 2 * OUTSIDERS + 1 do
      line('<person id="P%05d" name="試験職員%d" kind="employee"/>', i, i)
    end
  end)
  local head = people_count + 2 * OUTSIDERS + 1
  list(document, "posts", REGISTER, function(line)
    line('<post id="PO02" title="デジタル推進課長" section="デジタル推進課"/>')
  end)
  list(document, "post-holdings", REGISTER, function(line)
    line('<post-holding id="PH1" person="P%05d" post="PO02" capacity="regular" period="2024-04-01/.."/>', head)
  end)
  list(document, "role-assignments", REGISTER, function(line)
    line('<role-assignment id="RA1" role="system-manager" person="P%05d" period="2024-04-01/.."/>', head)
  end)
  return head
end

-- The two rooms that a person may enter.
local function room_of(person, choice)
  return (person * 7 + 3 * choice) % ROOMS + 1
end

local function write_rooms(document, head)
  list(document, "rooms", REGISTER, function(line)
    for i = 1, ROOMS do
      line('<room id="R%02d" name="電子計算機室%d" computer_room="true" media_storage="false" in_use="2014-04-01/.."/>', i, i)
    end
  end)
  list(document, "room-permissions", REGISTER, function(line)
    local number = 0
    local function permit(person, choice, valid)
      number = number + 1
      line('<room-permission id="PM%05d" person="P%05d" room="R%02d" granted_by="P%05d" valid="%s"'
        .. ' granted_at="2025-03-28T10:00:00" proxy="false"/>',
        number, person, room_of(person, choice), head, valid)
    end
    for person = 1, people_count do
      permit(person, 0, "2025-04-01/2026-03-31")
      permit(person, 1, "2025-04-01/2026-03-31")
    end
    -- Expired before the year began.
    for person = people_count + 1, people_count + OUTSIDERS do
      permit(person, 0, "2025-03-29/2025-03-31")
    end
  end)
end

-- Person and room of an entry that breaks 第9条第1項: another room, an expired permission, no permission at all.
local function breach_entry(integer, number)
  local way = number // BREACH_EVERY % 3
  if way == 0 then
    local person = integer(1, people_count)
    return person, room_of(person, 2)
  end
  local person = people_count + (way == 1 and 0 or OUTSIDERS) + integer(1, OUTSIDERS)
  return person, room_of(person, 0)
end

local function entry_line(integer, number, seconds, expect)
  local person, room
  if number % BREACH_EVERY == BREACH_AT then
    person, room = breach_entry(integer, number)
    expect("9-1.permitted", string.format("E%08d", number))
  else
    person = integer(1, people_count)
    room = room_of(person, integer(0, 1))
  end
  local left = math.min(seconds + integer(60, 3600), LAST)
  return string.format(ENTRY, number, person, room, time_text(seconds), time_text(left))
end

-- Kind of operator id by person; person i holds verification id SG<i> and operator id B<i>.
local function write_ids(document, head)
  list(document, "affiliations", REGISTER, function(line)
    for i = 1, people_count do
      line('<affiliation id="AF%05d" person="P%05d" section="市民課" period="2024-04-01/.."/>', i, i)
    end
  end)
  list(document, "leaves", calendar.YEAR, function() end)
  list(document, "devices", REGISTER, function(line)
    for i = 1, DEVICES do
      line('<device id="D%02d" name="統合端末%d号機" kind="terminal" in_use="2024-04-01/.."/>', i, i)
    end
  end)
  list(document, "operator-kinds", REGISTER, function(line)
    line('<operator-kind id="OK1" title="窓口業務用" decided_by="P%05d" decided_at="2024-04-01"/>', head)
  end)
  local function for_each(name, format)
    list(document, name, REGISTER, function(line)
      for i = 1, people_count do
        line(format, i, i, i)
      end
    end)
  end
  for_each("verification-ids", '<verification-id id="VI%05d" code="SG%05d" person="P%05d" valid="2024-04-01/.."/>')
  for_each("operator-ids", '<operator-id id="OI%05d" code="B%05d" kind="OK1" valid="2024-04-01/.."/>')
  for_each("operator-designations",
    '<operator-designation id="DG%05d" kind="OK1" person="P%05d" period="2024-04-01/.."/>')
  for_each("handler-designations", '<handler-designation id="HD%05d" person="P%05d" period="2024-04-01/.."/>')
end

-- Unlisted verification id, unlisted operator id, or an operation with both.
local function breach_ids(integer, number, expect)
  local way = number // BREACH_EVERY % 3
  local id = string.format("O%08d", number)
  local verification, operator = integer(1, people_count), integer(1, people_count)
  if way ~= 1 then
    verification = people_count + integer(1, OUTSIDERS)
    expect("13(4).verification-listed", id)
  end
  if way ~= 0 then
    operator = people_count + integer(1, OUTSIDERS)
    expect("13(4).operator-listed", id)
  end
  return verification, operator
end

local function operation_line(integer, number, seconds, expect)
  local verification = integer(1, people_count)
  local operator, personal_data = verification, integer(1, 10) <= 7
  if number % BREACH_EVERY == BREACH_AT then
    verification, operator = breach_ids(integer, number, expect)
    personal_data = false
  end
  local device = integer(1, DEVICES)
  return string.format(OPERATION, number, device, time_text(seconds), verification, operator, personal_data)
end

local KINDS <const> = {
  bench = {
    list = "room-entries",
    file = "31-room-log",
    register = "30-rooms.xml",
    write = write_rooms,
    line = entry_line,
  },
  ops = {
    list = "operation-records",
    file = "41-operations",
    register = "50-ids.xml",
    write = write_ids,
    line = operation_line,
  },
}

local function write_register(kind, directory)
  local document = xml.open(directory .. "/10-people.xml", ROOT, COMMENT)
  local head = write_people(document)
  document:close()
  document = xml.open(directory .. "/" .. kind.register, ROOT, COMMENT)
  kind.write(document, head)
  document:close()
end

-- Writes `count` records of `people` evenly spread over the fiscal year, in `documents` documents.
function bench.write(name, count, directory, documents, people)
  people_count = people
  local kind = KINDS[name]
  write_register(kind, directory)
  local findings = xml.open(directory .. "/expected/findings.xml", 'expected xmlns="urn:junshu:expected:1"', COMMENT)
  local function expect(rule, subject)
    findings:line(string.format('  <finding rule="%s" subject="%s" result="fail"/>', rule, subject))
  end
  local integer = random.stream(name)
  local start, days = calendar.FIRST * 86400, calendar.LAST - calendar.FIRST + 1
  local number = 1
  for position, slice in ipairs(periods(documents)) do
    local document = xml.open(string.format("%s/%s-%03d.xml", directory, kind.file, position), ROOT, COMMENT)
    document:line(string.format('  <%s covers="%s">', kind.list, slice.period))
    local file, line = document.file, kind.line
    local ends = (slice.last + 1) * 86400
    while number <= count do
      local seconds = start + (number - 1) * days * 86400 // count
      if seconds >= ends then
        break
      end
      file:write(line(integer, number, seconds, expect))
      number = number + 1
    end
    document:line("  </" .. kind.list .. ">")
    document:close()
  end
  findings:close()
end

return bench
