-- Random facts for the oracle of expressions: few values near each other and near limits, so that what is equal, on the
-- same day or a second apart occurs often. Also the words of tests/unit/expressions.c: its model, parameters, aliases.

local facts = {}

local random = math.random

local function field(kind, of)
  return { kind = kind, of = of }
end

local text, truth, number, moment, period = field("string"), field("boolean"), field("integer"), field("time"),
  field("period")
local colour, thing, unit = field("enum", "colour"), field("record", "thing"), field("record", "unit")

facts.model = {
  unit = { id = text, name = text, open = truth, level = number, since = moment, valid = period, colour = colour },
  thing = {
    id = text, other = thing, unit = unit, name = text, body = text, flag = truth, n = number, m = number, d = moment,
    t = moment, u = moment, p = period, q = period, colour = colour, shade = colour, size = field("enum", "size"),
  },
}

facts.variables = {
  a = thing, b = thing, c = thing, place = unit, at = moment, over = period, yes = truth, count = number, word = text,
  hue = colour,
}

facts.parameters = {
  limit = { kind = "integer", { in_force = "../2024-03-31", v = 3 }, { in_force = "2024-04-01/2025-03-31", v = 5 } },
  span = {
    kind = "duration",
    { in_force = "../2024-12-31", months = 12 },
    { in_force = "2025-01-01/..", months = 24 },
  },
  grace = { kind = "duration", { in_force = "../..", days = 30 } },
  city = { kind = "string", { in_force = "../..", v = "市" } },
}

facts.aliases = {
  { name = "市", also = "市役所", in_force = "2024-03-01/2024-03-31" },
  { name = "A", also = "Ｂ１", in_force = "2025-03-31/.." },
}

facts.period, facts.as_of = "2024-04-01/2025-03-31", "2025-04-30"

-- ---- Values ----

