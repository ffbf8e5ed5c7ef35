#!/usr/bin/python3
"""Looks at the pages of a report.

usage: pages.py margins PDF       fails where anything is printed into the margins at the sides
       pages.py overlaps PDF      fails where words are printed over each other
       pages.py compare PDF DIR   holds pages, found by their bookmarks, against the images in the directory
       pages.py write PDF DIR     writes those images anew

Written for the interpreter of the system, which has Pillow beside WeasyPrint.
"""

import itertools
import pathlib
import re
import subprocess
import sys
import tempfile

from PIL import Image, ImageChops

DPI = 60
MARGIN_MM = 15  # of 17: a border may touch the edge
CELL = 6  # pixels: what is compared is the mean of a quarter of a centimetre
MOST_IN_A_CELL, MOST_ON_AVERAGE = 24, 1.5  # of 255

# Names of images, and how the bookmarks of their pages begin; of the first page there is none. The form of the
# section before begins that page.
PAGES = {"cover": None, "summary": "1 ", "findings": "3 ", "form": "5 ", "regulation": "9 ", "pictures": "10 "}


def page_numbers(pdf):
    outline = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", pdf], check=True, capture_output=True, text=True)
    items = re.findall(r'<item page="(\d+)">(.*)</item>', outline.stdout)
    return {
        name: 1 if start is None else next(int(number) for number, title in items if title.startswith(start))
        for name, start in PAGES.items()
    }


def images(pdf, first=1, last=9999):
    with tempfile.TemporaryDirectory() as scratch:
        limits = ["-f", str(first), "-l", str(last)]
        subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), *limits, pdf, f"{scratch}/page"], check=True)
        for path in sorted(pathlib.Path(scratch).iterdir()):
            with Image.open(path) as image:
                image.load()
            yield image


def margins(pdf):
    faults = []
    for number, image in enumerate(images(pdf), 1):
        width = round(MARGIN_MM / 25.4 * DPI)
        for name, left in (("left", 0), ("right", image.width - width)):
            if image.crop((left, 0, left + width, image.height)).getextrema()[0] < 250:
                faults.append(f"page {number}: something in the {name} margin")
    return faults


def overlap(a, b):
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    return width > 1 and height > 0.3 * min(a[3] - a[1], b[3] - b[1])


def overlaps(pdf):
    words = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    for number, page in enumerate(words.split("<page ")[1:], 1):
        found = re.findall(r'xMin="(.*)" yMin="(.*)" xMax="(.*)" yMax="(.*)">(.*)</word>', page)
        boxes = sorted((*map(float, word[:4]), word[4]) for word in found)
        for index, box in enumerate(boxes):
            for other in itertools.takewhile(lambda next_box: next_box[0] < box[2], boxes[index + 1 :]):
                if overlap(box, other):
                    yield f"page {number}: {box[4]} and {other[4]}"


def difference(found, expected):
    if found.size != expected.size:
        return f"{found.size} pixels, {expected.size} expected"
    means = ImageChops.difference(found.reduce(CELL), expected.reduce(CELL))
    most, values = means.getextrema()[1], means.getdata()
    average = sum(values) / len(values)
    if most <= MOST_IN_A_CELL and average <= MOST_ON_AVERAGE:
        return None
    return f"differs by up to {most} in a cell, {average:.2f} on average"


def compare(pdf, directory):
    for name, number in page_numbers(pdf).items():
        fault = difference(next(images(pdf, number, number)), Image.open(directory / f"{name}.png"))
        if fault:
            yield f"{name}, page {number}: {fault}"


def write(pdf, directory):
    directory.mkdir(exist_ok=True)
    for name, number in page_numbers(pdf).items():
        next(images(pdf, number, number)).save(directory / f"{name}.png", optimize=True)
    return []


verb, pdf = sys.argv[1:3]
arguments = [pathlib.Path(argument) for argument in sys.argv[3:]]
faults = list({"margins": margins, "overlaps": overlaps, "compare": compare, "write": write}[verb](pdf, *arguments))
print(*faults, sep="\n", end="\n" if faults else "")
sys.exit(1 if faults else 0)
