-- Holds the records of a set against the fact model before they are written: no set leaves the generator
-- that the loader would refuse.

local check = {}

local DATE <const> = "%d%d%d%d%-%d%d%-%d%d"
local TIME <const> = DATE .. "T%d%d:%d%d:%d%d"

local function is_time(value)
  return value:find("^" .. DATE .. "$") or value:find("^" .. TIME .. "$")
end

local VALID <const> = {
  id = function(value)
    return value:find("^[%w_-]+$")
  end,
  string = function(value)
    return value ~= "" and not value:find("\n")
  end,
  text = function(value)
    return value:find("%S")
  end,
  boolean = function(value)
    return type(value) == "boolean"
  end,
  date = function(value)
    return value:find("^" .. DATE .. "$")
  end,
  datetime = is_time,
  period = function(value)
    local from, to = value:match("^(.-)/(.*)$")
    return from
      and (from == ".." or is_time(from))
      and (to == ".." or is_time(to))
      and (from == ".." or to == ".." or from <= to)
  end,
}

local function check_field(world, field, value)
  if field.type == "enum" then
    return field.values[value]
  elseif field.type == "ref" then
    world:all(field.to)
    return world.index[field.to][value]
  end
  return VALID[field.type](value)
end

local function check_record(world, type, record, names)
  for name in pairs(record) do
    assert(names[name], "no such field: " .. type .. "." .. name)
  end
  for _, field in ipairs(world.model[type].fields) do
    local value = record[field.name]
    if value == nil then
      assert(not field.required, "missing: " .. type .. "." .. field.name .. " of " .. tostring(record.id))
    elseif not check_field(world, field, value) then
      error(string.format("%s %s: bad %s: %s", type, record.id, field.name, tostring(value)))
    end
  end
end

-- Raises an error at the first record that breaks the model, and at an id that two records share.
function check.records(world)
  local used = {}
  for type, list in pairs(world.lists) do
    local names = {}
    for _, field in ipairs(world.model[type].fields) do
      names[field.name] = true
    end
    for _, record in ipairs(list) do
      check_record(world, type, record, names)
      assert(not used[record.id], "two records share the id " .. record.id)
      used[record.id] = true
    end
  end
end

return check
