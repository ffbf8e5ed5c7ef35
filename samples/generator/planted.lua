-- The planted deviations: each changes a few records of the well-run year, far from all others, and says which rule
-- must find what. A module of generator/planted/ is a function(world, expect); expect(rule, subject, result, note)
-- takes the subject's record, or nothing where the municipality itself is the subject.

local planted = {}

local MODULES <const> = { "council", "incidents", "rooms", "devices", "ids", "assets", "contracts" }

-- Returns { { rule =, subject =, result =, note = }, … } in the order of the modules.
function planted.apply(world)
  local findings = {}
  local function expect(rule, subject, result, note)
    findings[#findings + 1] = { rule = rule, subject = subject, result = result, note = note }
  end
  for _, name in ipairs(MODULES) do
    require("generator.planted." .. name)(world, expect)
  end
  return findings
end

return planted
