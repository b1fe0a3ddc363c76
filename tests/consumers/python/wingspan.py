"""A program of a user: it reads, compares, builds and writes session responses. Checked by mypy --strict, then run.

Each `type: ignore` is a mistake that the types must find: mypy complains where one is no mistake.
"""

from models import SessionResponse, SessionResponseSessionType
from pydantic import ValidationError


def describe(session: SessionResponse) -> str:
    labels: dict[str, str] = session.labels or {}
    user: str | None = session.userId
    return f"{user} {session.expiration[:10]} {sorted(labels.items())} {session.token}"


built = SessionResponse(
    expiration="2026-01-31T12:00:00Z",
    sessionType=SessionResponseSessionType.Guest,
    labels={"team": "blue"},
)
assert describe(built) == "None 2026-01-31 [('team', 'blue')] None"
assert SessionResponse.model_validate_json(built.model_dump_json(exclude_unset=True)) == built

wrong: int = built.expiration  # type: ignore[assignment]
try:
    SessionResponse(expiration="")  # type: ignore[call-arg]
except ValidationError:
    pass
else:
    raise AssertionError("a session has a type")
