-- Verification ids, operator ids and who may use which kind of them (第13条).

local calendar = require("generator.calendar")
local people = require("generator.people")

local ids = {}

-- Id, name, code letter.
local KINDS <const> = {
  { "OK1", "システム管理者用", "A" },
  { "OK2", "住民票等窓口業務用", "B" },
  { "OK3", "本人確認情報照会用", "C" },
  { "OK4", "保守作業用", "D" },
}

-- Operators: person, kinds, from, to. Ids were registered on arrival and deleted on departure.
local OPERATORS <const> = {
  { "P0103", "OK1 OK3", "2022-04-11" },
  { "P0104", "OK1 OK3", "2023-04-10" },
  { "P0105", "OK1", "2025-04-01" },
  { "P0106", "OK1 OK3", "2022-04-11", "2025-09-30" },
  { "P0204", "OK2 OK3", "2022-04-11" },
  { "P0205", "OK2 OK3", "2022-04-11" },
  { "P0206", "OK2 OK3", "2022-04-11" },
  { "P0207", "OK2", "2023-04-10" },
  { "P0208", "OK2 OK3", "2022-04-11" },
  { "P0209", "OK2", "2022-04-11", "2025-09-30" },
  { "P0210", "OK2", "2025-10-01" },
  { "P0211", "OK2", "2024-04-08" },
  { "P0212", "OK2", "2024-04-08" },
  { "P0213", "OK2", "2025-04-01" },
  { "P0301", "OK2 OK3", "2022-04-11" },
  { "P0302", "OK2", "2023-04-10" },
  { "P0303", "OK2 OK3", "2022-04-11" },
  { "P0304", "OK2", "2024-04-08" },
  { "P0901", "OK4", "2024-04-08" },
  { "P0902", "OK4", "2024-04-08" },
}

-- ア decided at the start of the year which kinds there are, and consulted セ: the same person (第5条第2項、第11条の2第2項).
local function add_kinds(world)
  local head = people.citizens_head(calendar.FIRST)
  for number, row in ipairs(KINDS) do
    world:add("consultation", {
      id = "CN000" .. number,
      proposer = head,
      counterpart = head,
      at = "2025-04-01T10:00:00",
      document = "市民第" .. 20 + number .. "号",
    })
    world:add("operator-kind", {
      id = row[1],
      title = row[2],
      decided_by = head,
      decided_at = "2025-04-01T10:30:00",
      consultation = "CN000" .. number,
    })
  end
end

-- In October two people acted as heads, so that one of them consulted the other.
local function add_october_kind(world)
  world:add("consultation", {
    id = "CN0005",
    proposer = "P0204",
    counterpart = "P0301",
    at = "2025-10-14T11:00:00",
    document = "市民第318号",
  })
  world:add("operator-kind", {
    id = "OK5",
    title = "端末更改作業用",
    decided_by = "P0204",
    decided_at = "2025-10-15T09:30:00",
    consultation = "CN0005",
  })
  local period = "2025-10-16/2025-12-26"
  world:add_next("operator-designation", "DG", { kind = "OK5", person = "P0105", period = period })
  world:add_next("operator-id", "OI", { code = "E001", kind = "OK5", valid = period })
end

local function letter_of(kind)
  for _, row in ipairs(KINDS) do
    if row[1] == kind then
      return row[3]
    end
  end
end

local function add_operator(world, number, row)
  local person, kinds, from, to = table.unpack(row)
  local period = from .. "/" .. (to or "..")
  local designated = math.max(calendar.FIRST, calendar.day(from))
  designated = calendar.date(designated) .. "/" .. (to or "..")
  local operator = { person = person, verification_id = string.format("SG%05d", 10230 + 7 * number), operator_ids = {} }
  world:add_next("verification-id", "VI", { code = operator.verification_id, person = person, valid = period })
  for kind in kinds:gmatch("%S+") do
    local code = string.format("%s%03d", letter_of(kind), number)
    world:add_next("operator-designation", "DG", { kind = kind, person = person, period = designated })
    world:add_next("operator-id", "OI", { code = code, kind = kind, valid = period })
    table.insert(operator.operator_ids, code)
  end
  operator.period = period
  return operator
end

-- Returns the operators: { { person =, verification_id =, operator_ids = { code, … }, period = }, … }
function ids.build(world)
  add_kinds(world)
  local operators = {}
  for number, row in ipairs(OPERATORS) do
    operators[number] = add_operator(world, number, row)
  end
  add_october_kind(world)
  return operators
end

return ids
