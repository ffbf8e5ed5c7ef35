"""Writes facts with COUNT findings or a few more, of several rules: entries without a permission, by shared cards and
without an exit, and assets without an owner.

usage: many_facts.py COUNT >FACTS.xml
"""

import sys

YEAR = 'covers="2025-04-01/2026-03-31"'


def records(name, count, attributes):
    for number in range(1, count + 1):
        yield f'<{name} id="{name.upper()}-{number}" {attributes(number)}/>'


def entry(number):
    return (f'person="PERSON-{number % 50 + 1}" room="ROOM-{number % 3 + 1}" shared_card="true"'
            f' entered="2025-{number % 9 + 4:02}-{number % 28 + 1:02}T{number // 60 % 24:02}:{number % 60:02}:00"')


def main():
    quarter = -(-int(sys.argv[1]) // 4)
    lists = {
        'people': records('person', 50, lambda n: f'name="試験 {n}号" kind="employee"'),
        'rooms': records('room', 3, lambda n: f'name="第{n}電子計算機室" computer_room="true" media_storage="false"'
                                              ' in_use="2002-08-05/.."'),
        'room-permissions': [],
        'room-entries': records('room-entry', quarter, entry),
        'assets': records('asset', quarter, lambda n: f'name="端末{n}" class="hardware" in_use="2020-04-01/.."'),
        'asset-ownerships': [],
    }
    print('<?xml version="1.0" encoding="UTF-8"?>\n<facts xmlns="urn:junshu:facts:1" municipality="352063">')
    for name, rows in lists.items():
        print(f'<{name} {YEAR}>', *rows, f'</{name}>', sep='\n')
    print('</facts>')


main()
