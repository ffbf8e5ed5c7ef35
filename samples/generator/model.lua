-- The fact model as the generator needs it: of each record type its list, its fields in order, and what
-- they may hold. Read from schema/facts.xml, so that the samples cannot drift from it.

local model = {}

local function attributes(tag)
  local found = {}
  for name, value in tag:gmatch('([%w_-]+)="([^"]*)"') do
    found[name] = value
  end
  return found
end

-- Returns { name → { list =, scope =, source =, fields = { { name =, type =, of =, to =, required = }, … } } }
function model.read(path)
  local file = assert(io.open(path, "rb"))
  local source = file:read("a"):gsub("<!%-%-.-%-%->", "")
  file:close()
  local enums, records = {}, {}
  local enum, record
  for element, tag in source:gmatch("<(%a+)(%s[^>]*)>") do
    local a = attributes(tag)
    if element == "enum" then
      enum = {}
      enums[a.name] = enum
    elseif element == "value" then
      enum[a.name] = true
    elseif element == "record" then
      record = { list = a.list, scope = a.scope, source = a.source, fields = {} }
      records[a.name] = record
    elseif element == "field" then
      local values = a.type == "enum" and assert(enums[a.of], a.of) or nil
      record.fields[#record.fields + 1] =
        { name = a.name, type = a.type, to = a.to, values = values, required = a.type == "id" or a.required == "yes" }
    end
  end
  return records
end

return model
