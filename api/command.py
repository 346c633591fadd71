"""The `springplank` command with what only the service adds to it: `serve` and `openapi`."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.main import app, run
from pipelines.cli.options import CacheOption, HomeOption, home_folder
from pipelines.cli.printing import write_out

LOOPBACK = "127.0.0.1"
MOST_PORTS = 65535
MOST_SERVING = 64

__all__ = ["app", "run"]


@app.command(epilog="Voorbeeld: springplank serve --home var/demo --port 8000")
def serve(
    home: HomeOption = None,
    port: Annotated[int, typer.Option("--port", min=1, max=MOST_PORTS, help="De poort.")] = 8000,
    host: Annotated[
        str, typer.Option("--host", metavar="ADRES", help="Het adres. Standaard alleen deze machine.")
    ] = LOOPBACK,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=MOST_SERVING, help="Processen die antwoorden.", show_default=True)
    ] = 1,
    cache: CacheOption = None,
) -> None:
    """Draai de dienst: de interface onder /v1 en de pagina's. Stop met ctrl-c: wat loopt, wordt afgemaakt.

    Een nieuwe markt wordt vanzelf opgepakt. Zet er voor echt gebruik een proxy met TLS voor.
    """
    from api.server import serve as run_server

    run_server(home_folder(home), host=host, port=port, workers=workers, cache=cache)


@app.command(epilog="Voorbeeld: springplank openapi > springplank.json")
def openapi(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="BESTAND", help="Waar het document komt; anders op het scherm.")
    ] = None,
) -> None:
    """Schrijf het OpenAPI-document van de interface. Heeft geen map, sleutel of database nodig."""
    import json

    from api.app import bare_app
    from api.documented import document_of

    document = json.dumps(document_of(bare_app()), ensure_ascii=False, indent=2)
    if out is None:
        print(document)
    else:
        write_out(out, document + "\n")
