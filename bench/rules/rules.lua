-- The conditions of rules.xml in Lua.
local rules = {}

local function permissions(e)
  return ipairs(facts("room-permission", { person = e.person, room = e.room }, e.entered))
end

function rules.times(e)
  if e.entered <= e.left then
    return pass()
  end
  return fail("退室が入室より前である", "left before entering", e)
end

function rules.some(e)
  for _, p in permissions(e) do
    if p.granted_at < e.entered and within(e.entered, p.valid) then
      return pass()
    end
  end
  return absent("許可がない", "there is no permission")
end

function rules.covered(e)
  for _, p in permissions(e) do
    if during(period(e.entered, e.left), p.valid) then
      return pass()
    end
  end
  return absent("許可がない", "there is no permission")
end

function rules.none(e)
  for _, p in permissions(e) do
    if p.granted_by == e.person then
      return fail("自ら許可した", "granted to oneself", p)
    end
  end
  return pass()
end

return rules
