-- Writes XML documents, line by line.

local xml = {}
xml.__index = xml

local ESCAPES <const> = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }

function xml.escape(text)
  return text:find('[&<>"]') and text:gsub('[&<>"]', ESCAPES) or text
end

-- Opens the file and writes the declaration, a comment and the root element's start tag.
function xml.open(path, root, comment)
  local file = assert(io.open(path, "wb"))
  file:setvbuf("full", 1 << 16)
  local self = setmetatable({ file = file, root = root:match("^%S+") }, xml)
  self:line('<?xml version="1.0" encoding="UTF-8"?>')
  self:line("<!-- " .. comment .. " -->")
  self:line("<" .. root .. ">")
  return self
end

function xml:line(text)
  self.file:write(text, "\n")
end

function xml:close()
  self:line("</" .. self.root .. ">")
  assert(self.file:close())
end

-- `pairs_in_order` is an array of { name, value }; an entry without a value is left out.
function xml.attributes(pairs_in_order)
  local parts = {}
  for _, pair in ipairs(pairs_in_order) do
    if pair[2] ~= nil then
      parts[#parts + 1] = string.format(' %s="%s"', pair[1], xml.escape(tostring(pair[2])))
    end
  end
  return table.concat(parts)
end

return xml
