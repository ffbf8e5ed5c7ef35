-- The people of the sample city, their sections, absences, posts and roles. Every name is made up: a word of
-- nature and a word for a number or a season.

local calendar = require("generator.calendar")
local random = require("generator.random")

local people = {}

local CITIZENS <const> = "市民課"
local DIGITAL <const> = "デジタル推進課"
local EAST <const> = "東出張所"
local WEST <const> = "西出張所"

-- Section, first and last day; the last affiliation runs on.
local STAFF <const> = {
  { "P0001", "青峰 一徳", "employee", { "副市長室", "2021-07-01" } },
  { "P0101", "若竹 二郎", "employee", { "総務課", "2021-04-01", "2025-03-31" }, { DIGITAL, "2025-04-01" } },
  { "P0102", "朝霧 三樹", "employee", { DIGITAL, "2021-04-01", "2025-03-31" }, { "財政課", "2025-04-01" } },
  { "P0103", "夕凪 四季", "employee", { DIGITAL, "2022-04-01" } },
  { "P0104", "銀杏 五月", "employee", { DIGITAL, "2023-04-01" } },
  { "P0105", "雪代 六花", "employee", { "税務課", "2021-04-01", "2025-03-31" }, { DIGITAL, "2025-04-01" } },
  { "P0106", "浜梨 七海", "employee", { DIGITAL, "2020-04-01", "2025-09-30" }, { "企画課", "2025-10-01" } },
  { "P0201", "髙嶺 八雲", "employee", { "福祉課", "2022-04-01", "2025-03-31" }, { CITIZENS, "2025-04-01", "2025-09-30" },
    { "教育総務課", "2025-10-01" } },
  { "P0202", "白波 九十", "employee", { CITIZENS, "2020-04-01", "2025-03-31" }, { "議会事務局", "2025-04-01" } },
  { "P0203", "木﨑 十和", "employee", { "税務課", "2022-04-01", "2025-10-31" }, { CITIZENS, "2025-11-01" } },
  { "P0204", "霜月 百花", "employee", { CITIZENS, "2019-04-01" } },
  { "P0205", "春雨 千景", "employee", { CITIZENS, "2021-04-01" } },
  { "P0206", "桐生野 万里", "employee", { CITIZENS, "2022-04-01" } },
  { "P0207", "月影 一葉", "employee", { CITIZENS, "2023-04-01" } },
  { "P0208", "萌黄 双葉", "employee", { CITIZENS, "2020-10-01" } },
  { "P0209", "深山 三弦", "employee", { CITIZENS, "2022-04-01", "2025-09-30" }, { "保険年金課", "2025-10-01" } },
  { "P0210", "山吹 四葩", "employee", { "保険年金課", "2021-04-01", "2025-09-30" }, { CITIZENS, "2025-10-01" } },
  { "P0211", "露草 五十鈴", "fixed-term", { CITIZENS, "2024-04-01" } },
  { "P0212", "霞野 六実", "fixed-term", { CITIZENS, "2024-04-01" } },
  { "P0213", "小夜風 七緒", "fixed-term", { CITIZENS, "2025-04-01" } },
  { "P0301", "磯波 八千代", "employee", { EAST, "2021-04-01" } },
  { "P0302", "渚沢 九美", "employee", { EAST, "2023-04-01" } },
  { "P0303", "柊木 十吾", "employee", { WEST, "2022-04-01" } },
  { "P0304", "樫村 百合夫", "employee", { WEST, "2024-04-01" } },
  { "P0901", "架空 太郎", "contractor", { "株式会社みなと架空システム", "2024-04-01" } },
  { "P0902", "架空 次郎", "contractor", { "株式会社みなと架空システム", "2024-04-01" } },
  { "P0903", "見本 花子", "contractor", { "例示電子計算サービス株式会社", "2023-04-01" } },
  { "P0904", "見本 月子", "contractor", { "例示電子計算サービス株式会社", "2025-04-01" } },
  { "P0905", "雛形 明", "contractor", { "ひながた警備保障株式会社", "2024-04-01" } },
  { "P0906", "仮名 澄", "contractor", { "かめい空調工業株式会社", "2025-04-01" } },
}

-- Between the transfer of one head of 市民課 and the arrival of the next two people acted as head and shared the
-- duties: 課長補佐 P0204, and 東出張所長 P0301 as セキュリティ責任者.
local POSTS <const> = {
  { "PO01", "副市長", "副市長室", { "P0001", "regular", "2021-07-01/..", "令和3年7月1日付け辞令" } },
  {
    "PO02", "デジタル推進課長", DIGITAL,
    { "P0102", "regular", "2021-04-01/2025-03-31", "令和3年4月1日付け辞令" },
    { "P0101", "regular", "2025-04-01/..", "令和7年4月1日付け辞令" },
  },
  {
    "PO03", "市民課長", CITIZENS,
    { "P0202", "regular", "2020-04-01/2025-03-31", "令和2年4月1日付け辞令" },
    { "P0201", "regular", "2025-04-01/2025-09-30", "令和7年4月1日付け辞令" },
    { "P0204", "acting", "2025-10-01/2025-10-31", "令和7年10月1日付け職務代理の命令" },
    { "P0301", "acting", "2025-10-01/2025-10-31", "令和7年10月1日付け職務代理の命令（セキュリティ責任者）" },
    { "P0203", "regular", "2025-11-01/..", "令和7年11月1日付け辞令" },
  },
  { "PO04", "市民課長補佐", CITIZENS, { "P0204", "regular", "2023-04-01/..", "令和5年4月1日付け辞令" } },
  { "PO05", "デジタル推進課長補佐", DIGITAL, { "P0103", "regular", "2024-04-01/..", "令和6年4月1日付け辞令" } },
  { "PO06", "東出張所長", EAST, { "P0301", "regular", "2023-04-01/..", "令和5年4月1日付け辞令" } },
  { "PO07", "財政課長", "財政課", { "P0102", "regular", "2025-04-01/..", "令和7年4月1日付け辞令" } },
}

