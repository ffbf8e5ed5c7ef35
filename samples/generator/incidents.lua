-- Incidents and what the supervisor judged and did (第8条).

local people = require("generator.people")

local incidents = {}

-- Title, occurred at, then what followed: { record type, fields }.
local INCIDENTS <const> = {
  {
    "IC0001", "住民票の写しの封入誤り（1件、当日回収）", "2025-06-24T11:20:00",
    { "judgement", { kind = "risk", affirmed = false, at = "2025-06-24T16:30:00" } },
  },
  {
    "IC0002", "統合端末の画面の撮影が疑われた事案", "2025-09-02T14:10:00",
    { "judgement", { kind = "risk", affirmed = true, at = "2025-09-02T17:00:00" } },
    { "report-request", { addressee = "地方公共団体情報システム機構", at = "2025-09-03T09:30:00" } },
    { "report-request", { addressee = "県", at = "2025-09-03T09:40:00" } },
    { "investigation", { at = "2025-09-03T10:00:00" } },
    { "judgement", { kind = "infringement", affirmed = false, at = "2025-09-12T15:00:00" } },
  },
  {
    "IC0003", "操作者による業務の目的外の照会", "2026-01-14T10:05:00",
    { "judgement", { kind = "risk", affirmed = true, at = "2026-01-15T09:30:00" } },
    { "report-request", { addressee = "地方公共団体情報システム機構", at = "2026-01-15T11:00:00" } },
    { "investigation", { at = "2026-01-15T13:00:00" } },
    { "judgement", { kind = "infringement", affirmed = true, at = "2026-01-22T16:00:00" } },
    {
      "incident-measure",
      { at = "2026-01-23T10:00:00", summary = "対象者に説明し、当該操作者の照合IDを停止するとともに、照会の理由の記録を毎日点検することとした。" },
    },
  },
}

local PREFIXES <const> = {
  judgement = "JU",
  ["report-request"] = "RR",
  investigation = "IV",
  ["incident-measure"] = "IM",
}

-- Adds an incident and what followed it, all by the supervisor.
function incidents.add(world, row)
  local id, title, occurred_at = table.unpack(row, 1, 3)
  world:add("incident", { id = id, title = title, occurred_at = occurred_at })
  local last
  for i = 4, #row do
    local type, fields = table.unpack(row[i])
    local record = { incident = id, by = people.SUPERVISOR }
    for name, value in pairs(fields) do
      record[name] = value
    end
    last = world:add_next(type, PREFIXES[type], record)
  end
  return last
end

function incidents.build(world)
  for _, row in ipairs(INCIDENTS) do
    incidents.add(world, row)
  end
end

return incidents
