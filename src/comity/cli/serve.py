"""comity serve: the reading room in the browser."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from threading import Thread

import click

from comity.cli.options import record_option
from comity.cli.standing import warn_if_stale
from comity.faults import WrongCall
from comity.record import open_record

HOST = "127.0.0.1"  # loopback only: the record is nobody else's


@click.command()
@click.argument("given", metavar="[RECORD]", required=False, type=click.Path(path_type=Path))
@record_option
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any free one.")
def command(given: Path | None, path: Path, port: int) -> None:
    """Open the reading room of a record on this machine; Ctrl-C closes it.

    \b
    comity serve record.duckdb
    comity serve --port 9000

    It only reads, and no page asks another host for anything.
    """
    import uvicorn

    from comity.web import create_app, vega_bundle

    with open_record(given or path) as record, _listen(port) as listening:
        warn_if_stale(record)
        Thread(target=vega_bundle, daemon=True).start()  # a second's work that the first chart need not wait for
        click.echo(f"The reading room is open at http://{HOST}:{listening.getsockname()[1]}/ (Ctrl-C closes it)")
        server = uvicorn.Server(uvicorn.Config(create_app(record), log_level="warning", access_log=False))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise WrongCall("serve", f"port {port} is taken", remedy="name another with --port") from error
    return listening
