#!/usr/bin/env python3
"""{{name}}: a report as plain text.

Jianbao starts this program once for each export, with one JSON object on its standard input, and reads JSON lines from its
standard output. It needs nothing but Python 3.8 or later.
"""

import json
import os
import sys

ID = "{{id}}"

DESCRIPTION = {
    "describe": 1,
    "exporters": [{
        "id": ID,
        "title": "{{name}}",
        "version": "0.1.0",
        "outputs": [{"role": "main", "extension": "txt", "media_type": "text/plain"}],
        "document_model": {"min": "1.0", "max": "1.0"},
        # A text has no pages, so nothing is lost with what only says how pages look. What is not listed (charts, merged
        # cells) is refused by Jianbao unless the user allows the loss.
        "features": [
            "page-break", "page-number", "page-number.outer", "reference", "section.header-footer", "section.landscape",
            "table", "table.caption", "table.header-rows", "toc",
        ],
        # Jianbao checks what users write against this, and fills in the defaults.
        "options_schema": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "separator": {"type": "string", "default": "\t", "description": "What stands between the cells of a table"},
            },
        },
        "deterministic": True,
    }],
}

FAILED, BAD_REQUEST = 1, 3


class BadRequest(Exception):
    """The request is not what the protocol says."""


def say(event):
    """One event, one line. Whatever else is printed goes to standard error: sys.stderr.write("...")."""
    print(json.dumps(event), flush=True)


def main():
    try:
        request = read_request()
        if request.get("describe"):
            say({"event": "done", "status": 0, "description": DESCRIPTION})
            return
        name, degraded = export(request)
        say({"event": "done", "status": 0, "files": [{"name": name, "role": "main"}], "degraded": degraded})
    except OSError as error:
        fail(FAILED, "cannot-write", f"the file cannot be written: {error.strerror}")
    except BadRequest as error:
        fail(BAD_REQUEST, "bad-request", str(error))
    except (KeyError, TypeError, AttributeError, UnicodeEncodeError) as error:
        # The schema of the document says what is there; a request that lacks it is not one.
        fail(BAD_REQUEST, "bad-request", f"the request cannot be used: {type(error).__name__} {error}")


def fail(status, code, message):
    say({"event": "done", "status": status, "error": {"code": code, "message": message}})


def read_request():
    try:
        request = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"the request is not JSON: {error}") from None
    if not isinstance(request, dict) or not str(request.get("protocol")).startswith("1."):
        raise BadRequest("the request does not speak protocol 1")
    if not request.get("describe") and request.get("exporter") != ID:
        raise BadRequest("the request is for another exporter")
    return request


def export(request):
    """Writes the file; gives its name and what could not be kept."""
    document, output = request["document"], request["output"]
    separator = (request.get("options") or {}).get("separator", "\t")
    lines, degraded = [document["properties"]["title"]], []
    for number, section in enumerate(document["sections"]):
        for index, block in enumerate(section["blocks"]):
            lines += block_lines(block, separator, f"/sections/{number}/blocks/{index}", degraded)
    data = "".join(line + "\n" for line in lines).encode("utf-8")
    name = output["stem"] + ".txt"
    with open(os.path.join(output["dir"], name), "wb") as file:
        file.write(data)
    return name, degraded


def block_lines(block, separator, place, degraded):
    kind = block["kind"]
    if kind == "heading":
        return ["", (block.get("number") or "") + text_of(block["inlines"])]
    if kind == "paragraph":
        return [(block.get("marker") or "") + text_of(block["inlines"])]
    if kind == "table":
        return table_lines(block, separator, place, degraded)
    if kind == "table_of_contents":
        return ["", block.get("title") or ""] + [entry["text"] for entry in block["entries"]]
    if kind != "page_break":
        feature = kind if kind == "chart" else "block." + kind
        degraded.append({"feature": feature, "message": "a block was left out", "where": place})
    return []


def table_lines(table, separator, place, degraded):
    """A merged cell stands once, where it begins: the document lists it nowhere else."""
    lines = [""]
    caption = table.get("caption")
    if caption:
        lines.append(f"{caption['label']}{caption['number']} {text_of(caption['inlines'])}")
    if table.get("unit_line"):
        lines.append(table["unit_line"])
    merged = False
    for row in table["rows"]:
        merged = merged or any(cell.get("column_span", 1) > 1 or cell.get("row_span", 1) > 1 for cell in row["cells"])
        lines.append(separator.join(cell_text(cell) for cell in row["cells"]))
    if merged:
        degraded.append({"feature": "table.merged-cells", "message": "merged cells were divided", "where": place})
    return lines


def cell_text(cell):
    return " ".join(text_of(paragraph["inlines"]) for paragraph in cell.get("paragraphs", []))


def text_of(inlines):
    """What a reader sees: the printed text of values and references, a space for a line break."""
    return "".join(" " if inline["kind"] == "line_break" else inline.get("text", "") for inline in inlines)


if __name__ == "__main__":
    main()
