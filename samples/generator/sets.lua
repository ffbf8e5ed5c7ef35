-- The three sets: the whole year with planted deviations, the same year without, and that year with exports missing.

local archives = require("generator.archives")
local assets = require("generator.assets")
local attestations = require("generator.attestations")
local check = require("generator.check")
local contracts = require("generator.contracts")
local council = require("generator.council")
local devices = require("generator.devices")
local documents = require("generator.documents")
local expected = require("generator.expected")
local ids = require("generator.ids")
local incidents = require("generator.incidents")
local missing = require("generator.missing")
local model = require("generator.model")
local operations = require("generator.operations")
local people = require("generator.people")
local planted = require("generator.planted")
local room_log = require("generator.room_log")
local rooms = require("generator.rooms")
local world = require("generator.world")

local sets = {}

local SETS <const> = {
  ["hofu-2025"] = { entries = 20000, operations = 200000, planted = true },
  ["hofu-2025-compliant"] = { entries = 2000, operations = 5000 },
  ["hofu-2025-partial"] = { entries = 2000, operations = 5000, missing = true },
}

function sets.exists(name)
  return SETS[name] ~= nil
end

-- Builds the records as a well-run city would have them.
local function build(set, samples)
  local w = world.new(model.read(samples .. "/../schema/facts.xml"))
  people.build(w)
  council.build(w)
  rooms.build(w)
  room_log.build(w, set.entries)
  local seats = devices.build(w)
  archives.build(w)
  operations.build(w, seats, ids.build(w), set.operations)
  assets.build(w)
  contracts.build(w, samples .. "/contracts")
  incidents.build(w)
  attestations.build(w)
  return w
end

-- Writes the set's documents, and expected/findings.xml beside them. `samples` is the directory of generate.lua.
function sets.write(name, samples, directory)
  local set = SETS[name]
  local w = build(set, samples)
  local findings = set.planted and planted.apply(w) or {}
  w:number("room-entry", "entered", "E%07d")
  w:number("operation-record", "at", "O%07d")
  check.records(w)
  documents.write(w, directory, set.missing and missing.LISTS or {})
  expected.write(directory .. "/expected/findings.xml", findings, set.missing and missing.UNKNOWN or {})
end

return sets
