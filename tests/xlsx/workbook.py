"""Reads a workbook twice: its own XML, and what LibreOffice makes of it (flat XML of OpenDocument)."""
import re
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
MOST_REPEATED = 100  # beyond so many, what is repeated is the empty rest of a sheet


class Sheet:
    """One sheet: its XML, and its rows as LibreOffice shows them."""

    def __init__(self, name, xml, rows):
        self.name, self.xml, self.rows = name, xml, rows
        self.links = {link.get("ref"): link.get("location") for link in xml.iter(MAIN + "hyperlink")}
        pane = xml.find(f".//{MAIN}pane")
        self.head = int(pane.get("ySplit")) - 1 if pane is not None and pane.get("state") == "frozen" else None

    def list(self):
        """The rows of the list that the sheet is for, without its head."""
        found = []
        for row in self.rows[self.head + 1:]:
            if not any(cell.text for cell in row):
                break
            found.append(row)
        return found

    def link(self, row, column):
        """(sheet, row from 0) that a cell of the list links to, or None."""
        location = self.links.get(f"{chr(ord('A') + column)}{self.head + 2 + row}")
        found = re.fullmatch(r"'(.+)'!A([0-9]+)", location) if location else None
        return (found[1], int(found[2]) - 1) if found else None


class Cell:
    def __init__(self, element):
        self.type = element.get(OFFICE + "value-type")
        self.value = element.get(OFFICE + "date-value") or element.get(OFFICE + "value")
        self.formula = element.get(TABLE + "formula")
        self.text = "\n".join(line_of(line) for line in element.findall(TEXT + "p"))


def line_of(element):
    text = element.text or ""
    for child in element:
        if child.tag == TEXT + "s":
            text += " " * int(child.get(TEXT + "c", "1"))
        elif child.tag == TEXT + "tab":
            text += "\t"
        else:
            text += line_of(child)
        text += child.tail or ""
    return text


def repeated(element, name):
    count = int(element.get(f"{TABLE}number-{name}-repeated", "1"))
    return count if count < MOST_REPEATED else 1


def rows_of(table):
    rows = []
    for row in table.iter(TABLE + "table-row"):
        cells = []
        for cell in row:
            cells += [Cell(cell)] * repeated(cell, "columns")
        rows += [cells] * repeated(row, "rows")
    return rows


def read_parts(path):
    """The parts of the workbook as text, by name."""
    with zipfile.ZipFile(path) as parts:
        dates = {entry.date_time for entry in parts.infolist()}
        if dates != {(1980, 1, 1, 0, 0, 0)}:
            sys.exit(f"{path}: dates in the archive: {dates}")
        return {entry.filename: parts.read(entry).decode("utf-8") for entry in parts.infolist()}


def read(path, flat):
    """The sheets by name, in their order, and the parts."""
    parts = read_parts(path)
    tables = {table.get(TABLE + "name"): rows_of(table) for table in ElementTree.parse(flat).iter(TABLE + "table")}
    names = [sheet.get("name") for sheet in ElementTree.fromstring(parts["xl/workbook.xml"]).iter(MAIN + "sheet")]
    if list(tables) != names:
        sys.exit(f"{path}: sheets {names}, in LibreOffice {list(tables)}")
    return {name: Sheet(name, ElementTree.fromstring(parts[f"xl/worksheets/sheet{i}.xml"]), tables[name])
            for i, name in enumerate(names, 1)}, parts
