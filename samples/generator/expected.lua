-- Writes what an audit of a set must find, beside its documents.

local xml = require("generator.xml")

local expected = {}

-- `findings`: { { rule =, subject = record, result =, note = }, … }; `unknown`: rules that must be 判定不能.
function expected.write(path, findings, unknown)
  local document = xml.open(path, 'expected xmlns="urn:junshu:expected:1"', "監査が見いだすべきもの。記録と同時に作られる。")
  for _, finding in ipairs(findings) do
    document:line("  <finding" .. xml.attributes({
      { "rule", finding.rule },
      { "subject", finding.subject and finding.subject.id },
      { "result", finding.result },
    }) .. "><note>" .. xml.escape(finding.note) .. "</note></finding>")
  end
  for _, rule in ipairs(unknown) do
    document:line('  <unknown rule="' .. rule .. '"/>')
  end
  document:close()
end

return expected
