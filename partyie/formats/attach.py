"""The hook that gives Extraction its views; what they need is imported when one is first called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partyie.records import Extraction

if TYPE_CHECKING:
    from partyie.formats.frame import Engine


def attach_views() -> None:
    """Attach ``to_html``, ``to_frame`` and ``_repr_html_`` to :class:`~partyie.records.Extraction`.

    Run once by ``import partyie``. Records know nothing of formats (that would turn the layers round), hence a hook.
    """
    for view in (to_html, to_frame, _repr_html_):
        setattr(Extraction, view.__name__, view)


def to_html(self: Extraction, text: str | None = None) -> str:
    """A self-contained HTML page: coloured text, records beside it. See :func:`partyie.formats.html.to_html`."""
    from partyie.formats import html

    return html.to_html(self, text)


def to_frame(self: Extraction, family: str, engine: Engine = "pandas") -> Any:
    """One family of records as a data frame. See :func:`partyie.formats.frame.to_frame`."""
    from partyie.formats import frame

    return frame.to_frame(self, family, engine)


def _repr_html_(self: Extraction) -> str:
    from partyie.formats import html

    return html.notebook_view(self)
