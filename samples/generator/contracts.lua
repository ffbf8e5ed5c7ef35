-- The contracts of the year, what was asked and approved before them, and what came after (第17条から第20条まで).

local contract_texts = require("generator.contract_texts")
local people = require("generator.people")

local contracts = {}

-- Id, title, section, contractor, outsources, kind, signed at, term, renews, and for outsourcing: the meeting that gave
-- its opinion, when it did, when the supervisor approved, whether a survey is needed, when it was made.
local CONTRACTS <const> = {
  {
    "C2025-001", "住民基本台帳ネットワークシステム運用保守業務委託", "市民課", "株式会社みなと架空システム", true, "renewal",
    "2025-04-01T09:00:00", "2025-04-01/2026-03-31", nil,
    {
      meeting = "ME0001", opinion_at = "2025-03-18T14:10:00",
      approved_at = "2025-03-25T10:00:00", needed = true, surveyed_on = "2025-11-26",
    },
  },
  {
    "C2025-002", "統合端末等機器保守業務委託", "デジタル推進課", "例示電子計算サービス株式会社", true, "renewal",
    "2025-04-01T09:15:00", "2025-04-01/2026-03-31", nil,
    {
      meeting = "ME0001", opinion_at = "2025-03-18T14:20:00",
      approved_at = "2025-03-25T10:05:00", needed = true, surveyed_on = "2025-12-03",
    },
  },
  {
    "C2025-003", "コミュニケーションサーバ運用監視業務委託", "デジタル推進課", "株式会社みなと架空システム", true, "new",
    "2025-04-01T09:30:00", "2025-04-01/2028-03-31", nil,
    {
      meeting = "ME0001", opinion_at = "2025-03-18T14:25:00",
      approved_at = "2025-03-25T10:10:00", needed = true, surveyed_on = "2025-11-26",
    },
  },
  {
    "C2025-004", "照合情報読取装置保守業務委託", "市民課", "例示電子計算サービス株式会社", true, "renewal",
    "2025-04-01T09:45:00", "2025-04-01/2026-03-31", nil,
    {
      meeting = "ME0001", opinion_at = "2025-03-18T14:30:00",
      approved_at = "2025-03-25T10:15:00", needed = false,
    },
  },
  {
    "C2025-005", "電子計算機室等入退室管理装置保守及び記録監視業務委託", "デジタル推進課", "ひながた警備保障株式会社", true, "renewal",
    "2025-04-01T10:00:00", "2025-04-01/2026-03-31", nil,
    {
      meeting = "ME0001", opinion_at = "2025-03-18T14:35:00",
      approved_at = "2025-03-25T10:20:00", needed = true, surveyed_on = "2026-01-21",
    },
  },
  {
    "C2025-006", "附票連携システム改修業務委託", "デジタル推進課", "株式会社みなと架空システム", true, "new",
    "2025-06-09T13:00:00", "2025-06-09/2026-02-27", nil,
    {
      meeting = "ME0002", opinion_at = "2025-05-20T15:20:00",
      approved_at = "2025-05-28T11:00:00", needed = true, surveyed_on = "2025-09-17",
    },
  },
  {
    "C2025-007", "個人番号カード交付等窓口業務委託", "市民課", "見本ビジネスサポート株式会社", true, "new",
    "2025-04-01T10:15:00", "2025-04-01/2026-03-31", nil,
    {
      meeting = "ME0001", opinion_at = "2025-03-18T14:40:00",
      approved_at = "2025-03-25T10:25:00", needed = true, surveyed_on = "2025-08-20",
    },
  },
  {
    "C2025-008", "磁気媒体等保管及び廃棄業務委託", "市民課", "れいじ文書保管株式会社", true, "new",
    "2025-08-01T09:00:00", "2025-08-01/2026-03-31", nil,
    {
      meeting = "ME0003", opinion_at = "2025-07-15T11:00:00",
      approved_at = "2025-07-22T15:00:00", needed = true, surveyed_on = "2025-10-08",
    },
  },
  {
    "C2025-009", "住民基本台帳ネットワークシステム機器更改設計業務委託", "デジタル推進課", "かかく設計コンサルタント株式会社", true, "new",
    "2025-11-04T10:00:00", "2025-11-04/2026-03-27", nil,
    {
      meeting = "ME0004", opinion_at = "2025-10-21T16:10:00",
      approved_at = "2025-10-28T09:30:00", needed = false,
    },
  },
  {
    "C2025-010", "住民基本台帳ネットワークシステム運用保守業務委託（変更）", "市民課", "株式会社みなと架空システム", true, "amendment",
    "2025-12-22T09:00:00", "2026-01-01/2026-03-31", "C2025-001",
    {
      meeting = "ME0005", opinion_at = "2025-12-09T14:20:00",
      approved_at = "2025-12-15T10:00:00", needed = true, surveyed_on = "2026-03-04",
    },
  },
  {
    "C2025-011", "印刷装置用消耗品の購入（単価契約）", "市民課", "こうしや文具店", false, "new",
    "2025-04-01T11:00:00", "2025-04-01/2026-03-31",
  },
  {
    "C2025-012", "本庁舎清掃業務委託", "総務課", "きらら架空美装株式会社", false, "renewal",
    "2025-04-01T11:10:00", "2025-04-01/2026-03-31",
  },
  {
    "C2025-013", "電子複写機賃貸借", "総務課", "みほんリース株式会社", false, "new",
    "2025-10-01T09:00:00", "2025-10-01/2030-09-30",
  },
  { "C2025-014", "窓口用封筒印刷", "市民課", "ひながた印刷所", false, "new", "2025-06-02T09:00:00", "2025-06-02/2025-07-31" },
  {
    "C2025-015", "防災行政無線設備保守点検業務委託", "防災危機管理課", "かめい通信工業株式会社", false, "renewal",
    "2025-04-01T11:20:00", "2025-04-01/2026-03-31",
  },
}

