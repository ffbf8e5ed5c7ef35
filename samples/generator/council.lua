-- The security council: its members, meetings, minutes and what follows from them (第6条、第7条).

local people = require("generator.people")

local council = {}

local BOARD <const> = "防府市個人情報保護審査会"

-- Id, held at, form, agenda: { matter, title, important, opinion of the board on }.
local MEETINGS <const> = {
  {
    "ME0001", "2025-03-18T13:30:00", "in-person",
    { "other", "令和7年度当初の業務委託について（6件）" },
  },
  {
    "ME0002", "2025-05-20T14:00:00", "in-person",
    { "measures", "令和7年度セキュリティ対策計画（照合情報認証の更改を含む。）", true, "2025-05-13T16:00:00" },
    { "training", "令和7年度研修計画", false },
    { "audit", "令和7年度内部監査の実施", false },
    { "other", "附票連携システム改修業務の委託について" },
  },
  {
    "ME0003", "2025-07-15T10:00:00", "in-person",
    { "measures", "個人番号カード交付窓口の混雑時の対策の見直し", false },
    { "other", "磁気媒体等の保管及び廃棄業務の委託について" },
  },
  {
    "ME0004", "2025-10-21T15:00:00", "online",
    { "compliance", "上半期の対策の遵守状況", false },
    { "other", "機器更改に係る設計業務の委託について" },
  },
  {
    "ME0005", "2025-12-09T13:30:00", "in-person",
    { "measures", "統合端末1台の入替えに伴う設定の基準", false },
    { "other", "運用保守業務委託の変更契約について" },
  },
  {
    "ME0006", "2026-02-17T13:30:00", "in-person",
    { "compliance", "令和7年度の対策の遵守状況", false },
    { "audit", "令和7年度内部監査の結果", false },
    { "measures", "令和8年度セキュリティ対策計画（第2電子計算機室の運用の開始に伴う見直し）", true, "2026-02-03T11:00:00" },
    { "training", "令和8年度研修計画", false },
  },
}

-- Matter, title, decided or carried out at, agenda item.
local ACTIVITIES <const> = {
  { "measures", "令和7年度セキュリティ対策計画の決定", "2025-05-26T09:00:00", "AG0002" },
  { "training", "操作者研修（第1回）の実施", "2025-06-12T13:30:00", "AG0003" },
  { "measures", "交付窓口の混雑時の操作手順の決定", "2025-07-22T09:00:00", "AG0006" },
  { "compliance", "上半期の遵守状況の確認", "2025-10-24T09:00:00", "AG0008" },
  { "audit", "内部監査の実施", "2025-11-10T09:30:00", "AG0004" },
  { "training", "操作者研修（第2回）の実施", "2025-11-20T13:30:00", "AG0003" },
  { "measures", "統合端末の設定の基準の決定", "2025-12-12T09:00:00", "AG0010" },
  { "compliance", "令和7年度の遵守状況の確認", "2026-02-20T09:00:00", "AG0012" },
  { "measures", "令和8年度セキュリティ対策計画の決定", "2026-02-24T09:00:00", "AG0014" },
}

-- The first one is an instruction on room access (第10条), which needs no meeting.
local INSTRUCTIONS <const> = {
  { "instruction", "2025-06-20T09:00:00", "システム管理者", nil, "第1電子計算機室の予備の鍵の保管場所を改め、貸出簿を備えること。" },
  { "instruction", "2025-05-27T09:00:00", "セキュリティ責任者", "ME0002", "令和7年度セキュリティ対策計画に従い、離席時の画面の閉止を徹底すること。" },
  { "request", "2025-10-23T10:00:00", "東出張所長", "ME0004", "上半期の点検で認められた帳票の仮置きを改められたい。" },
  { "instruction", "2026-02-25T09:00:00", "システム管理者", "ME0006", "第2電子計算機室の入退室管理の手順を、令和8年4月までに整えること。" },
}

local SEATS <const> = { "security-supervisor", "system-manager", "security-officer" }

local function add_members(world)
  for _, role in ipairs(SEATS) do
    for _, assignment in ipairs(world:all("role-assignment")) do
      if assignment.role == role then
        world:add_next("council-member", "CM", {
          person = assignment.person,
          role = role,
          period = assignment.period,
        })
      end
    end
  end
end

local function add_attendances(world, meeting)
  local date = meeting.held_at:sub(1, 10)
  for _, member in ipairs(world:all("council-member")) do
    local from, to = member.period:match("^(.-)/(.*)$")
    if from <= date and (to == ".." or date <= to) then
      world:add_next("attendance", "AT", { meeting = meeting.id, person = member.person, role = member.role })
    end
  end
  -- 関係職員 (第6条第5項)
  world:add_next("attendance", "AT", { meeting = meeting.id, person = "P0103" })
end

-- Adds a meeting as the secretariat holds it: convened and chaired by the supervisor.
function council.add_meeting(world, row)
  local id, held_at, form = table.unpack(row, 1, 3)
  local meeting = world:add("meeting", {
    id = id,
    title = "令和" .. (held_at < "2025-04-01" and "6" or "7") .. "年度セキュリティ会議（" .. held_at:sub(1, 10) .. "）",
    held_at = held_at,
    form = form,
    convener = people.SUPERVISOR,
    chair = people.SUPERVISOR,
    notice_section = "市民課",
    minutes_section = "市民課",
  })
  add_attendances(world, meeting)
  for i = 4, #row do
    local matter, title, important, heard_at = table.unpack(row[i])
    local item = world:add_next("agenda-item", "AG", {
      meeting = id,
      title = title,
      matter = matter,
      important = important,
    })
    if heard_at then
      world:add_next("hearing", "HE", { agenda_item = item.id, board = BOARD, opinion_at = heard_at })
    end
  end
  return meeting
end

function council.build(world)
  add_members(world)
  for _, row in ipairs(MEETINGS) do
    council.add_meeting(world, row)
  end
  for _, row in ipairs(ACTIVITIES) do
    world:add_next("security-activity", "SA", {
      matter = row[1],
      title = row[2],
      decided_at = row[3],
      agenda_item = row[4],
    })
  end
  for _, row in ipairs(INSTRUCTIONS) do
    world:add_next("instruction", "IN", {
      kind = row[1],
      given_by = people.SUPERVISOR,
      given_at = row[2],
      addressee = row[3],
      meeting = row[4],
      summary = row[5],
    })
  end
end

return council
