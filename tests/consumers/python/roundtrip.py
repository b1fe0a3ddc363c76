"""Reads each payload with a generated pydantic model, writes it, and compares the two.

usage: python roundtrip.py PACKAGE MODEL VALID BROKEN      (PACKAGE is imported from the current folder)
"""

import importlib
import json
import sys

from payloads import report, same, without_nulls

sys.path.insert(0, "")
package, name, valid, broken = sys.argv[1:]
model = getattr(importlib.import_module(package), name)
nulls = 0


def read(text: str) -> object:
    # openapi-generator's models bring their own way. Strict: pydantic otherwise reads a number from a text, say.
    return model.from_json(text) if hasattr(model, "from_json") else model.model_validate_json(text, strict=True)


def write(text: str) -> None:
    value = read(text)
    if hasattr(value, "to_json"):
        written = json.loads(value.to_json())
    else:
        written = json.loads(value.model_dump_json(by_alias=True, exclude_unset=True))
    payload = json.loads(text)
    if same(written, payload):
        return
    if not same(without_nulls(written), without_nulls(payload)):
        raise AssertionError(f"written back as {json.dumps(written)}")
    global nulls
    nulls += 1


report(valid, broken, read, write, lambda: ["writes null for members that were absent"] if nulls else [])
