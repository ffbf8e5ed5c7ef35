/* The looks of pictures. Every state has a pattern, a line or a shape of its own, so that a print in black and white
   and eyes that tell few colours apart lose nothing. */
#include "report/report_svg.h"

static const char style[] =
    "svg.picture { display: block; width: 100%; height: auto; margin: .6rem 0; font-family: \"Yu Gothic\","
    " \"Hiragino Sans\", \"Noto Sans CJK JP\", \"Noto Sans JP\", sans-serif; }\n"
    "svg.picture text { font-size: 28px; fill: #1b1b1b; }\n"
    "svg.picture .tick { fill: #333; }\n"
    "svg.picture .hour { text-anchor: end; fill: #333; }\n"
    "svg .grid { stroke: #b5b5b5; stroke-width: 1.5; fill: none; }\n"
    "svg .grid.minor { stroke: #dcdcdc; }\n"
    "svg .base { stroke: #1b1b1b; stroke-width: 2; fill: none; }\n"
    "svg .audited { stroke: #1b1b1b; stroke-width: 9; fill: none; }\n"
    "svg .rule { stroke: #8a8a8a; stroke-width: 1.5; fill: none; }\n"
    "svg .expected { fill: #1b1b1b; }\n"
    "svg .bar { stroke: #1d3a5f; stroke-width: 2.5; }\n"
    "svg .k0 { fill: #c3d3e6; }\n"
    "svg .k1 { fill: #fff; }\n"
    "svg .k2 { fill: url(#pattern-dots); }\n"
    "svg .bar.bad { fill: url(#pattern-cross); stroke: #a30d0d; stroke-width: 4; }\n"
    "svg .bar.open { fill: url(#pattern-open); stroke-dasharray: 10 7; }\n"
    "svg .gap { fill: url(#pattern-gap); stroke: #a30d0d; stroke-width: 5; }\n"
    "svg .gap.open { fill: url(#pattern-open); stroke: #5a2d82; stroke-width: 2.5; stroke-dasharray: 10 7; }\n"
    "svg .blank { fill: url(#pattern-open); }\n"
    "svg .flag { fill: #a30d0d; }\n"
    "svg.picture .inside { font-size: 25px; }\n"
    "svg.picture .verdict { font-weight: bold; fill: #80510a; stroke: #fff; stroke-width: 6; paint-order: stroke; }\n"
    "svg.picture .verdict.fail { fill: #a30d0d; }\n"
    "svg.picture .name.open text { font-style: italic; }\n"
    "svg .mark { stroke: #1b1b1b; stroke-width: 3; }\n"
    "svg .m0 { fill: #fff; }\n"
    "svg .m1 { fill: #1b1b1b; }\n"
    "svg .mark.bad { stroke: #a30d0d; stroke-width: 6; }\n"
    "svg .mark.open { stroke-dasharray: 5 4; }\n"
    "svg .beside { fill: #555; }\n"
    "svg .path { stroke: #555; stroke-width: 3; fill: none; }\n"
    "svg .path.back { stroke: #a30d0d; stroke-width: 8; }\n"
    "svg .level0 { fill: #e2e2e2; }\n"
    "svg .level1 { fill: #c6c6c6; }\n"
    "svg .level2 { fill: #a8a8a8; }\n"
    "svg .level3 { fill: #8a8a8a; }\n"
    "svg .frame { fill: none; stroke: #8a8a8a; stroke-width: 1.5; }\n"
    "svg .weekend { fill: #555; }\n"
    "svg .cell { fill: #fff; stroke: #80510a; stroke-width: 2.5; }\n"
    "svg .cell.fail { fill: #a30d0d; stroke: #a30d0d; }\n"
    "svg .cross { fill: #80510a; stroke: none; }\n"
    "svg .cross.fail { fill: none; stroke: #fff; stroke-width: 4; }\n"
    ".legend, .picture-rules { font-size: .86rem; }\n"
    ".legend span, .picture-rules span { display: inline-block; margin-right: 1rem; }\n"
    ".picture-rules .badge, .picture-rules .badge span { margin-right: 0; }\n"
    "svg.sample { width: 2.6em; height: 1.25em; vertical-align: middle; }\n"
    "svg.patterns { position: absolute; width: 0; height: 0; }\n"
    ".picture-rows th { min-width: 9em; }\n"
    ".picture-rows .rule-id { white-space: nowrap; overflow-wrap: normal; }\n"
    ".picture-rows td:nth-child(3) { min-width: 13em; }\n"
    "details { margin: .6rem 0 1.6rem; font-size: .9rem; }\n"
    "summary { cursor: pointer; color: #0b3d91; }\n"
    "@media print { svg.picture, .legend { break-inside: avoid; } .legend, .picture-rules, .picture-note"
    " { break-after: avoid; } .picture-rows { font-size: 8pt; }"
    " details:not([open]) { display: none; } }\n";

const char *svg_style(void)
{
    return style;
}

void svg_patterns(buffer *out)
{
    buffer_add_text(
        out,
        "<svg class=\"patterns\" aria-hidden=\"true\"><defs>\n"
        "<pattern id=\"pattern-gap\" width=\"12\" height=\"12\" patternUnits=\"userSpaceOnUse\""
        " patternTransform=\"rotate(45)\"><rect width=\"12\" height=\"12\" fill=\"#fff\"/>"
        "<rect width=\"5\" height=\"12\" fill=\"#a30d0d\"/></pattern>\n"
        "<pattern id=\"pattern-cross\" width=\"14\" height=\"14\" patternUnits=\"userSpaceOnUse\">"
        "<rect width=\"14\" height=\"14\" fill=\"#fff\"/>"
        "<path d=\"M0 0L14 14M14 0L0 14\" stroke=\"#a30d0d\" stroke-width=\"2\"/></pattern>\n"
        "<pattern id=\"pattern-open\" width=\"12\" height=\"12\" patternUnits=\"userSpaceOnUse\">"
        "<rect width=\"12\" height=\"12\" fill=\"#fff\"/>"
        "<circle cx=\"6\" cy=\"6\" r=\"2\" fill=\"#5a2d82\"/></pattern>\n"
        "<pattern id=\"pattern-dots\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
        "<rect width=\"8\" height=\"8\" fill=\"#fff\"/><rect width=\"3\" height=\"8\" fill=\"#c3d3e6\"/></pattern>\n"
        "</defs></svg>\n");
}