-- The four of 第17条, and the dates since when they are in force.
local INSTRUMENTS <const> = {
  { "IS0001", "privacy-act", "個人情報の保護に関する法律", "2005-04-01/.." },
  { "IS0002", "privacy-rules", "防府市個人情報の取扱いに関する管理規程", "2023-04-01/.." },
  { "IS0003", "my-number-rules", "防府市特定個人情報等の取扱いに関する管理規程", "2017-04-01/.." },
  { "IS0004", "outsourcing-notes", "業務委託における重要情報資産・個人情報の取扱留意事項", "2019-04-01/.." },
}

local function add_texts(world, directory, id)
  local short = id:gsub("%D", "", 1):gsub("%-", "")
  for number, document in ipairs(contract_texts.read(directory, id)) do
    local document_id = string.format("DOC%s-%d", short, number)
    world:add("contract-document", {
      id = document_id,
      contract = id,
      kind = document.kind,
      title = document.title,
      incorporated = document.incorporated,
    })
    for position, clause in ipairs(document.clauses) do
      local clause_id = string.format("CL%s-%d-%02d", short, number, position)
      world:add("contract-clause", {
        id = clause_id,
        document = document_id,
        number = clause.number,
        heading = clause.heading,
        body = clause.body,
      })
      if clause.item then
        world:add_next("contract-mark", "MK", { contract = id, item = clause.item, clause = clause_id })
      end
    end
  end
end

-- What 第17条, 第18条 and 第20条 ask of a contract that outsources.
local function add_process(world, id, process)
  world:add_next("council-opinion", "CO", {
    contract = id,
    meeting = process.meeting,
    given_at = process.opinion_at,
    opinion = id == "C2025-009" and "conditional" or "agree",
    covers_content = true,
    covers_reason = true,
    covers_protection = true,
  })
  world:add_next("approval", "AP", {
    contract = id,
    by = people.SUPERVISOR,
    approved_at = process.approved_at,
    covers_content = true,
    covers_reason = true,
    covers_protection = true,
    proxy = false,
  })
  for _, instrument in ipairs(INSTRUMENTS) do
    world:add_next("instrument-application", "IA", {
      contract = id,
      instrument = instrument[1],
      checked_on = process.approved_at:sub(1, 10),
    })
  end
  world:add_next("survey-need", "SN", {
    contract = id,
    needed = process.needed,
    judged_on = world:get("contract", id).signed_at:sub(1, 10),
  })
  if process.surveyed_on then
    world:add_next("contractor-survey", "CS", {
      contract = id,
      surveyed_on = process.surveyed_on,
      summary = "受託者の事業所において、体制、資料の保管及び従事者への教育の状況を確かめた。",
    })
  end
end

function contracts.build(world, directory)
  for _, row in ipairs(INSTRUMENTS) do
    world:add("instrument", { id = row[1], kind = row[2], title = row[3], in_force = row[4] })
  end
  for _, row in ipairs(CONTRACTS) do
    local id, title, section, contractor, outsources, kind = table.unpack(row, 1, 6)
    local signed_at, term, renews, process = table.unpack(row, 7, 10)
    world:add("contract", {
      id = id,
      title = title,
      section = section,
      contractor = contractor,
      outsources = outsources,
      kind = kind,
      renews = renews,
      signed_at = signed_at,
      term = term,
    })
    add_texts(world, directory, id)
    if process then
      add_process(world, id, process)
    end
  end
end

return contracts
