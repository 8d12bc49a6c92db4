"""What Python's jsonschema (draft 2020-12) says of each line of a feed: `11` accepted, with the schema's formats and without;
`01` refused for a format alone; `00` refused. Usage: validators_python.py SCHEMA FEED"""

import calendar
import json
import re
import sys

from jsonschema import Draft202012Validator, FormatChecker

formats = FormatChecker(formats=())


# The formats, written from their meaning and not from the program that is checked.
@formats.checks("x-partial-date")
def partial_date(text):
    if not isinstance(text, str):
        return True
    parts = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if parts is None:
        return False
    year, month, day = (int(part) if part else 1 for part in parts.groups())
    if not 1 <= month <= 12:
        return False
    days = 29 if month == 2 and calendar.isleap(year) else calendar.mdays[month]
    return 1 <= day <= days


@formats.checks("x-date")
def date(text):
    return not isinstance(text, str) or len(text) == 10 and partial_date(text)


@formats.checks("x-decimal-28")
def decimal_28(text):
    parts = re.fullmatch(r"-?([0-9]+)(?:\.([0-9]+))?", text) if isinstance(text, str) else None
    if parts is None:
        return True  # The pattern beside it says so.
    fraction = parts[2] or ""
    return len((parts[1] + fraction).lstrip("0")) <= 28 and len(fraction) <= 28


schema_file, feed = sys.argv[1:3]
with open(schema_file, encoding="utf-8") as file:
    schema = json.load(file)
with_formats = Draft202012Validator(schema, format_checker=formats)
without = Draft202012Validator(schema)
with open(feed, encoding="utf-8", newline="\n") as lines:
    for line in lines:
        value = json.loads(line)
        print(f"{int(with_formats.is_valid(value))}{int(without.is_valid(value))}")
