-- Seeded streams of random numbers. Every module draws from streams of its own, named after what they
-- are for, so that one draw more in one place changes nothing elsewhere.

local random = {}

local MULTIPLIER <const> = 6364136223846793005
local INCREMENT <const> = 1442695040888963407

-- FNV-1a over the name: the same name gives the same stream, on every machine.
local function seed_of(name)
  local hash = -3750763034362895579
  for i = 1, #name do
    hash = (hash ~ name:byte(i)) * 1099511628211
  end
  return hash
end

-- Returns a function integer(low, high) that gives integers from low to high, both included.
function random.stream(name)
  local state = seed_of(name)
  return function(low, high)
    state = state * MULTIPLIER + INCREMENT
    return low + (state >> 33) % (high - low + 1)
  end
end

function random.pick(integer, array)
  return array[integer(1, #array)]
end

-- Shuffles the array in place and returns it.
function random.shuffle(integer, array)
  for i = #array, 2, -1 do
    local j = integer(1, i)
    array[i], array[j] = array[j], array[i]
  end
  return array
end

return random
