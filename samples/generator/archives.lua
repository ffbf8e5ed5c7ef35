-- The archives of the operation history: seven years back for every device that had one, the replaced ones
-- included (第15条).

local calendar = require("generator.calendar")

local archives = {}

local FIRST_YEAR <const> = 2018
local LAST_YEAR <const> = 2025

local function add(world, device, from, to, tested)
  world:add_next("history-archive", "HA", {
    device = device.id,
    period = from .. "/" .. to,
    analysable = true,
    restore_tested_on = tested,
    medium = from < "2021-04-01" and "磁気テープ（LTO）" or "外付け記憶装置（暗号化）",
  })
end

-- The part of the period in which the device was in use; nothing if there is none.
local function clip(device, from, to)
  local started, ended = device.in_use:match("^(.-)/(.*)$")
  from = started > from and started or from
  to = (ended ~= ".." and ended < to) and ended or to
  if from <= to then
    return from, to
  end
end

-- One archive for each fiscal year; the year under audit in two halves, the latter closed on its last day.
function archives.build(world)
  for _, device in ipairs(world:all("device")) do
    if device.kind == "communication-server" or device.kind == "terminal" then
      for year = FIRST_YEAR, LAST_YEAR - 1 do
        local from, to = clip(device, year .. "-04-01", year + 1 .. "-03-31")
        if from then
          add(world, device, from, to, year < 2022 and "2025-11-12" or "2025-11-13")
        end
      end
      local from, to = clip(device, "2025-04-01", "2025-09-30")
      if from then
        add(world, device, from, to, "2025-11-14")
      end
      from, to = clip(device, "2025-10-01", calendar.date(calendar.LAST))
      if from then
        add(world, device, from, to, "2026-03-31")
      end
    end
  end
end

return archives
