-- Days, times and the working calendar of a city hall in fiscal year 2025 (令和7年度).
-- A day is the number of days since 1970-01-01; a time is a day and a second of that day.

local calendar = {}

-- 国民の祝日 and 振替休日 of fiscal year 2025.
local HOLIDAYS <const> = {
  "2025-04-29", "2025-05-03", "2025-05-04", "2025-05-05", "2025-05-06", "2025-07-21", "2025-08-11",
  "2025-09-15", "2025-09-23", "2025-10-13", "2025-11-03", "2025-11-23", "2025-11-24", "2026-01-01",
  "2026-01-12", "2026-02-11", "2026-02-23", "2026-03-20",
}
-- 年末年始 (12月29日から1月3日まで) without 1月1日, which is a holiday.
local YEAR_END <const> = { "2025-12-29", "2025-12-30", "2025-12-31", "2026-01-02", "2026-01-03" }

-- Days since 1970-01-01 of a proleptic Gregorian date.
local function day_number(year, month, date)
  if month <= 2 then
    year = year - 1
  end
  local era = year // 400
  local year_of_era = year - era * 400
  local shifted_month = (month + 9) % 12
  local day_of_year = (153 * shifted_month + 2) // 5 + date - 1
  return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719468
end

local function civil(day)
  local shifted = day + 719468
  local era = shifted // 146097
  local day_of_era = shifted - era * 146097
  local year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
  local day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
  local shifted_month = (5 * day_of_year + 2) // 153
  local month = shifted_month < 10 and shifted_month + 3 or shifted_month - 9
  local year = year_of_era + era * 400 + (month <= 2 and 1 or 0)
  return year, month, day_of_year - (153 * shifted_month + 2) // 5 + 1
end

-- "2025-04-01" → day
function calendar.day(text)
  local year, month, date = text:match("^(%d%d%d%d)-(%d%d)-(%d%d)$")
  assert(year, "not a date: " .. text)
  return day_number(tonumber(year), tonumber(month), tonumber(date))
end

local texts = {}

-- day → "2025-04-01"
function calendar.date(day)
  local text = texts[day]
  if not text then
    text = string.format("%04d-%02d-%02d", civil(day))
    texts[day] = text
  end
  return text
end

-- day and second of the day (which may run past midnight) → "2025-04-01T08:31:00"
function calendar.time(day, second)
  day, second = day + second // 86400, second % 86400
  return string.format("%sT%02d:%02d:%02d", calendar.date(day), second // 3600, second // 60 % 60, second % 60)
end

-- "08:31" → second of the day
function calendar.second(text)
  local hour, minute = text:match("^(%d%d):(%d%d)$")
  return hour * 3600 + minute * 60
end

-- 0 is Sunday
function calendar.weekday(day)
  return (day + 4) % 7
end

calendar.FIRST = calendar.day("2025-04-01")
calendar.LAST = calendar.day("2026-03-31")
calendar.YEAR = "2025-04-01/2026-03-31"

local closed = {}
for _, list in ipairs({ HOLIDAYS, YEAR_END }) do
  for _, text in ipairs(list) do
    closed[calendar.day(text)] = true
  end
end

function calendar.is_working_day(day)
  local weekday = calendar.weekday(day)
  return weekday ~= 0 and weekday ~= 6 and not closed[day]
end

-- The counter is open on the fourth Sunday of each month (休日窓口).
function calendar.is_sunday_opening(day)
  local _, _, date = civil(day)
  return calendar.weekday(day) == 0 and date >= 22 and date <= 28 and not closed[day]
end

-- Every month of the fiscal year: { name = "2025-04", first = day, last = day, period = "…/…" }
function calendar.months()
  local months = {}
  local first = calendar.FIRST
  while first <= calendar.LAST do
    local year, month = civil(first)
    local next_first = month == 12 and day_number(year + 1, 1, 1) or day_number(year, month + 1, 1)
    months[#months + 1] = {
      name = string.format("%04d-%02d", year, month),
      first = first,
      last = next_first - 1,
      period = calendar.date(first) .. "/" .. calendar.date(next_first - 1),
    }
    first = next_first
  end
  return months
end

-- Night work: the third Thursday of each month, and once at the turn of September.
function calendar.maintenance_nights()
  local nights = { calendar.day("2025-09-30") }
  for _, month in ipairs(calendar.months()) do
    local day = month.first
    while calendar.weekday(day) ~= 4 do
      day = day + 1
    end
    nights[#nights + 1] = day + 14
  end
  return nights
end

-- Whether the day lies in a period of dates such as "2025-04-01/..".
function calendar.within(day, period)
  local from, to = period:match("^(.-)/(.*)$")
  return (from == ".." or calendar.day(from) <= day) and (to == ".." or day <= calendar.day(to))
end

return calendar
