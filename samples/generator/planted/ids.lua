-- Deviations in the ids and their use (第13条、第14条、第16条の2第1項前段).

local calendar = require("generator.calendar")

local function verification_id(world, person)
  return world:select("verification-id", function(record)
    return record.person == person
  end)[1]
end

-- A time at which nobody else uses the device: before the counters open.
local function operate(world, device, at, code, operator_id, personal_data)
  return world:add("operation-record", {
    device = device,
    at = at,
    verification_id = code,
    operator_id = operator_id,
    personal_data = personal_data or false,
  })
end

local function listed(world, expect)
  local deleted = operate(world, "DTC11-2", "2025-10-03T07:52:11", verification_id(world, "P0209").code, "B011")
  expect("13(4).verification-listed", deleted, "fail", "9月30日に削除された照合IDが使われた。")
  for _, rule in ipairs({ "14.leave", "14.transferred", "14.authority" }) do
    expect(rule, deleted, "review", "削除された照合IDであり、操作した者が管理簿から分からない。")
  end

  local unlisted = operate(world, "DTC05-2", "2025-07-08T07:55:00", verification_id(world, "P0206").code, "B099")
  expect("13(4).operator-listed", unlisted, "fail", "管理簿にない操作者IDが使われた。")
  expect("14.authority", unlisted, "review", "管理簿にない操作者IDであり、その種類の操作者か分からない。")

  local october = world:add("operator-kind", {
    id = "OK6",
    title = "データ移行作業用",
    decided_by = "P0204",
    decided_at = "2025-10-20T13:00:00",
  })
  expect("13(3).consulted", october, "fail", "アクセス管理責任者とセキュリティ責任者が別の者であるのに協議の記録がない。")

  local kind = world:get("operator-kind", "OK4")
  world:remove("attestation", function(attestation)
    return attestation.rule == "13(3).consulted" and attestation.subject == kind.id
  end)
  expect("13(3).consulted", kind, "review", "協議する両者が同一人であり、決裁文書を確かめた確認書がない。")
end

local function absent(world, expect)
  local childcare = operate(world, "DTC09-2", "2025-08-21T07:58:30", verification_id(world, "P0208").code, "B009", true)
  expect("14.leave", childcare, "fail", "育児休業の間の者の照合IDが使われた。")

  local leave = world:select("leave", function(record)
    return record.person == "P0304" and record.kind == "annual"
  end)[1]
  local day = calendar.day(leave.period:sub(1, 10))
  local before_work = calendar.time(day, calendar.second("07:50"))
  local annual = operate(world, "DTW04-2", before_work, verification_id(world, "P0304").code, "B018")
  expect("14.leave", annual, "review", "年次休暇の日に照合IDが使われた。")
end

local function transferred(world, expect)
  local kept = verification_id(world, "P0106")
  kept.valid = kept.valid:gsub("2025%-09%-30", "2025-10-31")
  expect("13(4).transferred", kept, "review", "10月1日に異動した者の照合IDが10月31日まで残された。")
  local used = operate(world, "DTD04-1", "2025-10-10T07:45:00", kept.code, "A003")
  expect("14.transferred", used, "fail", "異動した者の照合IDが使われた。")
  expect("14.authority", used, "review", "操作者IDの種類の操作者でない者が操作した。")
end

local function holders(world, expect)
  -- On a weekend, on which nobody uses it.
  local original = verification_id(world, "P0303")
  local double = world:add_next("verification-id", "VI", {
    code = original.code,
    person = "P0302",
    valid = "2026-02-07/2026-02-08",
  })
  expect("14.shared", original, "fail", "同じ照合IDが同じ時に二人に登録されている。")
  expect("14.shared", double, "fail", "同じ照合IDが同じ時に二人に登録されている。")

  local code = verification_id(world, "P0105").code
  local undesignated = operate(world, "DTD03-1", "2025-09-18T07:40:00", code, "A003", true)
  expect("16の2-1.designated", undesignated, "fail", "本人確認情報を取り扱う者に指定されていない者が取り扱った。")
end

return function(world, expect)
  listed(world, expect)
  absent(world, expect)
  transferred(world, expect)
  holders(world, expect)
end
