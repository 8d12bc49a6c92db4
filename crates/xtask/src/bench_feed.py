"""Checks every line of a feed with jsonschema-rs (draft 2020-12), all errors, each turned into place and message. A line that is no
JSON counts as one error. Usage: bench_feed.py SCHEMA FEED"""

import json
import sys

import jsonschema_rs

schema_file, feed = sys.argv[1:3]
with open(schema_file, encoding="utf-8") as file:
    validator = jsonschema_rs.Draft202012Validator(json.load(file))
bad = errors = length = 0
with open(feed, "rb") as lines:
    for line in lines:
        try:
            value = json.loads(line)
        except ValueError as error:
            found = [str(error)]
        else:
            found = ["/".join(map(str, e.instance_path)) + ": " + e.message for e in validator.iter_errors(value)]
        bad += bool(found)
        errors += len(found)
        length += sum(map(len, found))
print(f"{bad} bad, {errors} errors, {length} characters of messages")
