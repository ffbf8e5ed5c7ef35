-- The operation history: who is at work signs in at the terminals of the own section, in the morning at one
-- and in the afternoon at another. Contractors work on the servers at night, while they are in the room.

local calendar = require("generator.calendar")
local devices = require("generator.devices")
local people = require("generator.people")
local random = require("generator.random")

local operations = {}

-- Section, its seats, and its operators by desk: who succeeds another takes the same desk.
local DESKS <const> = {
  {
    section = "市民課",
    seats = { "TC", "TX" },
    { "P0204" }, { "P0205" }, { "P0206" }, { "P0207" }, { "P0208" }, { "P0209", "P0210" },
    { "P0211" }, { "P0212" }, { "P0213" },
  },
  { section = "東出張所", seats = { "TE" }, { "P0301" }, { "P0302" } },
  { section = "西出張所", seats = { "TW" }, { "P0303" }, { "P0304" } },
  { section = "デジタル推進課", seats = { "TD" }, { "P0103" }, { "P0104" }, { "P0105" }, { "P0106" } },
}

local MORNING <const> = { calendar.second("08:30"), calendar.second("11:59") }
local AFTERNOON <const> = { calendar.second("13:00"), calendar.second("17:14") }
local LATE <const> = { calendar.second("13:00"), calendar.second("18:59") }
local SUNDAY <const> = { calendar.second("08:30"), calendar.second("12:29") }
local NIGHT <const> = { calendar.second("22:21"), calendar.second("24:19") }

local function seats_of(seats, codes)
  local found = {}
  for _, code in ipairs(codes) do
    for _, seat in ipairs(seats) do
      if seat.code == code then
        found[#found + 1] = seat
      end
    end
  end
  return found
end

local function add_slot(slots, operator, seat, day, window)
  slots[#slots + 1] = {
    operator = operator,
    device = devices.at(seat, day).id,
    day = day,
    from = window[1],
    to = window[2],
  }
end

local function add_day(slots, operator, group, desk, day)
  local stride = #group.seats // group.desks
  local first = desk * stride - stride + 1
  local morning, afternoon = group.seats[first + day % stride], group.seats[first + (day + 1) % stride]
  local turn = (day // 7 + desk) % 5 == 0
  if calendar.is_working_day(day) then
    local late = calendar.weekday(day) == 4 and turn
    add_slot(slots, operator, morning, day, MORNING)
    add_slot(slots, operator, afternoon, day, late and LATE or AFTERNOON)
  elseif group.section == "市民課" and calendar.is_sunday_opening(day) and turn and morning.code == "TC" then
    add_slot(slots, operator, morning, day, SUNDAY)
  end
end

-- Half days of work at a device: { operator =, device =, day =, from =, to = }
local function work_slots(world, seats, by_person)
  local slots = {}
  for _, group in ipairs(DESKS) do
    local places = { section = group.section, desks = #group, seats = seats_of(seats, group.seats) }
    for desk, persons in ipairs(group) do
      for _, person in ipairs(persons) do
        for day = calendar.FIRST, calendar.LAST do
          local operator = by_person[person]
          if calendar.within(day, operator.period)
            and people.belongs(world, person, group.section, day)
            and not people.is_absent(world, person, day)
          then
            add_day(slots, operator, places, desk, day)
          end
        end
      end
    end
  end
  local servers = seats_of(seats, { "CS" })
  for _, night in ipairs(calendar.maintenance_nights()) do
    add_slot(slots, by_person.P0901, servers[1], night, NIGHT)
    add_slot(slots, by_person.P0902, servers[2], night, NIGHT)
  end
  return slots
end

-- Identification information is handled at the counter most of the time, in inquiries always, in upkeep never.
local function handles_personal_data(integer, operator_id)
  local letter = operator_id:sub(1, 1)
  return letter == "C" or letter == "B" and integer(1, 10) <= 7
end

function operations.build(world, seats, operators, count)
  local by_person = {}
  for _, operator in ipairs(operators) do
    by_person[operator.person] = operator
  end
  local slots = work_slots(world, seats, by_person)
  local integer = random.stream("operations")
  for number, slot in ipairs(slots) do
    local slots_left = #slots - number + 1
    local here = (count * integer(60, 140) + integer(0, 100 * slots_left - 1)) // (100 * slots_left)
    if slots_left == 1 then
      here = count
    end
    count = count - here
    for _ = 1, here do
      local operator_id = random.pick(integer, slot.operator.operator_ids)
      world:add("operation-record", {
        device = slot.device,
        at = calendar.time(slot.day, integer(slot.from, slot.to)),
        verification_id = slot.operator.verification_id,
        operator_id = operator_id,
        personal_data = handles_personal_data(integer, operator_id),
      })
    end
  end
end

return operations
