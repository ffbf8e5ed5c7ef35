-- Civil time as docs/rules.md has it, for the oracle of expressions: a calendar, resolution and lengths of its own.

local time = {}

local DAY = 86400

-- ---- The calendar: days are counted from 0001-01-01 ----

local function is_leap(year)
  return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
end

local function month_length(year, month)
  if month == 2 then return is_leap(year) and 29 or 28 end
  return (month == 4 or month == 6 or month == 9 or month == 11) and 30 or 31
end

local function days_before_year(year)
  local past = year - 1
  return past * 365 + past // 4 - past // 100 + past // 400
end

local function day_of(year, month, day)
  local number = days_before_year(year) + day - 1
  for m = 1, month - 1 do
    number = number + month_length(year, m)
  end
  return number
end

local function date_of(number)
  local year = number // 366 + 1
  while days_before_year(year + 1) <= number do
    year = year + 1
  end
  local rest, month = number - days_before_year(year), 1
  while rest >= month_length(year, month) do
    rest = rest - month_length(year, month)
    month = month + 1
  end
  return year, month, rest + 1
end

-- ---- Times: the seconds from `lo` to `hi` that one may mean ----

local function second(s)
  return { kind = "time", lo = s, hi = s }
end

local function whole_day(number)
  return { kind = "time", lo = number * DAY, hi = number * DAY + DAY - 1, is_day = true }
end

time.past, time.future = second(-math.huge), second(math.huge)

function time.is_open(t)
  return t.lo == -math.huge or t.lo == math.huge
end

local function offset_seconds(zone)
  if zone == "" then return 9 * 3600 end
  if zone == "Z" then return 0 end
  local sign, hours, minutes = zone:match("^([+-])(%d%d):(%d%d)$")
  return (sign == "-" and -1 or 1) * (tonumber(hours) * 3600 + tonumber(minutes) * 60)
end

local parsed_times = {}

function time.parse(text)
  local known = parsed_times[text]
  if known then return known end
  local year, month, day, rest = text:match("^(%d%d%d%d)%-(%d%d)%-(%d%d)(.*)$")
  local number = day_of(tonumber(year), tonumber(month), tonumber(day))
  if rest == "" then
    known = whole_day(number)
  else
    local hour, minute, clock, zone = rest:match("^T(%d%d):(%d%d):(%d%d)(.*)$")
    local s = number * DAY + tonumber(hour) * 3600 + tonumber(minute) * 60 + tonumber(clock)
    known = second(s - offset_seconds(zone) + 9 * 3600)
  end
  parsed_times[text] = known
  return known
end

function time.parse_period(text)
  local from, to = text:match("^(.-)/(.*)$")
  return {
    kind = "period",
    from = from == ".." and time.past or time.parse(from),
    to = to == ".." and time.future or time.parse(to),
  }
end

function time.day(t)
  return time.is_open(t) and t or whole_day(t.lo // DAY)
end

-- Years and months first, to the end of a shorter month; then days. Returns nil outside of the years 1 to 9999.
function time.shift(t, length, sign)
  if time.is_open(t) then return t end
  local year, month, day = date_of(t.lo // DAY)
  local months = year * 12 + month - 1 + sign * length.months
  year, month = months // 12, months % 12 + 1
  local number = day_of(year, month, math.min(day, month_length(year, month))) + sign * length.days
  if number < day_of(1, 1, 1) or number > day_of(9999, 12, 31) then return nil end
  if t.is_day then return whole_day(number) end
  return second(number * DAY + t.lo % DAY)
end

-- ---- Comparing times: what holds for all seconds that they may mean, for none, or for some ----

function time.before(a, b)
  if a.hi < b.lo then return "true" end
  return a.lo > b.hi and "false" or "review"
end

function time.is_same(a, b)
  if a.lo == b.lo and a.hi == b.hi then return "true" end
  return (a.hi < b.lo or a.lo > b.hi) and "false" or "review"
end

function time.not_after(a, b)
  if time.is_same(a, b) == "true" or a.hi <= b.lo then return "true" end
  return a.lo > b.hi and "false" or "review"
end

function time.within(t, p)
  if t.lo >= p.from.lo and t.hi <= p.to.hi then return "true" end
  return (t.hi < p.from.lo or t.lo > p.to.hi) and "false" or "review"
end

function time.overlaps(a, b)
  return a.from.lo <= b.to.hi and b.from.lo <= a.to.hi
end

-- ---- Choosing: of two that bound alike, a day rather than a second ----

local function choose(a, b, which, is_better)
  if a[which] == b[which] then return a.is_day and a or b end
  return is_better and a or b
end

-- Of beginnings the earlier or the later one, of ends likewise.
function time.earlier_beginning(a, b) return choose(a, b, "lo", a.lo < b.lo) end
function time.later_beginning(a, b) return choose(a, b, "lo", a.lo > b.lo) end
function time.earlier_end(a, b) return choose(a, b, "hi", a.hi < b.hi) end
function time.later_end(a, b) return choose(a, b, "hi", a.hi > b.hi) end

-- The year that begins in April, or nil for an open end.
function time.fiscal_year(t)
  if time.is_open(t) then return nil end
  local year, month = date_of(t.lo // DAY)
  return month >= 4 and year or year - 1
end

-- ---- Words ----

function time.print(t)
  if time.is_open(t) then return t.lo < 0 and "past" or "future" end
  local date = string.format("%04d-%02d-%02d", date_of(t.lo // DAY))
  if t.is_day then return date end
  local s = t.lo % DAY
  return string.format("%sT%02d:%02d:%02d", date, s // 3600, s // 60 % 60, s % 60)
end

local function print_bound(t)
  return time.is_open(t) and ".." or time.print(t)
end

function time.print_period(p)
  return print_bound(p.from) .. "/" .. print_bound(p.to)
end

return time
