-- Random expressions of each type, evaluated by the engine and by the oracle over random facts.

local facts = require("oracle_facts")
local oracle = require("oracle")

local pairs_test = {}

local random, pick = math.random, facts.pick

oracle.model, oracle.variables = facts.model, facts.variables
oracle.parameters, oracle.aliases = facts.parameters, facts.aliases
oracle.period, oracle.as_of = facts.period, facts.as_of

-- ---- Expressions: a node has its type, its parts (tokens and nodes), and how loosely its loosest operator binds ----

local OR, AND, COMPARISON, SUM, PRODUCT, SIGN, WHOLE = 1, 2, 3, 4, 5, 6, 7

local make -- by type: takes the depth that is left
local open_truths -- how many more truths that may be open the expression may have

local function node(type_name, level, ...)
  return { type = type_name, level = level, parts = { ... } }
end

local function leaf(type_name, ...)
  return node(type_name, WHOLE, ...)
end

-- Adds an operand, in brackets where it would bind otherwise, or at random. Where all that could come of leaving them
-- out has the same types (`is_loose`), brackets are sometimes left out, and the text means something else.
local function add_operand(parent, child, level, is_loose)
  local parts = parent.parts
  if child.level < level and not (is_loose and random(3) == 1) or random(12) == 1 then
    table.move({ "(", child, ")" }, 1, 3, #parts + 1, parts)
  else
    parts[#parts + 1] = child
    parent.level = math.min(parent.level, child.level)
  end
end

local function binary(type_name, level, left, sign, right, is_loose)
  local made = node(type_name, level)
  add_operand(made, left, level, is_loose)
  made.parts[#made.parts + 1] = sign
  add_operand(made, right, level + 1, is_loose)
  return made
end

local function prefix(type_name, sign, operand, is_loose)
  local made = node(type_name, SIGN, sign)
  add_operand(made, operand, SIGN, is_loose)
  return made
end

local function call(type_name, name, ...)
  local parts = { name, "(" }
  for i = 1, select("#", ...) do
    if i > 1 then parts[#parts + 1] = "," end
    parts[#parts + 1] = (select(i, ...))
  end
  parts[#parts + 1] = ")"
  return { type = type_name, level = WHOLE, parts = parts }
end

local function quoted(text)
  local quote = pick({ '"', "'" })
  return quote .. text .. quote
end

local function field_of(type_name, record, name)
  local made = node(type_name, WHOLE)
  add_operand(made, record, WHOLE)
  table.move({ ".", name }, 1, 2, #made.parts + 1, made.parts)
  return made
end

local function thing(depth)
  if depth > 0 and random(4) == 1 then return field_of("thing", thing(depth - 1), "other") end
  return leaf("thing", pick({ "a", "a", "b", "b", "c" }))
end

local function unit(depth)
  if random(3) == 1 then return leaf("unit", "place") end
  return field_of("unit", thing(depth - 1), "unit")
end

-- A field of a thing, or of a unit; or another leaf.
local function field(type_name, of_thing, of_unit, others)
  local roll = random(10)
  if roll <= 6 then return field_of(type_name, thing(1), pick(of_thing)) end
  if roll <= 8 and of_unit then return field_of(type_name, unit(1), of_unit) end
  return leaf(type_name, table.unpack(pick(others)))
end

local function literal(depth)
  return field("integer", { "n", "m" }, "level", { { "count" }, { "param", ".", "limit" }, { tostring(random(0, 5)) },
    { tostring(random(0, 5)) }, { depth > 0 and random(3) == 1 and "999999999999999" or "12" } })
end

local function integer(depth)
  local roll = depth > 0 and random(9) or 9
  if roll <= 2 then return binary("integer", SUM, integer(depth - 1), "+", integer(depth - 1), true) end
  if roll <= 4 then return binary("integer", SUM, integer(depth - 1), "-", integer(depth - 1), true) end
  if roll == 5 then return binary("integer", PRODUCT, integer(depth - 1), "*", integer(depth - 1), true) end
  if roll == 6 then return prefix("integer", "-", integer(depth - 1), true) end
  if roll == 7 then return call("integer", "fiscal_year", make.time(depth - 1)) end
  return literal(depth)
end

local function duration(depth)
  local roll = depth > 0 and random(8) or random(4, 8)
  if roll <= 2 then
    return binary("duration", SUM, duration(depth - 1), pick({ "+", "-" }), duration(depth - 1), true)
  end
  if roll == 3 then return call("duration", pick({ "years", "months", "days" }), integer(depth - 1)) end
  if roll == 4 and random(2) == 1 then -- about as far as years 1 and 9999, and as the longest length
    local years = pick({ 2022, 2023, 2024, 7974, 7975, 7976, 100000, 100001 })
    return call("duration", "years", leaf("integer", tostring(years)))
  end
  if roll <= 6 then
    return call("duration", pick({ "years", "months", "days" }), leaf("integer", tostring(random(0, 13))))
  end
  return leaf("duration", table.unpack(pick({ { "len" }, { "param", ".", "span" }, { "param", ".", "grace" } })))
end

local function time(depth)
  local roll = depth > 0 and random(14) or 14
  if roll == 1 then return call("time", "day", time(depth - 1)) end
  if roll == 2 then return call("time", "start_of", make.period(depth - 1)) end
  if roll == 3 then return call("time", "end_of", make.period(depth - 1)) end
  if roll == 4 then return call("time", "earliest", time(depth - 1), time(depth - 1)) end
  if roll == 5 then return call("time", "latest", time(depth - 1), time(depth - 1)) end
  if roll <= 8 then return binary("time", SUM, time(depth - 1), pick({ "+", "-" }), duration(depth - 1)) end
  if roll <= 10 then return call("time", "date", quoted(facts.time())) end
  return field("time", { "d", "t", "u" }, "since", { { "at" }, { "audit", ".", "as_of" } })
end

local function period(depth)
  local roll = depth > 0 and random(8) or 8
  if roll == 1 then return call("period", "period", time(depth - 1), time(depth - 1)) end
  if roll == 2 then return call("period", "since", time(depth - 1)) end
  if roll <= 4 then return call("period", "intersect", period(depth - 1), period(depth - 1)) end
  return field("period", { "p", "q" }, "valid", { { "over" }, { "audit", ".", "period" } })
end

local function text(depth)
  if depth > 0 and random(4) == 1 then return leaf("string", quoted(pick(facts.strings))) end
  return field("string", { "name", "body", "id" }, "name", { { "word" }, { "param", ".", "city" },
    { quoted(pick(facts.strings)) }, { quoted(pick({ "", " 　" })) } })
end

local function colour()
  return field("colour", { "colour", "shade" }, "colour", { { "hue" } })
end

local function size()
  return field_of("size", thing(1), "size")
end

-- ---- Truths ----

local function enumeration(values, maker)
  if random(2) == 1 then return maker(), maker() end
  local value = leaf("literal", quoted(pick(values)))
  if random(2) == 1 then return value, maker() end
  return maker(), value
end

local function two(maker, depth)
  return maker(depth - 1), maker(depth - 1)
end

local function equality(depth)
  local kind, left, right = random(6)
  if kind == 1 then left, right = two(text, depth) end
  if kind == 2 then left, right = two(integer, depth) end
  if kind == 3 then left, right = enumeration(facts.colours, colour) end
  if kind == 4 then left, right = enumeration(facts.sizes, size) end
  if kind == 5 then left, right = two(random(2) == 1 and thing or unit, depth) end
  if kind == 6 then left, right = two(time, depth) end
  return binary("truth", COMPARISON, left, pick({ "==", "~=" }), right)
end

local function order(depth)
  local left, right = two(random(3) == 1 and integer or time, depth)
  return binary("truth", COMPARISON, left, pick({ "<", "<=", ">", ">=" }), right)
end

local function truth_call(depth)
  local name = pick({ "before", "not_after", "same_day", "within", "within", "during", "overlaps", "contains",
    "matches", "named", "complete" })
  if name == "within" then return call("truth", name, time(depth - 1), period(depth - 1)) end
  if name == "during" or name == "overlaps" then return call("truth", name, two(period, depth)) end
  if name == "contains" then return call("truth", name, two(text, depth)) end
  if name == "matches" then
    return call("truth", name, text(depth - 1), quoted(pick({ "city", "letter" })))
  end
  if name == "named" then return call("truth", name, text(depth - 1), text(depth - 1), time(depth - 1)) end
  if name == "complete" then
    local when = random(2) == 1 and time or period
    return call("truth", name, quoted(pick({ "thing", "unit", "log" })), when(depth - 1))
  end
  return call("truth", name, two(time, depth))
end

local function plain_truth()
  local roll = random(8)
  if roll == 1 then return leaf("truth", pick({ "true", "false" })) end
  if roll <= 3 then return leaf("truth", "yes") end
  return field("truth", { "flag" }, "open", { { "yes" } })
end

-- A truth that is no combination of truths.
local function atom(depth)
  if open_truths == 0 then return leaf("truth", pick({ "true", "false" })) end
  open_truths = open_truths - 1
  local roll = depth > 0 and random(10) or 10
  if roll <= 2 then return equality(depth) end
  if roll <= 4 then return order(depth) end
  if roll <= 7 then return truth_call(depth) end
  if roll == 8 then
    local maker = make[pick({ "integer", "time", "period", "text", "colour", "thing", "truth", "duration" })]
    return call("truth", "known", maker(depth - 1))
  end
  return plain_truth()
end

local function truth(depth)
  local roll = depth > 0 and random(10) or 10
  if roll <= 3 then return binary("truth", AND, truth(depth - 1), "and", truth(depth - 1), true) end
  if roll <= 6 then return binary("truth", OR, truth(depth - 1), "or", truth(depth - 1), true) end
  if roll == 7 then return prefix("truth", "not", truth(depth - 1)) end
  if roll == 8 then
    return binary("truth", COMPARISON, truth(depth - 1), pick({ "==", "~=" }), truth(depth - 1))
  end
  return atom(depth)
end

make = {
  truth = truth, integer = integer, duration = duration, time = time, period = period, text = text, colour = colour,
  size = size, thing = thing, unit = unit,
}

local function make_expression()
  open_truths = 7
  if random(10) <= 6 then return truth(random(1, 4)) end
  return make[pick({ "integer", "integer", "duration", "time", "time", "period", "period", "text", "colour", "size",
    "thing", "unit" })](random(1, 4))
end

local function add_tokens(out, made)
  for _, part in ipairs(made.parts) do
    if type(part) == "string" then
      out[#out + 1] = part
    else
      add_tokens(out, part)
    end
  end
  return out
end

local function write(made)
  return table.concat(add_tokens({}, made), "\n")
end

-- ---- Comparing ----

local function compare(engine, made, text_of, setting)
  local faults = engine.read(text_of)
  if faults then return "refused: " .. faults, "an expression" end
  engine.choose(setting.id)
  return engine.evaluate(), oracle.evaluate(oracle.read(text_of), made.facts, made.lists, setting)
end

-- The smallest part on which the two still differ.
local function shrink(engine, made, expression, setting)
  for _, part in ipairs(expression.parts) do
    if type(part) == "table" and part.type ~= "literal" then
      local found, expected = compare(engine, made, write(part), setting)
      if found ~= expected then return shrink(engine, made, part, setting) end
    end
  end
  return expression
end

local function report(engine, made, expression, setting, say)
  local smallest = write(shrink(engine, made, expression, setting))
  local found, expected = compare(engine, made, smallest, setting)
  say(("whole:    %s\npart:     %s\nengine:   %s\noracle:   %s\nsetting:  %s\n%s"):format(
    write(expression):gsub("\n", " "), smallest:gsub("\n", " "), found, expected, setting.id, facts.write(made)))
end

local function count(counts, key)
  counts[key] = (counts[key] or 0) + 1
end

local function count_tokens(uses, text_of)
  for token in text_of:gmatch("[^\n]+") do
    count(uses, token)
  end
end

local function kind_of(expression, value)
  if value == "fault" or value == "missing" then return value end
  return expression.type == "truth" and value or "value"
end

local SETTINGS, EXPRESSIONS, MOST_DIFFERENCES = 2, 100, 3

-- Compares that many pairs of an expression and facts. Returns how many differ, and counts: of truths, of other values,
-- and of what the expressions are made of.
function pairs_test.run(engine, seed, wanted, say)
  math.randomseed(seed)
  local done, differences = 0, 0
  local counts = { truths = {}, values = {}, uses = {}, pairs = 0 }
  while done < wanted and differences < MOST_DIFFERENCES do
    local made = facts.make()
    engine.load(facts.write(made))
    for _ = 1, EXPRESSIONS do
      local expression = make_expression()
      local text_of = write(expression)
      count_tokens(counts.uses, text_of)
      for _ = 1, SETTINGS do
        local setting = pick(made.settings)
        local found, expected = compare(engine, made, text_of, setting)
        count(expression.type == "truth" and counts.truths or counts.values, kind_of(expression, expected))
        done = done + 1
        if found ~= expected then
          differences = differences + 1
          report(engine, made, expression, setting, say)
          break
        end
      end
    end
  end
  counts.pairs = done
  return differences, counts
end

return pairs_test
