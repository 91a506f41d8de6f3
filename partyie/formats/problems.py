"""What is wrong with a value that isn't what a record holds, in one line."""

from __future__ import annotations

from pydantic import ValidationError


def problem(error: Exception) -> str:
    """The first thing that pydantic complains of, with its path; of another error what it says.

    >>> from partyie.records import TextSpan
    >>> try:
    ...     TextSpan(start="one", end=2)
    ... except ValidationError as error:
    ...     problem(error)
    'start: Input should be a valid integer, unable to parse string as an integer'
    """
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
