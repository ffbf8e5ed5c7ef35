-- Deviations in the devices and the archives of their history (第11条、第12条、第15条).

local function access_control(world, device)
  return world:select("access-control", function(control)
    return control.device == device
  end)[1]
end

local function controls(world, expect)
  access_control(world, "DTE03-1").authentication = "ic-card"
  expect("11-2.biometric", world:get("device", "DTE03-1"), "fail", "照合情報認証でなくICカードで認証している。")

  world:remove("access-control", function(control)
    return control.device == "DTS02-1"
  end)
  for _, rule in ipairs({ "11-1(2).controlled", "11-2.biometric", "11-2.history" }) do
    expect(rule, world:get("device", "DTS02-1"), "fail", "予備の統合端末にアクセス管理の設定がない。")
  end

  local fallback = access_control(world, "DTD02-1")
  fallback.has_fallback, fallback.fallback = true, "password"
  expect("11-2.fallback", fallback, "review", "代替の認証がパスワードである。")

  access_control(world, "DTW05-2").history_recorded = false
  expect("11-2.history", world:get("device", "DTW05-2"), "fail", "操作履歴を記録していない。")

  world:add_next("log-outage", "LO", {
    device = "DTC07-2",
    period = "2025-09-09T13:00:00/2025-09-09T16:20:00",
    reason = "記憶装置の容量の不足",
  })
  expect("11-2.outage", world:get("device", "DTC07-2"), "fail", "稼働日に操作履歴の記録が停止した。")
  expect("15.covered", world:get("device", "DTC07-2"), "review", "操作履歴の記録が停止した間を、保管した期間に含めている。")

  world:remove("os-measure", function(measure)
    return measure.device == "DTX01-3"
  end)
  expect("12-1.recorded", world:get("device", "DTX01-3"), "fail", "12月に入れ替えた統合端末にOSの対策の記録がない。")
end

local function archive(world, device, from)
  return world:select("history-archive", function(record)
    return record.device == device and record.period:sub(1, 10) == from
  end)[1]
end

local function archives(world, expect)
  archive(world, "DCS01-2", "2022-04-01").period = "2022-04-01/2023-03-30"
  expect("15.covered", world:get("device", "DCS01-2"), "fail", "2023年3月31日の1日分の保管がない。")

  -- Early enough for every day of judgement in the month or two after the year.
  world:remove("history-archive", function(record)
    return record.device == "DTW02-1" and record.period == "2018-04-01/2019-03-31"
  end)
  archive(world, "DTW02-1", "2019-04-01").period = "2019-07-01/2020-03-31"
  expect("15.covered", world:get("device", "DTW02-1"), "fail", "入替え前の端末の保管が2019年7月1日から始まり、7年前に届かない。")

  local unreadable = archive(world, "DTC11-2", "2023-04-01")
  unreadable.analysable = false
  expect("15.analysable", unreadable, "fail", "保管した操作履歴を解析できない。")

  local untested = archive(world, "DTE05-1", "2024-04-01")
  untested.restore_tested_on = nil
  expect("15.readable", untested, "review", "復元を確かめた記録がない。")
end

return function(world, expect)
  controls(world, expect)
  archives(world, expect)
end
