"""The four operations of a source in VUM, over any holder of records that keeps to `VumSource`."""

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from api.vum.asking import Authenticate, asking_party, body_of, question_in
from api.vum.documented import vum_document
from api.vum.headers import answer_headers
from api.vum.limits import Limits, Terms
from api.vum.refusals import add_refusals
from matcher.errors import NotFoundError, UnavailableError
from pipelines.contact import NOBODY_YET, Contact
from pipelines.vum import codes
from pipelines.vum.asked import SEARCHED_PROFILE, SEARCHED_VACANCY
from pipelines.vum.contact_data import without_contact_fields
from pipelines.vum.deviations import deviations
from pipelines.vum.forms import Document, Shape
from pipelines.vum.selecting import Selected, place_of_vacature, place_of_werkzoekende, select
from pipelines.vum.shapes import VACATURE, WERKZOEKENDE
from pipelines.vum.source import Handed, Party, VumSource
from pipelines.vum.writing_profiles import match_of_werkzoekende
from pipelines.vum.writing_vacancies import match_of_vacature

ID, CONTACT = "idWerkzoekende", "indicatieBeschikbaarheidContactgegevens"
MATCHES, MORE = "matches", "maximumAantalResultatenBereikt"
TRIES = 3  # searches for one question, when people take back their yes while it is answered
NO_TERMS = Terms()
log = logging.getLogger("springplank.vum")


def create_vum_app(
    source: VumSource, authenticate: Authenticate, terms: Terms = NO_TERMS, contact: Contact = NOBODY_YET
) -> FastAPI:
    """Return the app of a source.

    `authenticate` says who is at the other end of the connection, None for someone who may not ask; that one asks for
    itself, unless the terms say that it carries for others. Its document is at `/openapi.json`, without records and
    open to all; it names `contact`.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, title="VUM-bron")
    add_refusals(app)
    answering = _Answering(source, terms)

    @app.post("/vacatures/matches")
    async def search_vacancies(request: Request) -> JSONResponse:
        party = await run_in_threadpool(asking_party, request, authenticate, terms)
        asked = question_in(await body_of(request, terms.largest), closed=False)
        return _answer(request, await run_in_threadpool(answering.vacancies, party, asked))

    @app.get("/vacatures/{vacancy_id}")
    def vacancy(request: Request, vacancy_id: str) -> JSONResponse:
        party = asking_party(request, authenticate, terms)
        return _answer(request, answering.vacancy(party, vacancy_id))

    @app.post("/werkzoekendeProfielen/matches")
    async def search_profiles(request: Request) -> JSONResponse:
        party = await run_in_threadpool(asking_party, request, authenticate, terms)
        asked = question_in(await body_of(request, terms.largest), closed=True)
        return _answer(request, await run_in_threadpool(answering.profiles, party, asked))

    @app.get("/werkzoekendeProfielen/{profile_id}")
    def profile(request: Request, profile_id: str) -> JSONResponse:
        party = asking_party(request, authenticate, terms)
        return _answer(request, answering.profile(party, profile_id))

    @app.get("/openapi.json")
    def document() -> JSONResponse:
        return JSONResponse(vum_document(terms, contact))

    return app


def _answer(request: Request, content: Document) -> JSONResponse:
    return JSONResponse(content, headers=answer_headers(request.headers))


class _Answering:
    """Answers questions from a source, within its terms. Whatever leaves is checked against the standard first."""

    def __init__(self, source: VumSource, terms: Terms) -> None:
        self.source = source
        self.terms = terms
        self.vacancy_limits = Limits(terms.vacancy_details, terms.searches, terms.carried)
        self.profile_limits = Limits(terms.profile_details, terms.searches, terms.carried)

    def vacancies(self, party: Party, asked: Mapping[str, Any]) -> Document:
        self.vacancy_limits.searched(party)
        found = select(
            self.source.vacancies(),
            asked,
            searched=SEARCHED_VACANCY,
            place=place_of_vacature,
            match_of=match_of_vacature,
            distance=self.source.distance_km,
            most=self.terms.results,
            unit_km=self.terms.unit_km,
        )
        return _envelope(found)

    def vacancy(self, party: Party, vacancy_id: str) -> Document:
        self.vacancy_limits.detailed(party)
        return _checked(self.source.vacancy(vacancy_id), VACATURE)

    def profiles(self, party: Party, asked: Mapping[str, Any]) -> Document:
        self.profile_limits.searched(party)
        for _ in range(TRIES):
            found = self._select_profiles(party, asked)
            try:
                if found.matches:
                    self.source.handed_over([match[ID] for match in found.matches], party, Handed.MATCH)
            except NotFoundError:  # somebody took back their yes just now: look again, without them
                continue
            return _envelope(found)
        raise UnavailableError("de profielen veranderden tijdens het zoeken; probeer het opnieuw")

    def _select_profiles(self, party: Party, asked: Mapping[str, Any]) -> Selected:
        return select(
            self.source.profiles() if self._may_see_people(party) else (),
            asked,
            searched=SEARCHED_PROFILE,
            place=place_of_werkzoekende,
            match_of=match_of_werkzoekende,
            distance=self.source.distance_km,
            most=self.terms.results,
            unit_km=self.terms.unit_km,
        )

    def profile(self, party: Party, profile_id: str) -> Document:
        self.profile_limits.detailed(party)
        stored = self.source.profile(profile_id) if self._may_see_people(party) else None
        found = _checked(None if stored is None else _within_consent(stored), WERKZOEKENDE)
        self.source.handed_over([profile_id], party, Handed.DETAIL)
        return found

    def _may_see_people(self, party: Party) -> bool:
        return party.suwi or not self.terms.suwi_only


def _envelope(found: Selected) -> Document:
    if found.left_out:
        log.info("left out of an answer, without a full postcode: %d", found.left_out)
    return {MORE: found.more, MATCHES: list(found.matches)}


def _within_consent(record: Document) -> Document:
    """Return a profile without anything to reach someone by, unless it says that they agreed to that; no needs."""
    kept = {name: value for name, value in record.items() if name != "eisAanWerk"}
    return kept if kept.get(CONTACT) == codes.YES else without_contact_fields(kept)[0]


def _checked(record: Document | None, shape: Shape) -> Document:
    """Return a whole record that is valid; what is not valid is not there for who asks."""
    if record is None or deviations(record, shape):
        raise NotFoundError("er is geen gegeven met dit id")
    return record
