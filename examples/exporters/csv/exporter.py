#!/usr/bin/env python3
"""An exporter that is a program: every table of a report as a CSV file, all of them in one zip archive.

Jianbao starts it once for each export, with one JSON object on its standard input, and reads JSON lines from its standard
output. It needs nothing but Python 3.8 or later.
"""

import csv
import io
import json
import os
import re
import sys
import zipfile
from decimal import Context, Decimal, InvalidOperation

ID = "org.example.csv"

DESCRIPTION = {
    "describe": 1,
    "exporters": [
        {
            "id": ID,
            "title": "CSV 压缩包，每张表一个文件，不含正文 (CSV files in a zip: one for each table, no prose)",
            "version": "1.0.0",
            "vendor": "Jianbao examples",
            "licence": "MIT OR Apache-2.0",
            "outputs": [{"role": "main", "extension": "zip", "media_type": "application/zip"}],
            "document_model": {"min": "1.0", "max": "1.0"},
            # Prose is not what this is for, and rows have no pages. What a CSV file cannot say is not listed: merged
            # cells, and the bars of a chart.
            "features": [
                "page-break", "page-number", "page-number.outer", "reference", "section.header-footer",
                "section.landscape", "table", "table.caption", "table.header-rows", "toc",
            ],
            "options_schema": {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "byte_order_mark": {
                        "type": "boolean", "default": True,
                        "description": "Begins each file with the mark by which Excel knows UTF-8",
                    },
                    "delimiter": {"enum": ["comma", "semicolon", "tab"], "default": "comma"},
                    "merged_cells": {
                        "enum": ["repeat", "blank"], "default": "repeat",
                        "description": "Whether each of the cells has the text, or only the first",
                    },
                    "numbers": {
                        "enum": ["printed", "exact"], "default": "printed",
                        "description": "Numbers and dates as the report prints them, or all of their digits",
                    },
                    "formulas": {
                        "enum": ["neutralise", "keep"], "default": "neutralise",
                        "description": "Puts an apostrophe before a text that a spreadsheet would take for a formula",
                    },
                },
            },
            "deterministic": True,
        }
    ],
}

FAILED, BAD_REQUEST, BUG = 1, 3, 4
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
# The same bytes on every machine and on every day: the oldest date that an archive can hold, and no compression, of which
# each version of a library makes different bytes.
DATE = (1980, 1, 1, 0, 0, 0)
# A formula for a spreadsheet; in some languages the wide forms are too.
FORMULA = re.compile(r"^[=+\-@＝＋－＠]")
NUMBER = re.compile(r"^[+-]?\d[\d,]*(\.\d+)?[%‰]?$")
LINE_ENDS = re.compile(r"\r\n?")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|\s.]+')


class Failure(Exception):
    """Why the export fails, for the user."""

    def __init__(self, status, code, message, hint=None, where=None):
        super().__init__(message)
        self.status = status
        fields = {"code": code, "message": message, "hint": hint, "where": where}
        self.error = {name: value for name, value in fields.items() if value is not None}


def say(event):
    """One event, one line."""
    print(json.dumps(event), flush=True)


def main():
    try:
        request = read_request()
        if request.get("describe"):
            say({"event": "done", "status": 0, "description": DESCRIPTION})
            return
        name, degraded = export(request)
        say({"event": "done", "status": 0, "files": [{"name": name, "role": "main"}], "degraded": degraded})
    except Failure as failure:
        say({"event": "done", "status": failure.status, "error": failure.error})
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        # The schema of the document says what is there; a request that lacks it is not one.
        message = f"the request cannot be read: {type(error).__name__} {error}"
        say({"event": "done", "status": BAD_REQUEST, "error": {"code": "bad-request", "message": message}})


def read_request():
    try:
        request = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Failure(BAD_REQUEST, "bad-request", f"the request is not JSON: {error}") from None
    if not isinstance(request, dict) or not str(request.get("protocol")).startswith("1."):
        raise Failure(BAD_REQUEST, "bad-request", "the request does not speak protocol 1")
    if not request.get("describe") and request.get("exporter") != ID:
        raise Failure(BAD_REQUEST, "bad-request", "the request is for another exporter")
    return request


def export(request):
    """Writes the archive; gives its name and what could not be kept."""
    options = checked_options(request.get("options") or {})
    degraded, files, index = [], [], [["file", "caption", "unit", "rows", "columns"]]
    for place, block in blocks(request["document"]):
        kind = block["kind"]
        if kind == "table":
            rows, columns = table_rows(block, options, place, degraded), len(block["columns"])
        elif kind == "chart":
            rows, columns = chart_rows(block, options, place), 1 + len(block["series"])
            degraded.append(lost("chart", "the values of the chart are kept, its bars are not", place))
        else:
            if kind not in ("heading", "paragraph", "table_of_contents", "page_break"):
                degraded.append(lost(f"block.{kind}", "this version of the exporter does not know such a block", place))
            continue
        caption = caption_of(block)
        name = file_name(len(files) + 1, caption or block.get("title") or block["id"])
        unit = block.get("unit_line") or block.get("unit") or ""
        files.append((name, rows))
        index.append([name, caption, unit, str(len(rows)), str(columns)])
    name = request["output"]["stem"] + ".zip"
    write_archive(os.path.join(request["output"]["dir"], name), [("tables.csv", index)] + files, options)
    return name, degraded


