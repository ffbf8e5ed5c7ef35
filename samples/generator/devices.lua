-- The devices, the control of access to them, and what is done for their operating systems (第11条、第12条).
-- A seat is a place in the office: its terminal is replaced now and then, and each terminal is a device of its own.

local calendar = require("generator.calendar")
local people = require("generator.people")
local random = require("generator.random")

local devices = {}

-- Name, kind, where, seats, authentication, and the terms of one generation of devices after the other.
local SEATS <const> = {
  { "CS", "コミュニケーションサーバ", "communication-server", 2, "fingerprint", "2014-10-01/2020-09-30", "2020-10-01/.." },
  { "TC", "統合端末（市民課）", "terminal", 19, "vein", "2017-02-01/2022-01-31", "2022-02-01/.." },
  -- This one was replaced in the course of the year.
  { "TX", "統合端末（市民課）", "terminal", 1, "vein", "2017-02-01/2022-01-31", "2022-02-01/2025-11-30", "2025-12-01/.." },
  { "TE", "統合端末（東出張所）", "terminal", 6, "vein", "2019-10-01/.." },
  { "TW", "統合端末（西出張所）", "terminal", 6, "vein", "2016-09-01/2023-08-31", "2023-09-01/.." },
  { "TD", "統合端末（デジタル推進課）", "terminal", 4, "face", "2020-04-01/.." },
  { "TS", "統合端末（予備）", "terminal", 4, "iris", "2021-07-01/.." },
  { "FW", "ファイアウォール", "firewall", 2, false, "2020-10-01/.." },
  { "PR", "専用印刷装置", "other", 3, false, "2020-10-01/.." },
  { "SW", "ネットワークスイッチ", "other", 3, false, "2020-10-01/.." },
}

local MEASURES <const> = {
  "OSの更新プログラムを検証の上適用し、不要なサービスが停止していることを確認した。",
  "不正プログラム対策ソフトウェアの定義ファイルを更新し、全体の検査を行った。",
  "OSの利用者登録を棚卸しし、不要な利用者がないことを確認した。",
  "OSの更新プログラムを適用し、外部記憶媒体の接続制限の設定を点検した。",
}

-- Days of the year before.
local EARLIER <const> = { "2024-05-14", "2024-08-20", "2024-11-12", "2025-02-18" }

local RULES <const> = {
  { "住基ネット等OSパスワード管理要領", "os-password", "2024-04-01", "P0202" },
  { "照合ID及び操作者ID管理要領", "id-management", "2024-04-01", "P0202" },
  { "照合情報登録等管理要領", "verification-data", "2024-04-01", "P0202" },
  { "本人確認情報に係る帳票等管理要領", "personal-data-forms", "2025-04-01", "P0201" },
  { "住基ネット等情報資産管理要領", "assets", "2025-04-07", "P0101" },
  { "照合情報登録等管理要領（旧）", "verification-data", "2016-04-01", nil, "2024-03-31" },
}

local function is_controlled(kind)
  return kind == "communication-server" or kind == "terminal"
end

-- Adds the devices; returns the seats: { { name =, kind =, devices = { record, … } }, … }
local function add_devices(world)
  local seats = {}
  for _, row in ipairs(SEATS) do
    local code, name, kind, count, authentication = table.unpack(row, 1, 5)
    for number = 1, count do
      local seat = { code = code, name = code .. number, kind = kind, devices = {} }
      for generation = 6, #row do
        local device = world:add("device", {
          id = string.format("D%s%02d-%d", code, number, generation - 5),
          name = string.format("%s%d号機", name, number),
          kind = kind,
          in_use = row[generation],
        })
        seat.devices[#seat.devices + 1] = device
        if is_controlled(kind) then
          world:add_next("access-control", "AC", {
            device = device.id,
            authentication = authentication,
            has_fallback = false,
            history_recorded = true,
            period = device.in_use,
          })
        end
      end
      seats[#seats + 1] = seat
    end
  end
  return seats
end

-- The device that stands at the seat on that day.
function devices.at(seat, day)
  for _, device in ipairs(seat.devices) do
    if calendar.within(day, device.in_use) then
      return device
    end
  end
  error("no device at " .. seat.name)
end

-- Spare terminals are started once a month; servers run on every day; terminals at the counter on Sundays, too.
local function operates(seat, day)
  if seat.kind == "communication-server" then
    return true
  elseif seat.code == "TS" then
    return calendar.is_working_day(day) and calendar.date(day):sub(9) >= "14" and calendar.date(day):sub(9) <= "16"
  elseif seat.code == "TC" and calendar.is_sunday_opening(day) then
    return true
  end
  return seat.kind == "terminal" and calendar.is_working_day(day)
end

local function add_operating_days(world, seats)
  local number = 0
  for _, seat in ipairs(seats) do
    for day = calendar.FIRST, calendar.LAST do
      if operates(seat, day) then
        number = number + 1
        world:add("operating-day", {
          id = string.format("OD%05d", number),
          device = devices.at(seat, day).id,
          date = calendar.date(day),
        })
      end
    end
  end
end

-- Once a quarter for each device in use then, in the year before, too.
local function add_measures(world, seats)
  local integer = random.stream("os measures")
  for quarter, month in ipairs({ 2, 5, 8, 11 }) do
    for _, seat in ipairs(seats) do
      local day
      repeat
        day = calendar.months()[month].first + integer(0, 27)
      until calendar.is_working_day(day)
      world:add_next("os-measure", "OM", {
        device = devices.at(seat, day).id,
        by = people.citizens_head(day),
        taken_on = calendar.date(day),
        summary = MEASURES[quarter],
      })
    end
  end
  for quarter, date in ipairs(EARLIER) do
    for _, seat in ipairs(seats) do
      world:add_next("os-measure", "OM", {
        device = devices.at(seat, calendar.day(date)).id,
        by = people.citizens_head(calendar.day(date)),
        taken_on = date,
        summary = MEASURES[quarter],
      })
    end
  end
  world:add_next("os-measure", "OM", {
    device = "DTX01-3",
    by = people.citizens_head(calendar.day("2025-12-01")),
    taken_on = "2025-12-01",
    summary = "使用の開始に当たり、OSの設定を基準に合わせ、更新プログラムを適用した。",
  })
end

local function add_rules(world)
  for _, row in ipairs(RULES) do
    world:add_next("management-rule", "MR", {
      title = row[1],
      subject = row[2],
      established_on = row[3],
      established_by = row[4],
      repealed_on = row[5],
    })
  end
end

-- The logging of a terminal stood still for works on the building, on a Sunday on which nobody used it.
local function add_outages(world)
  world:add_next("log-outage", "LO", {
    device = "DTW03-2",
    period = "2025-08-17T09:00:00/2025-08-17T15:30:00",
    reason = "庁舎の電気設備の法定点検",
  })
end

-- Returns the seats.
function devices.build(world)
  local seats = add_devices(world)
  add_operating_days(world, seats)
  add_measures(world, seats)
  add_rules(world)
  add_outages(world)
  return seats
end

return devices