function facts.pick(list)
  return list[random(#list)]
end

local pick = facts.pick

-- Neighbours at the limits of days, months, years and fiscal years; a year and a month apart from some of the others.
local clusters = {
  { "2024-02-28", "2024-02-29", "2024-03-01", "2023-02-28", "2023-03-01", "2025-02-28", "2024-03-31" },
  { "2024-03-30", "2024-03-31", "2024-04-01", "2023-03-31", "2024-02-29", "2024-04-30" },
  { "2025-03-31", "2025-04-01", "2024-04-01", "2024-03-31", "2025-04-30", "2025-05-01" },
  { "2024-12-31", "2025-01-01", "2025-01-31", "2025-02-28", "2024-01-01", "2023-12-31" },
  { "1999-12-31", "2000-02-29", "2000-03-01", "1900-02-28", "1900-03-01", "1970-01-01", "2099-12-31" },
}
local clocks = { "00:00:00", "00:00:01", "08:59:59", "09:00:00", "09:00:01", "23:59:59" }
local zones = { "", "", "", "Z", "+09:00", "-05:00" }

local days -- of the document being made

function facts.date()
  return pick(days)
end

function facts.time()
  if random(5) <= 2 then return facts.date() end
  return facts.date() .. "T" .. pick(clocks) .. pick(zones)
end

local time = require("oracle_time")

function facts.make_period()
  local from = random(6) == 1 and ".." or facts.time()
  local to = random(6) == 1 and ".." or facts.time()
  if from ~= ".." and to ~= ".." and time.parse(from).lo > time.parse(to).hi then
    from, to = to, from
  end
  return from .. "/" .. to
end

facts.strings = { "市", "市役所", "A", "Ａ", "ＡＢ", "A B", "本　市", "役 所", "1", "Ｂ１", "ｱ" }
facts.colours, facts.sizes = { "red", "green", "blue" }, { "small", "large" }
local colours, sizes, strings = facts.colours, facts.sizes, facts.strings

local function integer()
  local near = { 0, 1, 2, 3, 5, 12, -1, -3, 2023, 2024, 2025 }
  local far = { 999999999999999999, -999999999999999999, 100000, 100001, -100001 }
  return tostring(random(10) == 1 and pick(far) or pick(near))
end

local makers = {
  integer = integer,
  time = facts.time,
  period = facts.make_period,
  boolean = function() return tostring(random(2) == 1) end,
  string = function() return pick(strings) end,
  enum = function(f) return pick(f.of == "size" and sizes or colours) end,
  record = function(f) return (f.of == "thing" and "T" or "U") .. random(f.of == "thing" and 5 or 3) end,
}

-- ---- Documents ----

local function make_record(type_name, id)
  local record = { id = id }
  for _, name in ipairs(facts.names[type_name]) do
    local f = facts.model[type_name][name]
    if name ~= "id" and random(100) <= 82 then
      record[name] = name == "d" and facts.date() or name == "since" and facts.date() or makers[f.kind](f)
    end
  end
  return record
end

local function make_setting(id)
  local setting = { id = id, a = "T" .. random(5), b = "T" .. random(5), when = facts.date() }
  for _, name in ipairs({ "c", "place", "at", "over", "count", "word", "hue" }) do
    local f = facts.variables[name]
    if random(100) <= 85 then setting[name] = makers[f.kind](f) end
  end
  setting.yes = pick({ "true", "false", "unknown", "review", "review", "review" })
  setting.months = random(2) == 1 and tostring(random(-2, 13)) or nil
  setting.days = random(2) == 1 and tostring(random(-31, 31)) or nil
  return setting
end

local function make_list(type_name)
  local list = { type = type_name }
  if random(5) > 1 then list.covers = facts.make_period() end
  if random(3) == 1 then list.exported = facts.time() end
  if type_name == "log" and random(3) > 1 then list.unit = "U" .. random(3) end
  return list
end

-- The fields of each type in an order that does not change from run to run.
facts.names = {}
for type_name, fields in pairs(facts.model) do
  local names = {}
  for name in pairs(fields) do
    names[#names + 1] = name
  end
  table.sort(names)
  facts.names[type_name] = names
end

function facts.make()
  days = {}
  local cluster = pick(clusters)
  for i = 1, random(2, 3) do
    days[i] = pick(cluster)
  end
  local made = { facts = { unit = {}, thing = {} }, lists = {}, settings = {} }
  for i = 1, 3 do
    made.facts.unit["U" .. i] = make_record("unit", "U" .. i)
  end
  for i = 1, 5 do
    made.facts.thing["T" .. i] = make_record("thing", "T" .. i)
  end
  for i = 1, 8 do
    made.settings[i] = make_setting("S" .. i)
  end
  for _, type_name in ipairs({ "unit", "unit", "thing", "thing", "log", "log", "log" }) do
    made.lists[#made.lists + 1] = make_list(type_name)
  end
  return made
end

-- ---- The same as a document ----

local function element(out, name, record, names)
  local tag = { "<" .. name }
  for _, attribute in ipairs(names) do
    if record[attribute] and attribute ~= "body" then
      tag[#tag + 1] = string.format(" %s='%s'", attribute, record[attribute])
    end
  end
  tag[#tag + 1] = record.body and ">" .. record.body .. "</" .. name .. ">" or "/>"
  out[#out + 1] = table.concat(tag)
end

local setting_names = {
  "id", "when", "a", "b", "c", "place", "at", "over", "months", "days", "yes", "count", "word", "hue",
}

-- The lists of a document, for open_workbench.
function facts.write(made)
  local out, written = {}, {}
  for _, list in ipairs(made.lists) do
    local tag = { "<" .. list.type .. "s" }
    for _, attribute in ipairs({ "covers", "exported", "unit" }) do
      if list[attribute] then tag[#tag + 1] = string.format(" %s='%s'", attribute, list[attribute]) end
    end
    out[#out + 1] = table.concat(tag) .. ">"
    for i = 1, written[list.type] and 0 or 5 do
      local id = (list.type == "thing" and "T" or "U") .. i
      local record = (made.facts[list.type] or {})[id]
      if record then element(out, list.type, record, facts.names[list.type]) end
    end
    written[list.type] = true
    out[#out + 1] = "</" .. list.type .. "s>"
  end
  out[#out + 1] = "<settings>"
  for _, setting in ipairs(made.settings) do
    element(out, "setting", setting, setting_names)
  end
  out[#out + 1] = "</settings>\n"
  return table.concat(out, "\n")
end

return facts
