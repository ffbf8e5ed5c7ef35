-- Deviations in the contracts (第17条から第20条まで).

local function of_contract(world, type, id)
  return world:select(type, function(record)
    return record.contract == id
  end)[1]
end

local function clause(world, contract, heading)
  for _, record in ipairs(world:all("contract-clause")) do
    if record.heading == heading and world:get("contract-document", record.document).contract == contract then
      return record
    end
  end
  error("no clause " .. heading)
end

local function remove_marks(world, contract, item)
  world:remove("contract-mark", function(mark)
    return mark.contract == contract and mark.item == item
  end)
end

-- Nobody has looked into what the rule leaves open.
local function remove_attestation(world, contract, rule)
  world:remove("attestation", function(attestation)
    return attestation.subject == contract and attestation.rule == rule
  end)
end

local function instruments(world, expect)
  world:remove("instrument-application", function(application)
    return application.contract == "C2025-004" and application.instrument == "IS0003"
  end)
  expect("17.applied", world:get("contract", "C2025-004"), "fail", "四つの規程等の一つについて確認の記録がない。")

  remove_attestation(world, "C2025-008", "17.conforming")
  expect("17.conforming", world:get("contract", "C2025-008"), "review", "四つの規程等に則ったことの確認書がない。")
end

local function approvals(world, expect)
  of_contract(world, "council-opinion", "C2025-002").covers_reason = false
  expect("18.opinion", world:get("contract", "C2025-002"), "fail", "会議の意見が委託の理由に及んでいない。")

  of_contract(world, "approval", "C2025-003").approved_at = "2025-04-02T10:00:00"
  expect("18.approval", world:get("contract", "C2025-003"), "fail", "承認が契約の翌日である。")

  of_contract(world, "approval", "C2025-009").approved_at = "2025-11-04"
  world:get("contract", "C2025-009").signed_at = "2025-11-04"
  expect("18.approval", world:get("contract", "C2025-009"), "review", "承認と契約が同じ日で、時刻の記録がない。")
  expect("18.sequence", world:get("contract", "C2025-009"), "review", "承認と契約が同じ日で、時刻の記録がない。")

  of_contract(world, "approval", "C2025-001").proxy = true
  expect("18.approval", world:get("contract", "C2025-001"), "review", "承認が代決による。")
  expect("18.sequence", world:get("contract", "C2025-001"), "review", "会議の意見を聴いた上での承認が代決による。")

  of_contract(world, "approval", "C2025-006").approved_at = "2025-05-16T11:00:00"
  expect("18.sequence", world:get("contract", "C2025-006"), "fail", "会議の意見より前に承認し、改めて承認していない。")
end

local function texts(world, expect)
  local permitted = clause(world, "C2025-004", "再委託")
  permitted.body = "乙は、乙の責任において、業務の一部を第三者に再委託することができる。"
    .. "この場合において、乙は、再委託を受けた者の行為について、甲に対し責任を負う。"
  remove_marks(world, "C2025-004", "subcontracting")
  expect("19(1).subcontracting", world:get("contract", "C2025-004"), "fail",
    "「再委託」とあるが、受託者の責任により許しており、禁止も制限もしていない。")

  local copying = clause(world, "C2025-005", "複写等の制限")
  copying.heading = "記録等の整理"
  copying.body = "受託者は、記録等を作成の年月日の順に整理しておかなければならない。"
  remove_marks(world, "C2025-005", "purpose")
  remove_attestation(world, "C2025-005", "19(3).purpose")
  expect("19(3).purpose", world:get("contract", "C2025-005"), "fail",
    "目的外使用及び第三者への提供の禁止はあるが、複製・複写の禁止がない。")

  local monthly = clause(world, "C2025-006", "事故の発生の報告")
  monthly.heading = "定期の報告"
  monthly.body = "受注者は、作業の進捗及び情報資料の授受の状況を、毎月10日までに発注者に報告しなければならない。"
  expect("19(5).incident", world:get("contract", "C2025-006"), "review",
    "事故等の報告の条文として示された条文は、毎月の業務の報告を定めるにすぎない。")

  remove_marks(world, "C2025-003", "confidentiality")
  expect("19(4).confidentiality", world:get("contract", "C2025-003"), "review",
    "秘密保持の条文があるのに、対応する条文が示されていない。")

  local staff_only = clause(world, "C2025-010", "情報の保護")
  staff_only.heading = "秘密の保持"
  staff_only.body = "乙は、業務に従事する者に対し、秘密の保持の重要性を周知するものとする。"
  remove_marks(world, "C2025-010", "confidentiality")
  expect("19(4).confidentiality", world:get("contract", "C2025-010"), "fail",
    "「秘密の保持」とあるが、従事者への周知を定めるだけである。")

  for _, document in ipairs(world:all("contract-document")) do
    if document.contract == "C2025-008" and document.kind == "annex" then
      document.incorporated = false
    end
  end
  for _, rule in ipairs({ "19(2).custody", "19(3).purpose", "19(5).incident" }) do
    remove_attestation(world, "C2025-008", rule)
    expect(rule, world:get("contract", "C2025-008"), "review", "この事項を定める別記が契約に組み入れられていない。")
  end
end

local function surveys(world, expect)
  world:remove("contractor-survey", function(survey)
    return survey.contract == "C2025-001"
  end)
  expect("20.surveyed", of_contract(world, "survey-need", "C2025-001"), "fail", "調査を必要と判断したのに、調査の記録がない。")

  world:remove("survey-need", function(need)
    return need.contract == "C2025-010"
  end)
  expect("20.need", world:get("contract", "C2025-010"), "review", "調査の要否の判断の記録がない。")
end

return function(world, expect)
  instruments(world, expect)
  approvals(world, expect)
  texts(world, expect)
  surveys(world, expect)
end
