-- The rooms, who may enter them, and what the system manager does about them (第9条、第10条).

local calendar = require("generator.calendar")
local people = require("generator.people")

local rooms = {}

local ROOMS <const> = {
  { id = "R1", name = "本庁舎4階電子計算機室", computer_room = true, media_storage = false, in_use = "2014-04-01/.." },
  { id = "R2", name = "本庁舎3階磁気ディスク等保管室", computer_room = false, media_storage = true, in_use = "2014-04-01/.." },
  { id = "R3", name = "東出張所サーバ室", computer_room = true, media_storage = true, in_use = "2019-10-01/.." },
  { id = "R4", name = "本庁舎4階第2電子計算機室", computer_room = true, media_storage = false, in_use = "2025-10-01/.." },
  -- Neither kind of room: whoever enters it needs no permission under 第9条.
  { id = "R9", name = "市民課書庫", computer_room = false, media_storage = false, in_use = "2014-04-01/.." },
}

-- Room, when granted, valid, to whom. The head in office in March granted most of them for the coming year.
local PERMISSIONS <const> = {
  { "R1", "2025-03-28T10:20:00", "2025-04-01/2026-03-31", "P0101 P0103 P0104 P0105 P0901 P0902" },
  { "R1", "2025-03-28T10:20:00", "2025-04-01/2025-09-30", "P0106" },
  { "R2", "2025-03-28T10:35:00", "2025-04-01/2026-03-31", "P0101 P0103 P0104 P0204 P0205 P0206" },
  { "R2", "2025-03-28T10:35:00", "2025-04-01/2025-09-30", "P0106 P0209" },
  { "R2", "2025-04-01T08:45:00", "2025-04-01/2025-09-30", "P0201" },
  { "R3", "2025-03-28T10:50:00", "2025-04-01/2026-03-31", "P0103 P0104 P0301 P0302 P0901" },
  { "R4", "2025-09-25T14:05:00", "2025-10-01/2026-03-31", "P0103 P0104 P0105 P0901 P0902" },
  { "R2", "2025-09-29T09:10:00", "2025-10-01/2026-03-31", "P0210" },
  { "R2", "2025-11-04T08:50:00", "2025-11-04/2026-03-31", "P0203" },
}

local function add_permissions(world)
  for _, row in ipairs(PERMISSIONS) do
    local room, granted_at, valid, persons = table.unpack(row)
    for person in persons:gmatch("%S+") do
      world:add_next("room-permission", "PM", {
        person = person,
        room = room,
        granted_by = people.system_manager(calendar.day(granted_at:sub(1, 10))),
        granted_at = granted_at,
        valid = valid,
        proxy = false,
      })
    end
  end
end

-- One visit on one day: the permission is granted on the working day before.
local function add_visit(world, person, room, day, from, to)
  local granted = day - 1
  while not calendar.is_working_day(granted) do
    granted = granted - 1
  end
  local date = calendar.date(day)
  world:add_next("room-permission", "PM", {
    person = person,
    room = room,
    granted_by = people.system_manager(granted),
    granted_at = calendar.time(granted, calendar.second("16:10")),
    valid = date .. "/" .. date,
    proxy = false,
  })
  world:add("room-entry", {
    person = person,
    room = room,
    entered = calendar.time(day, calendar.second(from)),
    left = calendar.time(day, calendar.second(to)),
    shared_card = false,
  })
end

local function nth_working_day(month, n)
  for day = month.first, month.last do
    if calendar.is_working_day(day) then
      n = n - 1
      if n == 0 then
        return day
      end
    end
  end
end

-- Monthly inspection of the room equipment, quarterly of the air conditioning, and the supervisor's own visit.
local function add_visits(world)
  for number, month in ipairs(calendar.months()) do
    add_visit(world, "P0905", "R1", nth_working_day(month, 8), "10:02", "11:27")
    if number % 3 == 2 then
      add_visit(world, "P0906", "R1", nth_working_day(month, 12), "13:33", "15:41")
    end
  end
  add_visit(world, people.SUPERVISOR, "R1", calendar.day("2025-06-18"), "14:00", "14:35")
end

-- Each month the system manager has the log of every room checked (第9条第2項).
local function add_measures(world)
  for _, month in ipairs(calendar.months()) do
    local day = nth_working_day(month, 5)
    for _, room in ipairs(ROOMS) do
      if (room.computer_room or room.media_storage) and calendar.within(day, room.in_use) then
        world:add_next("room-measure", "RM", {
          room = room.id,
          by = people.system_manager(day),
          taken_on = calendar.date(day),
          summary = "前月分の入退室の記録を許可簿と突き合わせ、カードの貸出簿及び扉の施錠を点検した。",
        })
      end
    end
  end
end

local function add_inquiries(world)
  world:add("room-inquiry", {
    id = "RI0000",
    kind = "investigation",
    by = people.SUPERVISOR,
    at = "2024-10-09T14:00:00",
    instruction_needed = false,
  })
  world:add("room-inquiry", {
    id = "RI0001",
    kind = "report",
    by = people.SUPERVISOR,
    at = "2025-06-10T10:00:00",
    instruction_needed = false,
  })
  world:add("room-inquiry", {
    id = "RI0002",
    kind = "investigation",
    by = people.SUPERVISOR,
    at = "2025-06-18T14:00:00",
    instruction_needed = true,
    instruction = "IN0001",
  })
  world:add("room-inquiry", {
    id = "RI0003",
    kind = "report",
    by = people.SUPERVISOR,
    at = "2025-12-08T10:00:00",
    instruction_needed = false,
  })
end

function rooms.build(world)
  for _, room in ipairs(ROOMS) do
    world:add("room", {
      id = room.id,
      name = room.name,
      computer_room = room.computer_room,
      media_storage = room.media_storage,
      in_use = room.in_use,
    })
  end
  add_permissions(world)
  add_visits(world)
  add_measures(world)
  add_inquiries(world)
end

return rooms
