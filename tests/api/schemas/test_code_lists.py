"""The codes that the interface takes and gives are those of the lists in `matcher`, all of them and no others."""

from typing import get_args

import pytest

from api.app import bare_app
from api.documented import document_of
from api.schemas import base, caseload, lists, management, profile_change, vacancy
from matcher import codes
from matcher.consent import Consent
from matcher.interventions import Intervention
from matcher.roles import CasePart, Role
from tests.shown import region_service

SAME = [
    (profile_change.ModeCode, codes.Mode),
    (profile_change.SkillLevelCode, codes.SkillLevel),
    (profile_change.LevelCode, codes.Level),
    (profile_change.LanguageLevelCode, codes.LanguageLevel),
    (profile_change.DayPartCode, codes.DayPart),
    (profile_change.DemandCode, codes.Demand),
    (profile_change.GradeCode, codes.DemandGrade),
    (profile_change.SupportCode, codes.Support),
    (profile_change.RouteCode, codes.Route),
    (base.Known, codes.Origin),
    (lists.InterventionCode, Intervention),
    (management.RoleCode, Role),
    (management.PartCode, CasePart),
    (caseload.ConsentCode, Consent),
]


@pytest.mark.parametrize(("written", "kind"), SAME, ids=[kind.__name__ for _, kind in SAME])
def test_a_field_takes_the_codes_of_its_list(written, kind):
    assert set(get_args(written)) == {getattr(member, "code", member.value) for member in kind}


def test_every_closed_list_of_the_document_has_a_dutch_name_and_says_what_each_code_is():
    document = document_of(bare_app())
    found = {name: one for name, one in document["components"]["schemas"].items() if "enum" in one}
    ours = {kind.__name__ for kind in vars(codes).values() if isinstance(kind, type)} | {
        kind.__name__ for kind in (Consent, Intervention, Role, CasePart)
    }

    assert len(found) > 10
    assert not ours & (found.keys() - {"Route"})
    for one in found.values():
        assert all(f"`{code}`: " in one["description"] for code in one["enum"])


def test_what_was_read_in_a_text_is_of_a_sort_that_the_document_names():
    market = region_service().market
    read = {one["kind"] for text in market.texts(range(len(market.market))) for one in text["in_text"]}

    assert len(read) > 3
    assert read <= set(get_args(vacancy.MentionCode))
