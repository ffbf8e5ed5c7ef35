-- The partial set: which exports are missing, and which rules must therefore be 判定不能.

local missing = {}

-- A record type, or a type and a month. Marks point into the texts of the contracts, so that they go with them.
missing.LISTS = {
  ["room-permission"] = true,
  ["room-entry 2025-10"] = true,
  ["post-holding"] = true,
  ["operation-record"] = true,
  ["contract-document"] = true,
  ["contract-clause"] = true,
  ["contract-mark"] = true,
}

missing.UNKNOWN = {
  -- Nobody's post is on record.
  "3-2.post",
  "4-2.post",
  "5-2.post",
  "11の2-2.post",
  "16-2.personal-data-post",
  "16-2.asset-post",
  -- No register of permissions, and no log of October.
  "9-1.permitted",
  "9-1.stay",
  "9-1.shared-card",
  "9-2.recorded",
  "9-2.in-use",
  "9-2.exit",
  -- No history of operations.
  "11-2.in-use",
  "13(4).verification-listed",
  "13(4).operator-listed",
  "14.leave",
  "14.transferred",
  "14.authority",
  "16の2-1.designated",
  -- No texts of contracts.
  "19(1).subcontracting",
  "19(2).custody",
  "19(3).purpose",
  "19(4).confidentiality",
  "19(5).incident",
}

return missing
