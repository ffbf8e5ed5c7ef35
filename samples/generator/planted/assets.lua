-- Deviations in the assets, their owners and handlers (第16条、第16条の2).

local function ownership(world, asset)
  return world:select("asset-ownership", function(record)
    return record.asset == asset
  end)[1]
end

return function(world, expect)
  world:remove("asset-ownership", function(record)
    return record.asset == "AS0017"
  end)
  expect("16-1.owned", world:get("asset", "AS0017"), "fail", "管理責任者が定められていない。")

  ownership(world, "AS0003").post = "PO02"
  expect("16-2.personal-data-owner", ownership(world, "AS0003"), "fail", "本人確認情報の管理責任者がデジタル推進課長である。")

  ownership(world, "AS0021").post = "PO03"
  expect("16-2.asset-owner", ownership(world, "AS0021"), "fail", "本人確認情報でない情報資産の管理責任者が市民課長である。")

  world:get("asset", "AS0007").class = nil
  expect("16-2.asset-owner", ownership(world, "AS0007"), "unknown", "情報資産の分類の記録がない。")

  for _, assignment in ipairs(world:all("role-assignment")) do
    if assignment.role == "asset-manager" and assignment.person == "P0101" then
      assignment.period = "2025-04-02/.."
    end
  end
  expect("16-1.filled", nil, "review", "4月1日に情報資産管理責任者の割当てがない。")

  local designation = world:select("handler-designation", function(record)
    return record.person == "P0213"
  end)[1]
  designation.by = "P0101"
  expect("16の2-1.by", designation, "review", "取扱者の指定がシステム管理者の名による。")
end
