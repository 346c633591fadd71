"""A list as one person sees it: what the rules find, changed by hand, and with or without an order by points.

A list follows from its basis and the home alone, so that it can be made again from a record. See docs/records.md.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from matcher.advise import Advice, Listing, nearest, top
from matcher.eligibility import Refusal
from matcher.features import features
from matcher.fit import Positions
from matcher.left_out import Group, group_of, looked_at, positions_of, without
from matcher.neutral import unordered
from matcher.places import places_of
from matcher.ranker import Ranker
from matcher.rearranged import Put, rearranged
from matcher.roles import Role
from pipelines.documents import Document, advice_document, question_document, rows_of, travel_document, vacancy_document
from pipelines.hand_placed import changes_document, own_row, placed_document, written_by_hand
from pipelines.own_order import by_hand
from pipelines.service import Service, Wanted
from pipelines.store.clients import StoredClient
from pipelines.store.feedback import NotForMe
from pipelines.store.interventions import Change

MUNICIPALITY = "gemeente"
# Who switched the order by points off, in the words for the client and for others.
SWITCHED_OFF = {
    Role.CLIENT.value: ("door u", "door de cliënt"),
    Role.COACH.value: ("door uw werkcoach", "door de werkcoach"),
    MUNICIPALITY: ("door de gemeente", "door de gemeente"),
}
BY_POINTS = "de vacature met de meeste punten eerst"
BY_DATE = "de nieuwste vacature eerst, zonder datum achteraan; bij gelijke datum op id"
# What there is of a row only when points count.
OF_POINTS = ("score", "base", "points")


@dataclass(frozen=True, slots=True, repr=False)
class Basis:
    """What a list is made from beside the home; the day stands in `wanted`.

    `off_by` is who switched the order by points off (a role, or `gemeente`), "" when it is on. `said` is what the
    client said, and always empty in a list for anyone else.
    """

    stored: StoredClient
    wanted: Wanted
    shown_to: str
    off_by: str = ""
    changes: tuple[Change, ...] = ()
    said: tuple[NotForMe, ...] = ()


def list_document(service: Service, basis: Basis) -> Document:
    """Return the list."""
    return _Writer(service, basis, service.advice(basis.stored, basis.wanted)).document()


def placed_by_rule(off_by: str) -> Document:
    """Return that a vacancy stands where the order puts it, and no coach did anything."""
    return {"by": "datum" if off_by else "rangorde", "place": None, "changes": []}


def places_in_ranking(advice: Advice, ranker: Ranker) -> dict[int, int]:
    """Return by position in the options which place the ranking gives to each of the matches, 1 for the top."""
    every = advice.fit.matches
    return dict(zip(every.tolist(), places_of(advice.situation, advice.options, ranker, every).tolist(), strict=True))


class _Writer:
    """Writes one list."""

    def __init__(self, service: Service, basis: Basis, advice: Advice) -> None:
        self.service, self.basis, self.advice = service, basis, advice
        self.situation, self.options = advice.situation, advice.options
        named = {one.vacancy for one in basis.changes} | {one.vacancy for one in basis.said}
        self.rows = service.market.rows_of(named)
        places = positions_of(advice.options, list(self.rows.values()), len(service.market.market))
        self.at = dict(zip(self.rows, places, strict=True))
        self.matching = {one for one, at in self.at.items() if group_of(advice.fit, at) is Group.MATCHES}
        self.hand = by_hand(basis.changes, self.rows, self.matching)
        self.written = written_by_hand(basis.changes)
        self.said = {one.vacancy: one for one in basis.said}
        self.puts = [put for put in self.hand.puts if put.item not in self.said]
        self.aside = [vacancy for vacancy in self.hand.aside if vacancy not in self.said]
        apart = [*(put.item for put in self.puts), *self.aside, *self.said]
        self.apart = [vacancy for vacancy in apart if vacancy in self.rows]
        self.fit = advice.fit
        if self.apart:
            self.fit = without(self.options, advice.fit, np.array([self.rows[vacancy] for vacancy in self.apart]))

    def document(self) -> Document:
        """Return everything."""
        advice, basis = self.advice, self.basis
        by_hand_rows = self._by_hand_rows()
        document = advice_document(self.service, basis.stored, advice)
        if basis.off_by:
            document["ranker"] = None
        document |= {
            "order": self._order_document(),
            "results": self._results(by_hand_rows),
            "near_misses": self._near(),
            "beyond_limit": self._plain(self._others(self.fit.beyond, advice.beyond)),
            "unknown_travel": self._plain(self._others(self.fit.unknown, advice.unknown)),
            "aside": [by_hand_rows[vacancy] for vacancy in self.aside],
            "changes": changes_document(self.hand),
            **self._counts(),
            "question": question_document(advice.question),
            "travel": travel_document(self.service, self.situation.on),
        }
        if basis.shown_to == Role.CLIENT:
            document["not_for_me"] = self._not_for_me()
        return document

    def _order_document(self) -> Document:
        off_by = self.basis.off_by
        words = SWITCHED_OFF[off_by][self.basis.shown_to != Role.CLIENT] if off_by else None
        return {
            "automatic": not off_by,
            "switched_off_by": off_by or None,
            "switched_off": words,
            "text": BY_DATE if off_by else BY_POINTS,
        }

    def _results(self, by_hand_rows: Mapping[str, Document]) -> list[Document]:
        offset, length = self.basis.wanted.offset, self._length
        listing = self._matches(offset + length)
        puts: list[Put[str | int]] = [Put(put.item, put.position) for put in self.puts]
        page = list(islice(rearranged(range(len(listing)), puts), offset, offset + length))
        chosen = np.array([item for item in page if isinstance(item, int)], np.int64)
        rows = iter(self._plain(Listing(listing.scored.chosen(chosen), listing.total)))
        how = placed_by_rule(self.basis.off_by)
        results = []
        for place, item in enumerate(page, offset + 1):
            row = by_hand_rows[item] if isinstance(item, str) else next(rows) | {"placed": how}
            results.append(row if self.basis.off_by else row | {"rank": place})
        return results

    def _matches(self, length: int) -> Listing:
        """Return the matches that have no place by hand, at least so many if there are."""
        if self.basis.off_by:
            return unordered(self.situation, self.options, self.ranker, self.fit.matches, offset=0, length=length)
        if length == self._length and not self.apart:
            return self.advice.matches
        return top(self.situation, self.options, self.ranker, self.fit.matches, length)

    def _near(self) -> list[Document]:
        """Return this page of what comes near: first the nearest ones, as many as the municipality shows at once."""
        start, end = self._near_page()
        at = np.concatenate([self.fit.narrow, self.fit.short])
        if not self.situation.policy.near_length:  # this municipality shows none
            return []
        if self.basis.off_by:
            return self._plain(self._page(at, start, end))
        first = nearest(self.situation, self.options, self.ranker, self.fit) if self.apart else self.advice.near
        rows = self._plain(_cut(first, start, end))
        if len(first) < min(end, len(at)):
            others = np.setdiff1d(at, first.scored.features.at)
            rest = top(self.situation, self.options, self.ranker, others, end - len(first))
            rows += self._plain(_cut(rest, max(start - len(first), 0), end - len(first)))
        return rows

    def _near_page(self) -> tuple[int, int]:
        """Return from where to where this page of near misses goes: pages join, also when the first one is shorter."""
        wanted, policy = self.basis.wanted, self.situation.policy
        if wanted.top is not None:
            return wanted.offset, wanted.offset + wanted.top
        end = wanted.offset + policy.near_length
        return (max(0, end - policy.list_length) if wanted.offset else 0), end

    def _others(self, at: Positions, found: Listing) -> Listing:
        start, end = self.basis.wanted.offset, self.basis.wanted.offset + self._length
        if self.basis.off_by:
            return self._page(at, start, end)
        if start or self.apart:
            return _cut(top(self.situation, self.options, self.ranker, at, end), start, end)
        return found

    def _page(self, at: Positions, start: int, end: int) -> Listing:
        """Return a part of a group without an order by points: which ones are shown must not follow from points."""
        return unordered(self.situation, self.options, self.ranker, at, offset=start, length=end - start)

    def _by_hand_rows(self) -> dict[str, Document]:
        """Return the rows of what has a place by hand or lies aside."""
        shown = [*(put.item for put in self.puts), *self.aside]
        found = self._rows_at([vacancy for vacancy in shown if vacancy in self.rows])
        places = self._places(found)
        for vacancy in shown:
            if vacancy not in found:
                found[vacancy] = self._without_points([own_row(self.written[vacancy])])[0]
        return {
            vacancy: row | {"placed": placed_document(self.hand, vacancy, places.get(vacancy))}
            for vacancy, row in found.items()
        }

    def _rows_at(self, vacancies: Sequence[str]) -> dict[str, Document]:
        """Return the rows of these vacancies of the market, also of those that are too far away to be looked at."""
        near = [vacancy for vacancy in vacancies if self.at[vacancy] >= 0]
        away = [vacancy for vacancy in vacancies if self.at[vacancy] < 0]
        found: dict[str, Document] = {}
        for group in (near, away):
            if not group:
                continue
            rows = np.array([self.rows[vacancy] for vacancy in group])
            options, fit, at = looked_at(self.situation, self.options, self.advice.fit, rows)
            advice = replace(self.advice, options=options, fit=fit)
            scored = self.ranker.score(features(self.situation, options, at))
            documents = rows_of(self.service, advice, Listing(scored, len(group)))
            found |= dict(zip(group, self._without_points(documents), strict=True))
        return {vacancy: found[vacancy] for vacancy in vacancies}

    def _places(self, vacancies: Collection[str]) -> dict[str, int]:
        """Return which place the ranking gives to those of these that match; nothing when there is no ranking."""
        wanted = self.matching.intersection(vacancies)
        if self.basis.off_by or not wanted:
            return {}
        places = places_in_ranking(self.advice, self.ranker)
        return {vacancy: places[self.at[vacancy]] for vacancy in wanted}

    def _not_for_me(self) -> list[Document]:
        said = [vacancy for vacancy in self.said if vacancy in self.rows]
        texts = self.service.market.in_lists([self.rows[vacancy] for vacancy in said])
        shown = {text["id"]: vacancy_document(text) for text in texts}
        titles = {vacancy: (change.own or {})["title"] for vacancy, change in self.written.items()}
        return [
            shown.get(one.vacancy, {"vacancy": one.vacancy, "title": titles.get(one.vacancy)})
            | {"reason": one.reason, "at": one.at.isoformat(), "in_market": one.vacancy in self.rows}
            for one in self.said.values()
        ]

    def _counts(self) -> Document:
        """Return the counts; with every vacancy of the market in one of them they add up to the market."""
        advice = self.advice
        counts = {
            "market": len(self.service.market.market),
            Group.MATCHES.value: advice.matches.total,
            Group.NEAR.value: advice.near.total,
            Group.UNKNOWN.value: advice.unknown.total,
            "by_coach": 0,
            "aside": 0,
        }
        said = "not_for_me"
        if self.basis.shown_to == Role.CLIENT:
            counts[said] = 0
        left_out = dict(advice.left_out)
        put = {one.item for one in self.puts}
        for vacancy in dict.fromkeys(self.apart):
            if vacancy in put and vacancy in self.matching:
                continue
            group = group_of(advice.fit, self.at[vacancy])
            if isinstance(group, Refusal):
                left_out[group] -= 1
            else:
                counts[group.value] -= 1
            counts[said if vacancy in self.said else "by_coach" if vacancy in put else "aside"] += 1
        counts["left_out"] = sum(left_out.values())
        return {"left_out": {reason.value: count for reason, count in left_out.items() if count}, "counts": counts}

    def _plain(self, listing: Listing) -> list[Document]:
        return self._without_points(rows_of(self.service, self.advice, listing))

    def _without_points(self, rows: Iterable[Document]) -> list[Document]:
        """Return the rows, without points when they do not count."""
        if not self.basis.off_by:
            return list(rows)
        return [{name: value for name, value in row.items() if name not in OF_POINTS} for row in rows]

    @property
    def ranker(self) -> Ranker:
        """What gives the points."""
        return self.service.ranker

    @property
    def _length(self) -> int:
        return self.situation.policy.list_length


def _cut(listing: Listing, start: int, end: int) -> Listing:
    """Return the vacancies of a listing from `start` up to `end`, as far as they are there."""
    return Listing(listing.scored.chosen(np.arange(start, min(end, len(listing)))), listing.total)
