-- The independent meaning of expressions: the Lua VM runs the same text. Written from docs/rules.md, and not from the
-- engine, of which nothing is called here.
--
-- Lua's `and`, `or` and `not` know two values. Four come from running the text more than once: each place in it where
-- a truth is open (unknown or review) is a choice, and all choices are tried. Where every run ends alike, that is the
-- value. Otherwise it is unknown if, with some choice of what is under review, the end still depends on what is
-- unknown; else it is review.
--
-- The text differs from the engine's in this alone, since Lua must be told where its own values are not meant:
--   12             becomes  integer__(12)
--   "text"         becomes  text__("text")
--   known(value)   becomes  known(function() return (value) end)
-- Every token stands on a line of its own, for both: the line of an open truth is its place.

local time = require("oracle_time")

local oracle = {}

local FAULT = {} -- what an error is where it is a value of the language

local function fault()
  error(FAULT, 0)
end

-- ---- Texts ----

local widths = { ["Ａ"] = "A", ["Ｂ"] = "B", ["１"] = "1", ["　"] = " ", ["\n"] = " ", ["ｱ"] = "ア" }
local FIRST_JAPANESE = 0x2E80

local function truth_of(holds)
  return holds and "true" or "false"
end

local function normalise(text)
  local out, spaced, last = {}, false, nil
  for _, code in utf8.codes(text) do
    local character = utf8.char(code)
    character = widths[character] or character
    if character == " " then
      spaced = true
    else
      local now = utf8.codepoint(character)
      if spaced and last and last < FIRST_JAPANESE and now < FIRST_JAPANESE then out[#out + 1] = " " end
      out[#out + 1] = character
      spaced, last = false, now
    end
  end
  return table.concat(out)
end

local function same_text(a, b)
  return normalise(a) == normalise(b)
end

local patterns = { city = { "市", "役所" }, letter = { "A", "B" } }

local function has_pattern(text, set)
  for _, pattern in ipairs(patterns[set]) do
    if normalise(text):find(pattern, 1, true) then return "true" end
  end
  return "false"
end

local function contains(text, part)
  part = normalise(part)
  if part == "" then return "unknown" end
  return truth_of(normalise(text):find(part, 1, true) ~= nil)
end

-- ---- Choices ----

local run -- the one going on: its path of choices, and how far it is on it

local function line_of_text()
  local level = 2
  while true do
    local info = debug.getinfo(level, "Sl")
    if info.source == "=expression" then return info.currentline end
    level = level + 1
  end
end

local function choose(truth)
  run.at = run.at + 1
  local choice, place = run.path[run.at], line_of_text()
  if not choice then
    choice = { place = place, truth = truth, value = false }
    run.path[run.at] = choice
  end
  assert(choice.place == place and not run.seen[place], "the oracle confuses two open truths")
  run.seen[place] = true
  return choice.value
end

-- A truth as Lua's two values.
local function settle(truth)
  if truth == "true" then return true end
  if truth == "false" then return false end
  return choose(truth)
end

local function agree(a, b)
  for place, value in pairs(a.reviews) do
    if b.reviews[place] ~= nil and b.reviews[place] ~= value then return false end
  end
  return true
end

local function combine(ends)
  local differ = false
  for i = 2, #ends do
    for k = 1, i - 1 do
      if ends[i].value ~= ends[k].value then
        differ = true
        if agree(ends[i], ends[k]) then return "unknown" end
      end
    end
  end
  return differ and "review" or truth_of(ends[1].value)
end

local function reviews_on(path, length)
  local reviews = {}
  for i = 1, length do
    if path[i].truth == "review" then reviews[path[i].place] = path[i].value end
  end
  return reviews
end

-- The next path in order, or nil after the last.
local function next_path(path, length)
  for i = length, 1, -1 do
    if not path[i].value then
      path[i].value = true
      return path
    end
    path[i] = nil
  end
end

-- Runs a function with every choice. Returns its truth, or the value that it has whatever is chosen.
local function run_all(f)
  local around, path, ends = run, {}, {}
  while path do
    run = { path = path, at = 0, seen = {} }
    local value = f()
    if type(value) ~= "boolean" then
      assert(run.at == 0, "the oracle's value depends on a truth")
      run = around
      return value
    end
    ends[#ends + 1] = { value = value, reviews = reviews_on(path, run.at) }
    path = next_path(path, run.at)
  end
  run = around
  return combine(ends)
end

-- ---- Values as Lua sees them. A box is new each time, since Lua takes a box for equal to itself without asking ----

local Box = {}
local state -- of the pair: facts, lists, setting

local function box(datum)
  return setmetatable({ datum }, Box)
end

local function missing(kind, of)
  return box({ kind = kind, of = of, missing = true })
end

local function any_missing(...)
  for i = 1, select("#", ...) do
    if select(i, ...)[1].missing then return true end
  end
  return false
end

-- What a value of the model is, from the text that records it.
local function read(field, text)
  local kind = field.kind
  if kind == "boolean" then return settle(text or "unknown") end
  if text == nil then return missing(kind, field.of) end
  if kind == "time" then
    local at = time.parse(text)
    -- What a record dates after the as-of date was not recorded yet.
    return at.lo > time.parse(oracle.as_of).hi and missing(kind) or box(at)
  end
  if kind == "period" then return box(time.parse_period(text)) end
  return box({ kind = kind, of = field.of, v = kind == "integer" and tonumber(text) or text })
end

function Box:__index(name)
  local record = self[1]
  local field = assert(oracle.model[record.of][name], name)
  return read(field, not record.missing and state.facts[record.of][record.v][name] or nil)
end

local function checked(v, overflows)
  if overflows or v == math.mininteger then fault() end
  return box({ kind = "integer", v = v })
end

local function add(x, y)
  local sum = x + y
  return checked(sum, (y > 0 and sum < x) or (y < 0 and sum > x))
end

local function multiply(x, y)
  local product = x * y
  return checked(product, x ~= 0 and (product // x ~= y or product % x ~= 0))
end

local LONGEST = 100000

local function length(months, days)
  if math.abs(months) > LONGEST * 12 or math.abs(days) > LONGEST then fault() end
  return box({ kind = "duration", months = math.tointeger(months), days = math.tointeger(days) })
end

local function add_or_subtract(a, b, sign)
  local x, y = a[1], b[1]
  if x.missing or y.missing then return missing(x.kind, x.of) end
  if x.kind == "time" then return box(time.shift(x, y, sign) or fault()) end
  if x.kind == "duration" then return length(x.months + sign * y.months, x.days + sign * y.days) end
  return add(x.v, sign * y.v)
end

function Box.__add(a, b) return add_or_subtract(a, b, 1) end
function Box.__sub(a, b) return add_or_subtract(a, b, -1) end

function Box.__mul(a, b)
  if any_missing(a, b) then return missing("integer") end
  return multiply(a[1].v, b[1].v)
end

function Box.__unm(a)
  return a[1].missing and missing("integer") or checked(-a[1].v)
end

function Box.__eq(a, b)
  if any_missing(a, b) then return settle("unknown") end
  if a[1].kind == "time" then return settle(time.is_same(a[1], b[1])) end
  if a[1].kind == "string" then return same_text(a[1].v, b[1].v) end
  return a[1].v == b[1].v
end

local function order(a, b, of_times, holds)
  if any_missing(a, b) then return settle("unknown") end
  if a[1].kind == "time" then return settle(of_times(a[1], b[1])) end
  return holds
end

function Box.__lt(a, b)
  return order(a, b, time.before, not any_missing(a, b) and a[1].kind ~= "time" and a[1].v < b[1].v)
end

function Box.__le(a, b)
  return order(a, b, time.not_after, not any_missing(a, b) and a[1].kind ~= "time" and a[1].v <= b[1].v)
end

-- ---- Lists that are complete ----

local function span(from, to)
  return { lo = from.lo, hi = to.hi }
end

local function covers_all(spans, wanted)
  table.sort(spans, function(a, b) return a.lo < b.lo end)
  local reached = wanted.lo -- the first second that is not covered yet
  for _, s in ipairs(spans) do
    if s.lo <= reached and s.hi >= reached then reached = s.hi + 1 end
  end
  return reached > wanted.hi or reached == math.huge
end

-- What is declared for the type: for all records, and for one unit where it is given.
local function declared(type_name, unit)
  local spans = {}
  for _, list in ipairs(state.lists) do
    if list.type == type_name and list.covers and (list.unit == nil or list.unit == unit) then
      local covers = time.parse_period(list.covers)
      local s = span(covers.from, covers.to)
      local exported = list.exported and time.parse(list.exported)
      if exported and not exported.is_day then s.hi = math.min(s.hi, exported.hi) end
      -- Nobody knows how much of its own day is in an export without a time.
      if exported and exported.is_day and s.hi > exported.lo then s.hi = exported.lo - 1 end
      if s.lo <= s.hi then spans[#spans + 1] = s end
    end
  end
  return spans
end

local function is_complete(type_name, wanted)
  if wanted.hi > time.parse(oracle.as_of).hi then return false end
  if covers_all(declared(type_name), wanted) then return true end
  if type_name ~= "log" or not is_complete("unit", wanted) then return false end
  for id, unit in pairs(state.facts.unit) do
    local valid = time.parse_period(unit.valid or "../..")
    local expected = { lo = math.max(wanted.lo, valid.from.lo), hi = math.min(wanted.hi, valid.to.hi) }
    if expected.lo <= expected.hi and not covers_all(declared("log", id), expected) then return false end
  end
  return true
end

-- ---- The functions: each takes the values of its arguments and is asked only where all are recorded ----

local function is_in_force(dated, t)
  return time.within(time.day(t), time.parse_period(dated.in_force)) == "true"
end

local truths = {
  before = time.before,
  not_after = time.not_after,
  within = time.within,
  same_day = function(a, b) return truth_of(time.day(a).lo == time.day(b).lo) end,
  during = function(a, b) return truth_of(a.from.lo >= b.from.lo and a.to.hi <= b.to.hi) end,
  overlaps = function(a, b) return truth_of(time.overlaps(a, b)) end,
  contains = function(a, b) return contains(a.v, b.v) end,
  matches = function(a, b) return has_pattern(a.v, b.v) end,
  named = function(a, b, t)
    if same_text(a.v, b.v) then return "true" end
    for _, alias in ipairs(oracle.aliases) do
      if same_text(alias.name, b.v) and same_text(alias.also, a.v) and is_in_force(alias, t) then return "true" end
    end
    return "false"
  end,
  complete = function(name, when)
    return truth_of(is_complete(name.v, when.kind == "time" and span(when, when) or span(when.from, when.to)))
  end,
}

local function make_period(from, to)
  if from.lo > to.hi then return { kind = "period", missing = true } end
  return { kind = "period", from = from, to = to }
end

local function intersect(a, b)
  if not time.overlaps(a, b) then return { kind = "period", missing = true } end
  return make_period(time.later_beginning(a.from, b.from), time.earlier_end(a.to, b.to))
end

local function fiscal_year(t)
  local year = time.fiscal_year(t)
  return { kind = "integer", v = year, missing = year == nil }
end

local values = {
  day = { "time", time.day },
  start_of = { "time", function(p) return p.from end },
  end_of = { "time", function(p) return p.to end },
  earliest = { "time", time.earlier_beginning },
  latest = { "time", time.later_end },
  date = { "time", function(text) return time.parse(text.v) end },
  period = { "period", make_period },
  since = { "period", function(t) return make_period(t, time.future) end },
  intersect = { "period", intersect },
  fiscal_year = { "integer", fiscal_year },
}

local lengths = { years = { 12, 0 }, months = { 1, 0 }, days = { 0, 1 } }

-- ---- The names that a text may use ----

local function unbox(a, b, c)
  return a[1], b and b[1], c and c[1]
end

local function make_names()
  local names = {}
  for name, f in pairs(truths) do
    names[name] = function(...)
      return settle(any_missing(...) and "unknown" or f(unbox(...)))
    end
  end
  for name, f in pairs(values) do
    names[name] = function(...)
      return any_missing(...) and missing(f[1]) or box(f[2](unbox(...)))
    end
  end
  for name, unit in pairs(lengths) do
    names[name] = function(count)
      if count[1].missing then return missing("duration") end
      local v = count[1].v + 0.0 -- whose products do not wrap around
      return length(v * unit[1], v * unit[2])
    end
  end
  names.integer__ = function(v) return box({ kind = "integer", v = v }) end
  names.text__ = function(v) return box({ kind = "string", v = v }) end
  names.known = function(f)
    local value = run_all(f)
    return type(value) == "string" and value ~= "unknown" or type(value) == "table" and not value[1].missing
  end
  return names
end

local function duration_box(months, days)
  if not months and not days then return missing("duration") end
  return box({ kind = "duration", months = tonumber(months or 0), days = tonumber(days or 0) })
end

local function parameter(_, name)
  local p = oracle.parameters[name]
  local at = time.parse(state.setting.when or oracle.as_of)
  for _, value in ipairs(p) do
    if is_in_force(value, at) then
      if p.kind == "duration" then return duration_box(value.months, value.days) end
      return box({ kind = p.kind, v = value.v })
    end
  end
  return missing(p.kind)
end

local function audit(_, name)
  return box(name == "period" and time.parse_period(oracle.period) or time.parse(oracle.as_of))
end

local function variable(_, name)
  local setting = state.setting
  if name == "len" then return duration_box(setting.months, setting.days) end
  return read(assert(oracle.variables[name], name), setting[name])
end

local names = make_names()
names.audit = setmetatable({}, { __index = audit })
names.param = setmetatable({}, { __index = parameter })
setmetatable(names, { __index = variable })

-- ---- The text ----

local function translate(text)
  local out, depth, open = {}, 0, {}
  for token in text:gmatch("[^\n]+") do
    if token:find("^%d") then token = "integer__(" .. token .. ")" end
    if token:find("^[\"']") then token = "text__(" .. token .. ")" end
    if token == "(" then
      depth = depth + 1
      if out[#out] == "known" then
        open[depth] = true
        token = "(function() return ("
      end
    elseif token == ")" then
      if open[depth] then token = ") end)" end
      open[depth], depth = nil, depth - 1
    end
    out[#out + 1] = token
  end
  return "return (" .. table.concat(out, "\n") .. "\n)"
end

-- Takes an expression as the engine is given it. Returns what evaluates it.
function oracle.read(text)
  return assert(load(translate(text), "=expression", "t", names))
end

local function print_value(v)
  if v.missing then return "missing" end
  if v.kind == "time" then return "time " .. time.print(v) end
  if v.kind == "period" then return "period " .. time.print_period(v) end
  if v.kind == "duration" then return string.format("duration %d months %d days", v.months, v.days) end
  return (v.of or v.kind) .. " " .. v.v
end

-- Evaluates over facts, lists and a setting. Returns the value as the engine's tests print it.
function oracle.evaluate(f, facts, lists, setting)
  state, run = { facts = facts, lists = lists, setting = setting }, nil
  local done, value = pcall(run_all, f)
  if not done and value == FAULT then return "fault" end
  if not done then error(value, 0) end
  return type(value) == "string" and value or print_value(value[1])
end

return oracle
