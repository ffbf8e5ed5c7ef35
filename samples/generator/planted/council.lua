-- Deviations in the council, its minutes and instructions (第3条、第6条、第7条), and a notice on 第10条.

local council = require("generator.council")

local function meetings(world, expect)
  local chaired = council.add_meeting(world, {
    "ME0007", "2025-08-26T10:00:00", "in-person",
    { "other", "障害時の連絡体制について" },
  })
  chaired.chair = "P0101"
  expect("3-3.chaired", chaired, "fail", "議長をシステム管理者が務めた。")

  local circulated = council.add_meeting(world, {
    "ME0008", "2025-09-16T09:00:00", "circulated",
    { "other", "研修の日程の変更について" },
  })
  expect("3-3.circulated", circulated, "review", "持ち回りで開いた。")

  local winter = council.add_meeting(world, { "ME0009", "2026-01-20T13:30:00", "in-person" })
  winter.minutes_section = "デジタル推進課"
  winter.notice_section = nil
  expect("6-6.minutes", winter, "fail", "議事録を市民課でなくデジタル推進課が作成した。")
  expect("6-6.notice", winter, "unknown", "開催通知を発した課の記録がない。")
end

local function agenda(world, expect)
  local function add_item(title, important)
    return world:add_next("agenda-item", "AG", {
      meeting = "ME0009",
      title = title,
      matter = "measures",
      important = important,
    })
  end
  expect("6-4.heard", add_item("照合情報認証の方式の変更", true), "fail", "重要事項であるのに審査会の意見を聴いていない。")

  local wrong_board = add_item("操作履歴の保管の方法の変更", true)
  world:add_next("hearing", "HE", {
    agenda_item = wrong_board.id,
    board = "防府市情報公開審査会",
    opinion_at = "2026-01-08T10:00:00",
  })
  expect("6-4.heard", wrong_board, "fail", "意見を聴いたのが別の審査会である。")

  local same_day = add_item("媒体の持出しの手順の変更", true)
  world:add_next("hearing", "HE", {
    agenda_item = same_day.id,
    board = "防府市個人情報保護審査会",
    opinion_at = "2026-01-20",
  })
  expect("6-4.heard", same_day, "review", "意見を受けた日が会議と同じ日で、時刻の記録がない。")

  expect("6-4.flagged", add_item("端末の配置の変更", nil), "review", "重要と認めるかどうかの記録がない。")
end

local function members(world, expect)
  local member = world:add_next("council-member", "CM", { person = "P0103", period = "2025-06-01/.." })
  expect("6-2.members", member, "fail", "役割によらない者が構成員となっている。")

  local training = world:add_next("security-activity", "SA", {
    matter = "training",
    title = "新任操作者研修の実施",
    decided_at = "2025-04-15T13:30:00",
  })
  expect("6-3(4).deliberated", training, "fail", "会議で審議する前に研修を実施した。")
end

local function instructions(world, expect)
  local by_another = world:add_next("instruction", "IN", {
    kind = "instruction",
    given_by = "P0101",
    given_at = "2025-10-24T09:00:00",
    addressee = "西出張所長",
    meeting = "ME0004",
    summary = "帳票の保管庫の鍵を改めること。",
  })
  expect("7.giver", by_another, "fail", "セキュリティ統括責任者でない者が指示した。")

  local without_meeting = world:add_next("instruction", "IN", {
    kind = "request",
    given_by = "P0001",
    given_at = "2025-11-05T09:00:00",
    addressee = "税務課長",
    summary = "照会の理由の記録を残されたい。",
  })
  expect("7.meeting", without_meeting, "fail", "根拠とする会議を示していない。")

  world:remove("room-inquiry", function(inquiry)
    return inquiry.kind == "report"
  end)
  expect("10.report-yearly", nil, "notice", "入退室管理の報告を年度内に一度も求めていない。")
end

return function(world, expect)
  meetings(world, expect)
  agenda(world, expect)
  members(world, expect)
  instructions(world, expect)
end
