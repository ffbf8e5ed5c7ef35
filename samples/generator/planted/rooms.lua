-- Deviations in the rooms (第9条). Each visitor comes once, so that no other entry rests on the same permission.

-- Adds a visitor, a permission and an entry; returns the entry. The system manager grants the permission unless said.
local function visit(world, id, name, room, permission, entered, left)
  world:add("person", { id = id, name = name, kind = "contractor" })
  world:add_next("affiliation", "AF", { person = id, section = "かめい通信工業株式会社", period = "2025-04-01/.." })
  world:add_next("room-permission", "PM", {
    person = id,
    room = room,
    granted_by = permission.by or "P0101",
    granted_at = permission.at,
    valid = permission.valid,
    proxy = permission.proxy or false,
  })
  return world:add("room-entry", { person = id, room = room, entered = entered, left = left, shared_card = false })
end

local function visitors(world, expect)
  local late = visit(world, "P0911", "仮野 睦", "R1", { at = "2025-05-22T10:15:31", valid = "2025-05-22/2025-05-22" },
    "2025-05-22T10:15:30", "2025-05-22T11:40:12")
  expect("9-1.permitted", late, "fail", "許可が入室の1秒後に与えられた。")

  local expired = visit(world, "P0912", "試山 環", "R2", { at = "2025-05-30T15:00:00", valid = "2025-06-02/2025-06-05" },
    "2025-06-06T09:31:07", "2025-06-06T10:02:44")
  expect("9-1.permitted", expired, "fail", "許可の期間が満了した日の翌日に入室した。")

  local predecessor = visit(world, "P0913", "例田 湊", "R1",
    { by = "P0102", at = "2025-04-10T11:00:00", valid = "2025-04-14/2025-04-18" },
    "2025-04-15T13:05:20", "2025-04-15T14:20:00")
  expect("9-1.permitted", predecessor, "fail", "許可した者は、4月1日に異動し、許可の時にシステム管理者でなかった。")

  local overstayed = visit(world, "P0914", "雛沢 楓", "R1",
    { at = "2025-10-03T16:00:00", valid = "2025-10-06T09:00:00/2025-10-06T12:00:00" },
    "2025-10-06T11:20:00", "2025-10-06T12:25:30")
  expect("9-1.stay", overstayed, "review", "許可の期間が在室の間に満了した。")

  local same_second = visit(world, "P0915", "架里 渚", "R1",
    { at = "2025-11-11T14:00:00", valid = "2025-11-11/2025-11-11" },
    "2025-11-11T14:00:00", "2025-11-11T15:10:00")
  expect("9-1.permitted", same_second, "review", "許可と入室が同じ秒の記録である。")

  local by_proxy = visit(world, "P0916", "仮橋 稔", "R2",
    { by = "P0103", at = "2025-09-08T09:00:00", valid = "2025-09-10/2025-09-10", proxy = true },
    "2025-09-10T10:00:00", "2025-09-10T10:45:00")
  expect("9-1.permitted", by_proxy, "review", "許可が課長補佐の代決による。")
end

local function staff(world, expect)
  world:add_next("room-permission", "PM", {
    person = "P0101",
    room = "R4",
    granted_by = "P0101",
    granted_at = "2025-10-02T09:00:00",
    valid = "2025-10-02/2026-03-31",
    proxy = false,
  })
  local function enter(person, room, entered, left, shared_card)
    return world:add("room-entry", {
      person = person,
      room = room,
      entered = entered,
      left = left,
      shared_card = shared_card or false,
    })
  end
  expect("9-1.permitted", enter("P0101", "R4", "2025-10-07T17:40:00", "2025-10-07T18:05:00"), "review",
    "システム管理者が自らに許可した。")
  expect("9-1.permitted", enter("P0205", "R1", "2025-12-16T17:45:10", "2025-12-16T17:52:00"), "fail",
    "許可のない室に入室した（許可は磁気ディスク等保管室に限る。）。")
  expect("9-1.shared-card", enter("P0103", "R1", "2025-07-03T18:05:00", "2025-07-03T18:30:00", true), "review",
    "共用カードで入室した。")
  expect("9-1.permitted", enter(nil, "R3", "2025-08-05T18:11:00", "2025-08-05T18:20:00"), "unknown", "入室者の名前の記録がない。")
  enter("P0206", "R2", "2026-02-05T18:12:00", "2026-02-05T18:02:00")
  expect("9-2.recorded", world:get("room", "R2"), "review", "退室が入室より前の時刻の記録がある。")
  expect("9-2.exit", enter("P0104", "R2", "2025-12-03T18:02:00"), "review", "退室の記録がない。")
end

return function(world, expect)
  visitors(world, expect)
  staff(world, expect)
  world:add_next("log-outage", "LO", {
    room = "R3",
    period = "2026-01-20T09:00:00/2026-01-20T11:30:00",
    reason = "入退室管理装置の故障",
  })
  expect("9-2.outage", world:get("room", "R3"), "fail", "入退室の記録が停止した。")
end