def checked_options(given):
    """The options with their defaults. The host has checked them; whoever else calls is told the same."""
    known = DESCRIPTION["exporters"][0]["options_schema"]["properties"]
    options = {name: given.get(name, schema["default"]) for name, schema in known.items()}
    for name, value in options.items():
        allowed = known[name].get("enum", [True, False])
        if not any(value is one or (isinstance(one, str) and value == one) for one in allowed):
            raise Failure(BAD_REQUEST, "bad-request", f"the option {name} has a value that it cannot have")
    return options


def blocks(document):
    """All blocks with their places."""
    for number, section in enumerate(document["sections"]):
        for index, block in enumerate(section["blocks"]):
            yield f"/sections/{number}/blocks/{index}", block


def lost(feature, message, place):
    return {"feature": feature, "message": message, "where": place}


def table_rows(table, options, place, degraded):
    """The texts of a table, row by row, with every position of the grid filled."""
    height, width = len(table["rows"]), len(table["columns"])
    grid = [[None] * width for _ in range(height)]
    merged = False
    for row, cells in enumerate(table["rows"]):
        for number, cell in enumerate(cells["cells"]):
            at = f"{place}/rows/{row}/cells/{number}"
            across, down = cell.get("column_span", 1), cell.get("row_span", 1)
            merged = merged or across > 1 or down > 1
            column = next((index for index, text in enumerate(grid[row]) if text is None), width)
            free = grid[row][column:column + max(across, 0)]
            if not 0 < across == len(free) or any(text is not None for text in free) or not 0 < down <= height - row:
                raise wrong_grid("the cell covers what is not free", at)
            text = cell_text(cell, options)
            repeated = text if options["merged_cells"] == "repeat" else ""
            for covered in range(row, row + down):
                grid[covered][column:column + across] = [repeated] * across
            grid[row][column] = text
        if any(text is None for text in grid[row]):
            raise wrong_grid("the cells of the row do not cover all columns", f"{place}/rows/{row}")
    if merged:
        degraded.append(lost("table.merged-cells", f"merged cells were divided ({options['merged_cells']})", place))
    return grid


def wrong_grid(message, where):
    return Failure(FAILED, "csv.grid", message, "every row covers every column exactly once; check the spans", where)


def chart_rows(chart, options, place):
    """A row for each category, a column for each series."""
    series = chart["series"]
    if any(len(one["values"]) != len(chart["categories"]) for one in series):
        raise Failure(FAILED, "csv.chart", "a series of the chart has not one value for each category", None, place)
    head = [chart.get("unit") or ""] + [one["name"] for one in series]
    rows = [head]
    for index, category in enumerate(chart["categories"]):
        values = [inline_text({"kind": "value", **one["values"][index]}, options) for one in series]
        rows.append([category] + values)
    return [[clean(text, options) for text in row] for row in rows]


def cell_text(cell, options):
    paragraphs = [paragraph["inlines"] for paragraph in cell.get("paragraphs", [])]
    if len(paragraphs) == 1 and len(paragraphs[0]) == 1:
        return clean(inline_text(paragraphs[0][0], options), options)
    # A number within a sentence stays as the sentence has it.
    printed = dict(options, numbers="printed")
    texts = ["".join(inline_text(inline, printed) for inline in inlines) for inlines in paragraphs]
    return clean("\n".join(texts), options)


def inline_text(inline, options):
    if inline["kind"] == "line_break":
        return "\n"
    exact = inline.get("exact")
    if options["numbers"] == "exact" and inline["kind"] == "value" and exact is not None:
        return shifted(exact, (inline.get("format") or {}).get("shift", 0))
    return inline.get("text", "")


def shifted(exact, places):
    """A number in the unit that is printed, with all of its digits; a date as it is."""
    if not places:
        return exact
    try:
        # As many digits as there are: nothing is rounded.
        return format(Decimal(exact).scaleb(-places, Context(prec=len(exact) + abs(places))), "f")
    except InvalidOperation:
        return exact


def clean(text, options):
    """A text that is safe to open. Numbers are no formulas, whatever their sign; neither is a dash alone."""
    text = CONTROL.sub("\ufffd", LINE_ENDS.sub("\n", text).replace("\t", " "))
    if options["formulas"] == "neutralise" and FORMULA.match(text) and len(text) > 1 and not NUMBER.match(text):
        return "'" + text
    return text


def caption_of(block):
    """Label, number and text of a caption, as they are printed."""
    caption = block.get("caption")
    if not caption:
        return ""
    text = "".join(" " if inline["kind"] == "line_break" else inline.get("text", "") for inline in caption["inlines"])
    return " ".join(part for part in (caption["label"], caption["number"], text) if part)


def file_name(number, title):
    """A name for any system: a number, so that no two are alike and none is a device's, and what is safe of the title."""
    safe = UNSAFE.sub("_", title).strip("_")
    while len(safe.encode("utf-8", "replace")) > 100:
        safe = safe[:-1]
    return f"{number:02}-{safe.rstrip('_') or 'table'}.csv"


def write_archive(path, files, options):
    mark = "\ufeff" if options["byte_order_mark"] else ""
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for name, rows in files:
                text = io.StringIO(newline="")
                csv.writer(text, delimiter=DELIMITERS[options["delimiter"]], lineterminator="\r\n").writerows(rows)
                entry = zipfile.ZipInfo(name, DATE)
                entry.create_system = 3
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, (mark + text.getvalue()).encode("utf-8"))
    except UnicodeEncodeError:
        raise Failure(BAD_REQUEST, "bad-request", "a text holds half of a surrogate pair") from None
    except OSError as error:
        raise Failure(FAILED, "csv.cannot-write", f"the archive cannot be written: {error.strerror}") from None


if __name__ == "__main__":
    main()
