-- Reads the texts of the contracts (samples/contracts/*.txt). A text is made of documents, a document of clauses:
--
--   甲=委託者 乙=受託者                  what the parties are called
--   [annex 第%s条 incorporated] 別記      a document: kind, how its clauses are numbered, whether the contract takes it in
--   + 総則.a                             a clause from common.txt
--   ## 秘密の保持 {confidentiality}       a clause of its own, marked as the one that answers an item of 第19条
--   …の規定（{{秘密の保持}}）              the number of the clause of that heading

local contract_texts = {}

local FULL_WIDTH_ZERO <const> = 0xFF10

local function full_width(number)
  return (tostring(number):gsub("%d", function(digit)
    return utf8.char(FULL_WIDTH_ZERO + tonumber(digit))
  end))
end

local function lines_of(path)
  local file = assert(io.open(path, "rb"))
  local lines = {}
  for line in file:lines() do
    lines[#lines + 1] = line
  end
  file:close()
  return lines
end

-- Returns { "総則.a" → { heading =, lines = { … } } }
local function read_common(path)
  local common, clause = {}, nil
  for _, line in ipairs(lines_of(path)) do
    local name, heading = line:match("^= (%S+) (.+)$")
    if name then
      clause = { heading = heading, lines = {} }
      common[name] = clause
    elseif clause and line ~= "" then
      table.insert(clause.lines, line)
    end
  end
  return common
end

local function add_clause(document, heading, item, lines)
  local clause = { heading = heading, item = item, lines = lines }
  clause.number = document.numbering:format(full_width(#document.clauses + 1))
  table.insert(document.clauses, clause)
  return clause
end

local function parse(path, common)
  local documents, parties = {}, {}
  local document, clause
  for _, line in ipairs(lines_of(path)) do
    local kind, properties, title = line:match("^%[(%a+)([^%]]*)%] (.+)$")
    local pool_name, heading = line:match("^%+ (%S+)$"), line:match("^## (%S+)")
    if line:find("^甲=") then
      parties["甲"], parties["乙"] = line:match("^甲=(%S+) 乙=(%S+)$")
    elseif kind then
      document = { kind = kind, title = title, clauses = {} }
      document.numbering = properties:match("%S*%%s%S*") or "第%s条"
      document.incorporated = kind == "contract" or properties:find("incorporated") ~= nil
      documents[#documents + 1] = document
    elseif pool_name then
      local pooled = common[pool_name] or error("no clause " .. pool_name)
      add_clause(document, pooled.heading, nil, pooled.lines)
    elseif heading then
      clause = add_clause(document, heading, line:match("{(%a+)}$"), {})
    elseif line ~= "" then
      table.insert(clause.lines, line)
    end
  end
  return documents, parties
end

-- Puts the parties' names and the numbers of clauses into the text.
local function finish(document, parties)
  for _, clause in ipairs(document.clauses) do
    local body = table.concat(clause.lines, "\n")
    body = body:gsub("{{(.-)}}", function(heading)
      for _, other in ipairs(document.clauses) do
        if other.heading == heading then
          return other.number
        end
      end
      error("no clause headed " .. heading)
    end)
    clause.body = body:gsub("{(.-)}", parties)
  end
end

-- Returns the documents of a contract: { { kind =, title =, incorporated =, clauses = { { number =, heading =,
-- item =, body = }, … } }, … }
function contract_texts.read(directory, id)
  local documents, parties = parse(directory .. "/" .. id .. ".txt", read_common(directory .. "/common.txt"))
  for _, document in ipairs(documents) do
    finish(document, parties)
  end
  return documents
end

return contract_texts
