-- Deviations in the contracts (第17条から第20条まで).

return function() end
