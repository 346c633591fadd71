import json

import numpy as np

from matcher.trend_words import (
    TOO_FEW,
    TOO_LITTLE,
    compared_words,
    occupation_trend_document,
    trend_document,
    trend_words,
)
from matcher.trends import Lacking, no_trends
from tests.builders import concepts
from tests.histories import LAST_YEAR, YEAR_BEFORE, posted, trends

COOK, REST = "kok", posted("", YEAR_BEFORE + LAST_YEAR, 10_000)


def words(*parts, quarters=REST):
    found = trends(quarters, *parts)
    return trend_words(found, found.occupations, concepts().occupation_at[COOK])


def cooks(before, now):
    return posted(COOK, YEAR_BEFORE, before), posted(COOK, LAST_YEAR, now)


def test_a_rise_is_said_with_what_it_may_be():
    assert (
        words(*cooks(100, 140))
        == "in het laatste jaar 1,4 keer zo veel gevraagd als het jaar ervoor (tussen 1,2 en 1,6)"
    )


def test_less_is_said_to_be_less():
    assert (
        words(*cooks(140, 70))
        == "in het laatste jaar ongeveer 50% minder gevraagd dan het jaar ervoor (tussen 42% en 57% minder)"
    )


def test_the_same_is_said_to_be_the_same():
    assert (
        words(*cooks(150, 150))
        == "in het laatste jaar ongeveer even veel gevraagd als het jaar ervoor (tussen 0,9 en 1,1 keer zo veel)"
    )


def test_what_is_not_sure_is_said_to_be_unclear():
    assert words(*cooks(10, 12)) == (
        "in het laatste jaar niet duidelijk meer of minder gevraagd dan het jaar ervoor: tussen 0,8 en 1,9 keer zo veel"
    )
    assert words(posted(COOK, ("2026-1",), 1)) == TOO_FEW


def test_what_is_new_has_a_least():
    assert (
        words(posted(COOK, LAST_YEAR, 30))
        == "in het laatste jaar wel gevraagd en het jaar ervoor niet (minstens 31,3 keer zo veel)"
    )


def test_what_is_asked_everywhere_cannot_rise_and_that_is_said():
    everywhere = posted(COOK, YEAR_BEFORE + LAST_YEAR, 500)

    assert words(quarters=everywhere) == (
        "in bijna alle vacatures gevraagd, in het laatste jaar en ook het jaar ervoor; meer kan het bijna niet worden"
    )


def test_too_little_history_says_so():
    nothing = no_trends(concepts())

    assert trend_words(nothing, nothing.skills, 0) == TOO_LITTLE
    assert compared_words(nothing) == f"Over de vraag van nu en later is niets te zeggen: {Lacking.NO_HISTORY.label}."


def test_what_was_compared_is_named():
    assert compared_words(trends(REST)) == (
        "Vergeleken: vacatures van het vierde kwartaal van 2025 tot en met het derde kwartaal van 2026 met die van het "
        "vierde kwartaal van 2024 tot en met het derde kwartaal van 2025, als deel van alle vacatures en per bron."
    )


def test_a_shorter_history_is_named_as_it_is():
    half = trends(posted("", LAST_YEAR, 900), posted(COOK, LAST_YEAR[2:], 50))
    one = trends(posted("", ("2025-3", *LAST_YEAR), 900), posted(COOK, ("2025-3", "2026-3"), 50))
    two = trends(posted("", ("2025-1", "2025-3", "2026-1", "2026-3"), 900), posted(COOK, ("2025-1", "2026-1"), 50))

    assert compared_words(half).endswith("Het seizoen kan meespelen.")
    assert _of(half).startswith("in het laatste halfjaar wel gevraagd en in het halfjaar ervoor niet")
    assert _of(one).startswith("in het derde kwartaal van 2026 niet duidelijk")
    assert "in hetzelfde kwartaal een jaar eerder" in _of(one)
    assert "in dezelfde kwartalen een jaar eerder" in _of(two)
    assert "het eerste kwartaal van 2026 en het derde kwartaal van 2026 met" in compared_words(two)


def _of(found):
    return trend_words(found, found.occupations, concepts().occupation_at[COOK])


def test_a_document_is_json_with_null_for_what_is_no_number():
    found = trends(REST, posted(COOK, LAST_YEAR, 30))
    index = concepts()
    cook, skill = index.occupation_at[COOK], index.skill_at[index.occupations[index.occupation_at[COOK]].essential[0]]
    document = occupation_trend_document(found, cook)

    assert document == json.loads(json.dumps(document, allow_nan=False))
    assert (document["movement"], document["label"]) == ("stijgend", "meer gevraagd")
    assert (document["change"], document["high"], document["now"], document["before"]) == (None, None, 120, 0)
    assert document["text"] == trend_words(found, found.occupations, cook)
    assert trend_document(found, skill)["now"] == 120
    nothing = trend_document(no_trends(index), skill)
    assert (nothing["movement"], nothing["change"], nothing["everywhere"]) == ("te-weinig-geschiedenis", None, False)


def test_every_trend_of_a_history_can_be_said_and_written():
    found = trends(REST, *cooks(100, 140), posted("vrachtwagenchauffeur", LAST_YEAR, 9))

    for index in range(len(concepts().skills)):
        text = trend_words(found, found.skills, index)
        assert text[0].islower()
        assert not text.endswith(".")
        assert "nan" not in text
        assert "inf" not in text
        json.dumps(trend_document(found, index), allow_nan=False)
    assert np.isnan(found.skills.change).any()
