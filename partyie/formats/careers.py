"""The view ``careers`` of a database: what its query is, and what its columns hold."""

from __future__ import annotations

CAREERS = "careers"


def _day(column: str) -> str:
    """The first day that a date covers, of whatever precision; null where the year is unknown."""
    return f"""TRY_CAST(CASE
        WHEN regexp_full_match({column}, '\\d{{4}}') THEN {column} || '-01-01'
        WHEN regexp_full_match({column}, '\\d{{4}}-\\d{{2}}') THEN {column} || '-01'
        WHEN regexp_full_match({column}, '\\d{{4}}-\\d{{2}}-\\d{{2}}.*') THEN left({column}, 10)
    END AS DATE)"""


CAREERS_QUERY = f"""
SELECT
    tenure.person_name AS person,
    person.gender,
    person.birth,
    tenure.title,
    tenure.position,
    coalesce(tenure.body, tenure.organisation_name) AS organisation,
    tenure.organisation_kind,
    tenure.organisation_level,
    tenure.organisation_code,
    coalesce(tenure.place_name, tenure.organisation_place) AS place,
    tenure.start,
    tenure."end",
    {_day("tenure.start")} AS start_day,
    {_day('tenure."end"')} AS end_day,
    tenure.status,
    tenure.acting,
    tenure.event,
    tenure.rank,
    tenure.document,
    document.date AS document_date,
    tenure.id AS tenure,
    tenure.evidence_start,
    tenure.evidence_end,
    tenure.evidence_text AS evidence
FROM tenures AS tenure
JOIN documents AS document ON document.document = tenure.document
LEFT JOIN persons AS person ON person.document = tenure.document AND person.id = tenure.person
ORDER BY
    tenure.person_name, tenure.start NULLS LAST, tenure."end" NULLS LAST,
    document.item, tenure.evidence_start, tenure.id
"""

CAREERS_COLUMNS = {
    "person": "Name, simplified. One name may be several persons: with document it is one.",
    "gender": "Where the text states it.",
    "birth": "ISO date at the precision of the text, where it states it.",
    "title": "The bare title: 书记.",
    "position": "The title with the body served in, or the place.",
    "organisation": "Key of the body served in, also where the text does not name it.",
    "organisation_kind": "party, government, congress, cppcc …",
    "organisation_level": "national, province, prefecture, county, township or village.",
    "organisation_code": "Division code (GB/T 2260) of its place.",
    "place": "The place that the post is named after, or that its body governs or lies in.",
    "start": "ISO date at the precision of the text.",
    "end": "ISO date at the precision of the text; null for an open end.",
    "start_day": "The first day that start covers, for sums: 2015-03 is 2015-03-01.",
    "end_day": "The first day that end covers.",
    "status": "current, former or proposed, as the document has it.",
    "acting": "Whether it was held for the time being.",
    "event": "What the text last tells of it.",
    "rank": "Administrative rank stated with it.",
    "document": "Key of the document that says so.",
    "document_date": "Its own date, ISO: of an appointment without a start, the day is near it.",
    "tenure": "Id of the tenure in that document.",
    "evidence_start": "First code point of the words that say so, from 0.",
    "evidence_end": "One past their last code point.",
    "evidence": "The words that say so.",
}
