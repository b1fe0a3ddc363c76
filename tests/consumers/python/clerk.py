"""A program of a user: it reads, compares, builds and writes sessions. Checked by mypy --strict, then run.

Each `type: ignore` is a mistake that the types must find: mypy complains where one is no mistake.
"""

from models import Session, SessionObject, SessionStatus, SessionTask
from pydantic import ValidationError


def describe(session: Session) -> str:
    seconds: float = session.expire_at / 1000
    organization: str | None = session.last_active_organization_id
    city: str | None = session.latest_activity.city if session.latest_activity else None
    keys: list[str] = [task.key for task in session.tasks or []]
    return f"{session.id} {seconds} {organization} {city} {keys}"


built = Session(
    object=SessionObject.session,
    id="s",
    user_id="u",
    client_id="c",
    status=SessionStatus.active,
    last_active_at=1,
    expire_at=2_000,
    abandon_at=3,
    updated_at=4,
    created_at=5,
    tasks=[SessionTask(key="choose-organization")],
)
assert describe(built) == "s 2.0 None None ['choose-organization']"
assert Session.model_validate_json(built.model_dump_json(exclude_unset=True)) == built
assert built.status is SessionStatus.active and SessionStatus("expired") is SessionStatus.expired

wrong: int = built.user_id  # type: ignore[assignment]
try:
    SessionTask()  # type: ignore[call-arg]
except ValidationError:
    pass
else:
    raise AssertionError("a task needs a key")
