"""Python's jsonschema: checks the schema, resolves every reference, then checks the payloads against one model.

usage: python validate.py SCHEMA MODEL VALID BROKEN      (SCHEMA is a file, or a folder with one file a model)
"""

import json
import pathlib
import sys

from jsonschema import Draft202012Validator
from payloads import report
from referencing import Registry
from referencing.jsonschema import DRAFT202012

source, model, valid, broken = sys.argv[1:]
files = sorted(pathlib.Path(source).rglob("*.json")) if pathlib.Path(source).is_dir() else [pathlib.Path(source)]
schemas = {(schema := json.loads(file.read_text("utf-8")))["$id"]: schema for file in files}
assert len(schemas) == len(files) > 0
registry: Registry[object] = Registry()
for identifier, schema in schemas.items():
    Draft202012Validator.check_schema(schema)
    registry = registry.with_resource(identifier, DRAFT202012.create_resource(schema))
registry = registry.crawl()


def references(value: object) -> set[str]:
    """Every `$ref` in a schema. No model of the API has a member of that name."""
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*(references(inner) for inner in value.values()))
    if isinstance(value, list):
        return set[str]().union(*(references(inner) for inner in value))
    return set()


for identifier, schema in schemas.items():
    resolver = registry.resolver(identifier)
    for reference in references(schema):
        resolver.lookup(reference)

# One document holds every model under `$defs`; where there are several, each is a model.
roots = [identifier for identifier in schemas if identifier.endswith(f"/{model}.schema.json")]
root = roots[0] if len(files) > 1 else f"{next(iter(schemas))}#/$defs/{model}"
validator = Draft202012Validator({"$ref": root}, registry=registry)
report(valid, broken, lambda text: validator.validate(json.loads(text)))
