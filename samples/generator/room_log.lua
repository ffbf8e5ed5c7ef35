-- The room log: people with a permission enter in office hours, contractors stay past midnight for maintenance.

local calendar = require("generator.calendar")
local people = require("generator.people")
local random = require("generator.random")

local room_log = {}

-- Office hours in half hours: nobody is in two rooms at a time, since a stay ends within its half hour.
local OPENING <const> = 8 * 3600 + 35 * 60
local SLOT <const> = 1800
local SLOTS <const> = 17

local function add_entry(world, person, room, day, from, to)
  world:add("room-entry", {
    person = person,
    room = room,
    entered = calendar.time(day, from),
    left = calendar.time(day, to),
    shared_card = false,
  })
end

-- From the evening to the small hours.
local function add_night_work(world)
  local integer = random.stream("night work")
  for _, night in ipairs(calendar.maintenance_nights()) do
    for _, person in ipairs({ "P0901", "P0902" }) do
      local from = calendar.second("21:50") + integer(0, 1800)
      add_entry(world, person, "R1", night, from, from + integer(9000, 16000))
    end
  end
end

-- The standing permissions that hold on that day, of people who are at work.
local function permissions_on(world, day)
  local found = {}
  for _, permission in ipairs(world:all("room-permission")) do
    local from, to = permission.valid:match("^(.-)/(.*)$")
    if from ~= to
      and calendar.within(day, permission.valid)
      and permission.granted_at < calendar.date(day)
      and not people.is_absent(world, permission.person, day)
    then
      found[#found + 1] = permission
    end
  end
  return found
end

local function add_office_entry(world, integer, day, permissions, busy)
  local permission, slot
  repeat
    permission = random.pick(integer, permissions)
    slot = integer(0, SLOTS - 1)
  until not busy[permission.person .. slot]
  busy[permission.person .. slot] = true
  local from = OPENING + slot * SLOT + integer(0, 599)
  add_entry(world, permission.person, permission.room, day, from, from + integer(60, 1100))
end

-- Adds entries until there are `count`.
function room_log.build(world, count)
  add_night_work(world)
  local integer = random.stream("room log")
  local days = {}
  for day = calendar.FIRST, calendar.LAST do
    if calendar.is_working_day(day) then
      days[#days + 1] = day
    end
  end
  local left = count - #world:all("room-entry")
  for number, day in ipairs(days) do
    local today = left // (#days - number + 1)
    left = left - today
    local permissions, busy = permissions_on(world, day), {}
    for position = 1, today do
      if position % 25 == 0 then
        local from = OPENING + integer(0, SLOTS * SLOT)
        add_entry(world, "P0207", "R9", day, from, from + integer(60, 600))
      else
        add_office_entry(world, integer, day, permissions, busy)
      end
    end
  end
end

return room_log
