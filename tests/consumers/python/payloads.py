"""The sample payloads, and the report that every program here writes.

The report names, by file, why a payload was refused, or null where it was accepted.
"""

import json
import pathlib
from collections.abc import Callable


def report(
    valid: str,
    broken: str,
    read: Callable[[str], object],
    write: Callable[[str], None] | None = None,
    notes: Callable[[], list[str]] = list,
) -> None:
    """Writes the report of both folders.

    `read` raises where the tool refuses a payload. `write` also compares what the tool writes, and raises where that
    differs; it is tried with the valid ones.
    """
    tried = {
        kind: {file.name: _refusal(check, file.read_text("utf-8")) for file in sorted(pathlib.Path(folder).glob("*.json"))}
        for kind, folder, check in (("valid", valid, write or read), ("broken", broken, read))
    }
    print(json.dumps({**tried, "notes": notes()}))


def same(left: object, right: object) -> bool:
    """Whether two JSON values are the same: 1, 1.0 and true are three values."""
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)


def without_nulls(value: object) -> object:
    """The value without the members that are null."""
    if isinstance(value, dict):
        return {name: without_nulls(member) for name, member in value.items() if member is not None}
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    return value


def _refusal(check: Callable[[str], object], text: str) -> str | None:
    try:
        check(text)
    except Exception as error:  # Whatever a tool raises is its way to refuse.
        return f"{type(error).__name__}: {error}"
    return None
