"""A real server on this machine that answers as the address services do, with invented addresses."""

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

STREETS = {
    # street, number, postcode, place: latitude, longitude; all invented
    ("Proefstraat", "5", "2650AB", "Oefendam"): (52.01, 4.35),
    ("Proefstraat", "7", "2650AB", "Oefendam"): (52.011, 4.351),
    ("Dubbelweg", "1", "2651AB", "Oefendam"): (52.02, 4.36),
    ("Dubbelweg", "1", "2659ZZ", "Oefendam"): (52.12, 4.46),
}


@dataclass
class Server:
    """The address of the server, every question that it got, and what it answers instead of an answer."""

    host: str
    asked: list = field(default_factory=list)
    status: int = 200
    body: str | None = None
    score: float = 12.0

    @property
    def url(self):
        return f"http://{self.host}"


def matching(query):
    """The addresses whose street and number are in a question, or whose postcode is."""
    words = query.replace(",", " ").split()
    return [
        (*known, *spot)
        for known, spot in STREETS.items()
        if (known[0] in words and known[1] in words) or known[2] in words
    ]


def pdok(query, score):
    docs = [
        {
            "type": "adres",
            "weergavenaam": f"{street} {number}, {postcode} {place}",
            "score": score if f"{street} {number}" in query else score / 2,
            "straatnaam": street,
            "huisnummer": int(number),
            "postcode": postcode,
            "woonplaatsnaam": place,
            "gemeentenaam": place,
            "centroide_ll": f"POINT({longitude} {latitude})",
        }
        for street, number, postcode, place, latitude, longitude in matching(query)
    ]
    town = {"type": "woonplaats", "score": 30.0, "weergavenaam": "Oefendam", "centroide_ll": "POINT(4.3 52.0)"}
    return {"response": {"numFound": len(docs) + 1, "docs": [town, *docs]}}


def nominatim(query, _score):
    return [
        {
            "lat": str(latitude), "lon": str(longitude), "display_name": f"{street} {number}",
            "address": {
                "road": street, "house_number": number, "postcode": f"{postcode[:4]} {postcode[4:]}", "town": place,
            },
        }
        for street, number, postcode, place, latitude, longitude in matching(query)
    ]  # fmt: skip


def photon(query, _score):
    return {
        "features": [
            {
                "geometry": {"coordinates": [longitude, latitude]},
                "properties": {
                    "street": street, "housenumber": number, "postcode": f"{postcode[:4]} {postcode[4:]}",
                    "city": place,
                },
            }
            for street, number, postcode, place, latitude, longitude in matching(query)
        ]
    }  # fmt: skip


ANSWERS = {"/bzk/locatieserver/search/v3_1/free": pdok, "/search": nominatim, "/api": photon}


@contextmanager
def address_server():
    """Start the server; it is gone on leaving."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            query = parse_qs(parts.query)
            server.asked.append(
                {name: values[0] for name, values in query.items()} | {"agent": self.headers["User-Agent"]}
            )
            body = server.body
            if body is None:
                body = json.dumps(ANSWERS[parts.path](query["q"][0], server.score))
            self.send_response(server.status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_arguments):
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Server(f"127.0.0.1:{listening.server_port}")
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
