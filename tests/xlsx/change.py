"""Writes a workbook with one text of one part replaced, to see whether that is noticed.

usage: change.py FROM TO PART PATTERN REPLACEMENT
"""
import re
import sys
import zipfile


def main():
    source, target, part, pattern, replacement = sys.argv[1:]
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            text = old.read(entry).decode("utf-8")
            changed = re.sub(pattern, replacement, text, count=1) if entry.filename == part else text
            if entry.filename == part and changed == text:
                sys.exit(f"{part}: nothing to replace")
            new.writestr(entry, changed)


main()
