"""Calls every operation of Clerk's own Python client against a mock of the recovered document.

usage: python clerk_client.py URL

Each call gives what its function requires, made from the function's own types, and the body where it takes one. The client
reads each answer with its own types. Writes a line of JSON: the calls that went well, and why others did not.
"""

import datetime
import enum
import inspect
import json
import sys
import typing
import warnings

import httpx
import pydantic
from clerk_backend_api import Clerk
from clerk_backend_api.basesdk import BaseSDK

# What is given although a function does not ask for it: without it, there is nothing to send.
WANTED = ("request", "request_body", "file")


def value(kind: typing.Any) -> typing.Any:
    """A value of a type, with as little in it as the type allows."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if hasattr(origin, "__value__"):  # a named type with a parameter: Nullable[int]
        return value(arguments[0])
    if hasattr(kind, "__value__"):  # the same without, such as a union
        return value(kind.__value__)
    if origin is typing.Annotated:
        return value(arguments[0])
    if origin is typing.Literal:
        return arguments[0]
    if arguments and origin not in (dict,) and type(None) in arguments or origin is typing.Union:
        members = [member for member in arguments if member is not type(None)]
        members.sort(key=lambda member: not (inspect.isclass(member) and issubclass(member, pydantic.BaseModel)))
        return value(members[0])
    if origin is dict:
        return {}
    if arguments:
        return [value(arguments[0])]
    if kind is typing.Any:
        return {"any": "thing"}
    if issubclass(kind, enum.Enum):
        return next(iter(kind))
    if issubclass(kind, pydantic.BaseModel):
        hints = typing.get_type_hints(kind, include_extras=True)
        required = [name for name, field in kind.model_fields.items() if field.is_required()]
        return kind(**{name: value(hints[name]) for name in required})
    samples: dict[type, typing.Any] = {
        bool: True,
        int: 1,
        float: 1.5,
        str: "text",
        bytes: b"bytes",
        datetime.datetime: datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc),
        datetime.date: datetime.date(2026, 1, 2),
    }
    return samples[kind]


def functions(clerk: Clerk) -> typing.Iterator[tuple[str, typing.Callable[..., typing.Any]]]:
    """Every function of the client that calls an operation, by its name."""
    for group in Clerk._sub_sdk_map:
        sdk = getattr(clerk, group)
        for name, function in inspect.getmembers(sdk, inspect.ismethod):
            if not name.startswith("_") and not name.endswith("_async") and not hasattr(BaseSDK, name):
                yield f"{group}.{name}", function


def main(url: str) -> None:
    last: list[httpx.Response] = []
    client = httpx.Client(follow_redirects=True, event_hooks={"response": [last.append]})
    clerk = Clerk(bearer_auth="a token", server_url=url, client=client, retry_config=None, timeout_ms=10_000)
    called: dict[str, str] = {}
    failed: dict[str, str] = {}
    for name, function in functions(clerk):
        last.clear()
        try:
            hints = typing.get_type_hints(function, include_extras=True)
            parameters = inspect.signature(function).parameters.items()
            needed = [key for key, of in parameters if of.default is inspect.Parameter.empty or key in WANTED]
            function(**{key: value(hints[key]) for key in needed})
            request = last[-1].request
            called[name] = f"{request.method} {request.url.path} {last[-1].status_code}"
        except Exception as error:  # whatever a client may end in, it is told
            answer = last[-1] if last else None
            refused = answer.headers.get("sl-violations", "") if answer else "nothing was sent"
            status = answer.status_code if answer else ""
            failed[name] = f"{status} {type(error).__name__} {refused[:300]} {str(error)[:300]}".replace("\n", " ")
    print(json.dumps({"called": called, "failed": failed}))


warnings.simplefilter("ignore")  # deprecated operations are called as well
main(sys.argv[1])