-- Which roles go with which post (第3条第2項、第4条第2項、第5条第2項、第11条の2第2項、第16条第2項).
local ROLES <const> = {
  { "security-supervisor", "PO01" },
  { "system-manager", "PO02" },
  { "security-officer", "PO03" },
  { "access-manager", "PO03" },
  { "personal-data-manager", "PO03" },
  { "asset-manager", "PO02" },
}

local LONG_LEAVES <const> = {
  { "P0208", "childcare", "2025-07-14/2026-03-31" },
  { "P0212", "sick", "2025-11-17/2025-12-26" },
}

people.SUPERVISOR = "P0001"
people.CHILDCARE = "P0208"

-- They decide and sign, so that the samples give them no leave.
local HEADS <const> = { P0001 = true, P0101 = true, P0201 = true, P0203 = true, P0204 = true }

-- The head of デジタル推進課 (シ) on a day.
function people.system_manager(day)
  return day < calendar.FIRST and "P0102" or "P0101"
end

-- The head of 市民課, or who acts as such (ア, 本人確認情報管理責任者), on a day.
function people.citizens_head(day)
  if day < calendar.FIRST then
    return "P0202"
  elseif day <= calendar.day("2025-09-30") then
    return "P0201"
  end
  return day <= calendar.day("2025-10-31") and "P0204" or "P0203"
end

local function add_people(world)
  for _, row in ipairs(STAFF) do
    world:add("person", { id = row[1], name = row[2], kind = row[3] })
    for i = 4, #row do
      world:add_next("affiliation", "AF", {
        person = row[1],
        section = row[i][1],
        period = row[i][2] .. "/" .. (row[i][3] or ".."),
      })
    end
  end
end

local function add_posts(world)
  for _, row in ipairs(POSTS) do
    world:add("post", { id = row[1], title = row[2], section = row[3] })
    for i = 4, #row do
      local person, capacity, period, evidence = table.unpack(row[i])
      world:add_next("post-holding", "PH", {
        person = person,
        post = row[1],
        capacity = capacity,
        period = period,
        evidence = evidence,
      })
    end
  end
end

-- Which of the two acting heads does not fill the role.
local function not_acting(role)
  return role == "security-officer" and "P0204" or "P0301"
end

local function add_roles(world)
  for _, pair in ipairs(ROLES) do
    local role, post = table.unpack(pair)
    for _, holding in ipairs(world:all("post-holding")) do
      if holding.post == post and holding.person ~= not_acting(role) then
        world:add_next("role-assignment", "RA", {
          role = role,
          person = holding.person,
          period = holding.period,
          evidence = "セキュリティ体制表（" .. (holding.evidence:match("^(.-)付け") or "") .. "）",
        })
      end
    end
  end
end

-- About ten days of annual leave for each member of staff, and the long absences.
local function add_leaves(world)
  for _, row in ipairs(LONG_LEAVES) do
    world:add_next("leave", "LV", { person = row[1], kind = row[2], period = row[3] })
  end
  local integer = random.stream("annual leave")
  for _, row in ipairs(STAFF) do
    if row[3] ~= "contractor" and not HEADS[row[1]] then
      local taken = {}
      for _ = 1, integer(8, 12) do
        local day = integer(calendar.FIRST, calendar.LAST)
        if calendar.is_working_day(day) and not people.is_absent(world, row[1], day) and not taken[day] then
          taken[day] = true
          local date = calendar.date(day)
          world:add_next("leave", "LV", { person = row[1], kind = "annual", period = date .. "/" .. date })
        end
      end
    end
  end
end

local absences = setmetatable({}, { __mode = "k" })

-- Whether the person is on leave on that day.
function people.is_absent(world, person, day)
  local list = absences[world]
  if not list or list.count ~= #world:all("leave") then
    list = { count = #world:all("leave") }
    for _, leave in ipairs(world:all("leave")) do
      local from, to = leave.period:match("^(.-)/(.*)$")
      list[leave.person] = list[leave.person] or {}
      for absent = calendar.day(from), calendar.day(to) do
        list[leave.person][absent] = true
      end
    end
    absences[world] = list
  end
  return list[person] ~= nil and list[person][day] == true
end

-- Whether the person belongs to the section on that day.
function people.belongs(world, person, section, day)
  for _, row in ipairs(world:all("affiliation")) do
    if row.person == person and row.section == section and calendar.within(day, row.period) then
      return true
    end
  end
  return false
end

function people.build(world)
  add_people(world)
  add_posts(world)
  add_roles(world)
  add_leaves(world)
end

return people
