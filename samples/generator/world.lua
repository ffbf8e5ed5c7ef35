-- The records of one sample set, by type, in the order in which they were added. A reference is the id of
-- the record that it means.

local world = {}
world.__index = world

-- `model` is the fact model (model.lua).
function world.new(model)
  return setmetatable({ model = model, lists = {}, index = {} }, world)
end

function world:all(type)
  local list = self.lists[type]
  if not list then
    assert(self.model[type], "no such record type: " .. type)
    list = {}
    self.lists[type], self.index[type] = list, {}
  end
  return list
end

-- Adds the record and returns it. A log record may still lack its id (number).
function world:add(type, record)
  local list = self:all(type)
  list[#list + 1] = record
  if record.id then
    assert(not self.index[type][record.id], "used twice: " .. record.id)
    self.index[type][record.id] = record
  end
  return record
end

-- Adds the record under the next free id of its type: prefix and number.
function world:add_next(type, prefix, record)
  record.id = string.format("%s%04d", prefix, #self:all(type) + 1)
  return self:add(type, record)
end

function world:get(type, id)
  return self.index[type][id] or error("no " .. type .. " " .. id)
end

-- The records for which keep(record) is true.
function world:select(type, keep)
  local found = {}
  for _, record in ipairs(self:all(type)) do
    if keep(record) then
      found[#found + 1] = record
    end
  end
  return found
end

-- Removes the records for which drop(record) is true, and returns them.
function world:remove(type, drop)
  local kept, removed = {}, {}
  for _, record in ipairs(self:all(type)) do
    local where = drop(record) and removed or kept
    where[#where + 1] = record
  end
  self.lists[type] = kept
  for _, record in ipairs(removed) do
    self.index[type][record.id or false] = nil
  end
  return removed
end

-- Sorts a log by time and gives its records their ids, as the system that keeps the log would.
function world:number(type, time_field, format)
  local list = self:all(type)
  for position, record in ipairs(list) do
    record.position = position
  end
  table.sort(list, function(a, b)
    if a[time_field] ~= b[time_field] then
      return a[time_field] < b[time_field]
    end
    return a.position < b.position
  end)
  for number, record in ipairs(list) do
    record.position = nil
    record.id = string.format(format, number)
    self.index[type][record.id] = record
  end
end

return world
