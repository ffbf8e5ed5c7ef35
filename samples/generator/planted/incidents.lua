-- Deviations after incidents (第8条).

local incidents = require("generator.incidents")

return function(world, expect)
  incidents.add(world, {
    "IC0004", "帳票の所在不明（翌日発見）", "2025-10-06T16:00:00",
    { "judgement", { kind = "risk", affirmed = true, at = "2025-10-06T18:00:00" } },
    { "report-request", { addressee = "県", at = "2025-10-07T09:00:00" } },
    { "judgement", { kind = "infringement", affirmed = false, at = "2025-10-10T10:00:00" } },
  })
  local risk = world:select("judgement", function(judgement)
    return judgement.incident == "IC0004" and judgement.kind == "risk"
  end)[1]
  expect("8-1.investigation", risk, "fail", "おそれがあると認めたのに調査の記録がない。")

  incidents.add(world, { "IC0005", "統合端末の画面の閉止の失念", "2025-12-02T15:30:00" })
  expect("8-1.judged", world:get("incident", "IC0005"), "review", "侵害のおそれの有無の判断の記録がない。")

  local infringement = incidents.add(world, {
    "IC0006", "附票の記載事項の誤送付", "2026-02-10T11:00:00",
    { "judgement", { kind = "risk", affirmed = true, at = "2026-02-10T13:00:00" } },
    { "report-request", { addressee = "地方公共団体情報システム機構", at = "2026-02-10T14:00:00" } },
    { "investigation", { at = "2026-02-10T15:00:00" } },
    { "judgement", { kind = "infringement", affirmed = true, at = "2026-02-16T10:00:00" } },
  })
  expect("8-2.measure", infringement, "fail", "侵害されると判断したのに措置の記録がない。")
end
