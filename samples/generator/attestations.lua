-- The attestations of a well-run city: one for each subject that a rule leaves to a person, as far as the city has
-- looked into it and written down what it found.

local attestations = {}

local function always()
  return true
end

-- Rule, the type of its subjects (none: the rule has one subject, the municipality), which of them, what was found.
local SETTLED <const> = {
  {
    "9-2.measures", "room",
    function(room)
      return room.computer_room or room.media_storage
    end,
    "入退室の記録の点検、鍵及びカードの管理の状況を現地で確かめ、必要な措置として足りると判断した。",
  },
  { "12-1.adequate", nil, always, "OS対策実施記録を点検し、更新の遅れ及び例外のないことを確かめた。" },
  {
    "13(3).consulted", "operator-kind",
    function(kind)
      return kind.decided_at < "2025-10-01"
    end,
    "決裁文書により、アクセス管理責任者及びセキュリティ責任者の双方の立場から検討した経過を確かめた。",
  },
  { "14.observed", nil, always, "操作者全員から聞き取り、照合ID、照合情報及び操作者IDの管理方法が守られていることを確かめた。" },
  { "16の2-1.adequate", nil, always, "安全管理措置の記録を点検し、帳票の保管庫を現地で確かめ、必要な措置として足りると判断した。" },
  {
    "17.conforming", "contract",
    function(contract)
      return contract.outsources
    end,
    "委託チェックリストにより、四つの規程等に沿って委託先の選定及び契約の内容を確かめた。",
  },
}

-- Clauses in which the patterns do not recognise what their marks say, and which somebody therefore has read (第19条).
local READ <const> = {
  { "19(2).custody", "C2025-002 C2025-006 C2025-010" },
  { "19(3).purpose", "C2025-002 C2025-004 C2025-005 C2025-007 C2025-008 C2025-009 C2025-010" },
  { "19(4).confidentiality", "C2025-007 C2025-008" },
  { "19(5).incident", "C2025-005 C2025-009" },
}

local function attest(world, rule, subject, statement)
  world:add_next("attestation", "AX", {
    rule = rule,
    subject = subject,
    by = "P0203",
    on = "2026-03-31",
    scope = "2025-04-01/2026-03-31",
    expires = "2027-03-31",
    verdict = "conforms",
    statement = statement,
  })
end

function attestations.build(world)
  for _, row in ipairs(SETTLED) do
    local rule, type, keep, statement = table.unpack(row, 1, 4)
    if not type then
      attest(world, rule, nil, statement)
    else
      for _, subject in ipairs(world:select(type, keep)) do
        attest(world, rule, subject.id, statement)
      end
    end
  end
  for _, row in ipairs(READ) do
    for contract in row[2]:gmatch("%S+") do
      attest(world, row[1], contract, "対応する条文として示された条文を読み、この事項が定められていることを確かめた。")
    end
  end
end

return attestations
