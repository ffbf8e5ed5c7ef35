-- Writes the records of a world as facts documents: which list goes into which document, and what each
-- list declares complete.

local calendar = require("generator.calendar")
local xml = require("generator.xml")

local documents = {}

local ROOT <const> = 'facts xmlns="urn:junshu:facts:1" municipality="352063"'
local COMMENT <const> = "samples/generate.lua が作った架空の記録。実在の人及び団体とは関係がない。"

-- Registers run over several years; logs and yearly records cover the fiscal year, and the one before where a rule
-- looks back from an event of the year.
local SINCE_2022 <const> = "2022-04-01/2026-03-31"
local SINCE_2024 <const> = "2024-04-01/2026-03-31"
local SINCE_2014 <const> = "2014-04-01/2026-03-31"

local DOCUMENTS <const> = {
  {
    file = "10-people.xml",
    { "person", SINCE_2022 },
    { "affiliation", SINCE_2022 },
    { "leave", calendar.YEAR },
    { "post", SINCE_2022 },
    { "post-holding", SINCE_2022 },
    { "role-assignment", SINCE_2022 },
  },
  {
    file = "20-council.xml",
    { "council-member", SINCE_2022 },
    { "meeting", SINCE_2024 },
    { "attendance", SINCE_2024 },
    { "agenda-item", SINCE_2024 },
    { "hearing", SINCE_2024 },
    { "security-activity", calendar.YEAR },
    { "instruction", calendar.YEAR },
  },
  {
    file = "30-rooms.xml",
    { "room", SINCE_2014 },
    { "room-permission", SINCE_2024 },
    { "room-measure", calendar.YEAR },
    { "room-inquiry", SINCE_2024 },
  },
  {
    file = "40-devices.xml",
    { "device", SINCE_2014 },
    { "access-control", SINCE_2014 },
    { "operating-day", calendar.YEAR },
    { "history-archive", "2018-04-01/2026-03-31" },
    { "os-measure", SINCE_2024 },
    { "management-rule", "2014-04-01/2026-03-31" },
    { "log-outage", calendar.YEAR },
  },
  {
    file = "50-ids.xml",
    { "verification-id", SINCE_2022 },
    { "operator-kind", SINCE_2022 },
    { "consultation", SINCE_2024 },
    { "operator-designation", SINCE_2022 },
    { "operator-id", SINCE_2022 },
  },
  {
    file = "60-assets.xml",
    { "asset", SINCE_2014 },
    { "asset-ownership", SINCE_2014 },
    { "handler-designation", SINCE_2022 },
    { "protective-measure", calendar.YEAR },
  },
  {
    file = "70-contracts.xml",
    { "contract", SINCE_2024 },
    { "council-opinion", SINCE_2024 },
    { "approval", SINCE_2024 },
    { "instrument", "2005-04-01/2026-03-31" },
    { "instrument-application", SINCE_2024 },
    { "contract-document", SINCE_2024 },
    { "contract-clause", SINCE_2024 },
    { "contract-mark", SINCE_2024 },
    { "survey-need", SINCE_2024 },
    { "contractor-survey", SINCE_2024 },
  },
  {
    file = "80-incidents.xml",
    { "incident", calendar.YEAR },
    { "judgement", calendar.YEAR },
    { "report-request", calendar.YEAR },
    { "investigation", calendar.YEAR },
    { "incident-measure", calendar.YEAR },
  },
  { file = "90-attestations.xml", { "attestation", calendar.YEAR } },
}

local function record_text(fields, type, record)
  local parts, text = { "    <", type }, nil
  for _, field in ipairs(fields) do
    local value = record[field.name]
    if value ~= nil and field.type == "text" then
      text = xml.escape(value)
    elseif value ~= nil then
      parts[#parts + 1] = string.format(' %s="%s"', field.name, xml.escape(tostring(value)))
    end
  end
  parts[#parts + 1] = text and ">" .. text .. "</" .. type .. ">" or "/>"
  return table.concat(parts)
end

-- Writes one list. `list` has type, covers, records, exported, and scope (a pair) if it is for one room or device.
local function write_list(document, model, list)
  local record_model = model[list.type]
  document:line("  <" .. record_model.list .. xml.attributes({
    { "covers", list.covers },
    list.scope or { "", nil },
    { "source", record_model.source },
    { "exported", list.exported or "2026-04-02T10:00:00+09:00" },
  }) .. ">")
  for _, record in ipairs(list.records) do
    document:line(record_text(record_model.fields, list.type, record))
  end
  document:line("  </" .. record_model.list .. ">")
end

local function write_document(world, path, lists)
  local document = xml.open(path, ROOT, COMMENT)
  for _, list in ipairs(lists) do
    write_list(document, world.model, list)
  end
  document:close()
end

local function exported_after(day)
  return calendar.time(day + 1, calendar.second("09:15")) .. "+09:00"
end

-- One document a month, with a list for each room: an empty one of a room that was not in use yet shows that nobody
-- entered.
local function write_room_log(world, directory, missing)
  for _, month in ipairs(calendar.months()) do
    local lists = {}
    for _, room in ipairs(world:all("room")) do
      local records = world:select("room-entry", function(entry)
        return entry.room == room.id and entry.entered:sub(1, 7) == month.name
      end)
      lists[#lists + 1] = {
        type = "room-entry",
        covers = month.period,
        records = records,
        scope = { "room", room.id },
        exported = exported_after(month.last),
      }
    end
    if not missing["room-entry " .. month.name] then
      write_document(world, directory .. "/31-room-log-" .. month.name .. ".xml", lists)
    end
  end
end

-- One document a quarter, with a list for each month.
local function write_operations(world, directory)
  local by_month = {}
  for _, record in ipairs(world:all("operation-record")) do
    local name = record.at:sub(1, 7)
    by_month[name] = by_month[name] or {}
    table.insert(by_month[name], record)
  end
  local lists = {}
  for number, month in ipairs(calendar.months()) do
    lists[#lists + 1] = {
      type = "operation-record",
      covers = month.period,
      records = by_month[month.name] or {},
      exported = exported_after(month.last),
    }
    if number % 3 == 0 then
      write_document(world, string.format("%s/41-operations-%d.xml", directory, number // 3), lists)
      lists = {}
    end
  end
end

-- `missing` names what was not exported: a record type, or "room-entry 2025-10" for one month of the room log.
function documents.write(world, directory, missing)
  for _, plan in ipairs(DOCUMENTS) do
    local lists = {}
    for _, row in ipairs(plan) do
      if not missing[row[1]] then
        lists[#lists + 1] = { type = row[1], covers = row[2], records = world:all(row[1]) }
      end
    end
    write_document(world, directory .. "/" .. plan.file, lists)
  end
  write_room_log(world, directory, missing)
  if not missing["operation-record"] then
    write_operations(world, directory)
  end
end

return documents
