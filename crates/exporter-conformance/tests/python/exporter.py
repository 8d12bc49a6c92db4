#!/usr/bin/env python3
"""An exporter that passes every case, and variants of it; the name of the file says which."""
import json, os, pathlib, sys

BROKEN = pathlib.Path(sys.argv[0]).stem

def answer(**event):
    print(json.dumps({"event": "done", **event}), flush=True)

def export(request):
    if BROKEN == "chatty":
        print("hello from a library")
    if BROKEN == "two-last-words":
        answer(status=0, files=[])
    output = request["output"]
    sections = request["document"]["sections"]
    assert isinstance(sections, list)
    name = output["stem"] + ".txt"
    folder = pathlib.Path(output["dir"])
    if BROKEN == "outside":
        folder = pathlib.Path(sys.argv[0]).parent
    if BROKEN == "claims":
        try:
            (folder / name).write_text("written by an exporter in Python\n")
        except OSError:
            (folder / name).write_text("")
    else:
        (folder / name).write_text("written by an exporter in Python\n")
    answer(status=0, files=[{"name": name, "role": "main"}])

def main():
    request = json.load(sys.stdin)
    if request.get("describe"):
        return answer(status=0, description={"describe": 1, "exporters": [{
            "id": "test.program", "title": "Plain", "version": "1.0.0",
            "outputs": [{"role": "main", "extension": "txt", "media_type": "text/plain"}],
            "document_model": {"min": "1.0", "max": "1.0"}, "deterministic": True}]})
    if BROKEN == "accepts-anything":
        request.setdefault("document", {"sections": []})
        request.setdefault("output", {"stem": "report", "dir": "out"})
        request["document"]["sections"] = []
    export(request)

main()
