-- A rule that fails to run: an error, never a verdict.
local broken = {}

function broken.check(r)
  return r.name + 1
end

return broken
