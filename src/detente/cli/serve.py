"""`detente serve`: the desk in a browser."""

from __future__ import annotations

import contextlib
import importlib.util
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from detente.cli import options
from detente.cli.command import Command
from detente.cli.context import desk_path, say
from detente.cli.decide import login
from detente.errors import ExtraMissing, UsageError

EXAMPLES = (
    "detente serve --desk us-china.db",
    "detente serve --desk us-china.db --port 8080 --by Ada",
    "detente serve --read-only",
    "detente serve --host 0.0.0.0 --name desk.example.org --certificate desk.pem --key desk.key",
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
NEEDS = ("argon2", "fastapi", "multipart", "uvicorn")
PORT = 8765


@click.command(cls=Command, examples=EXAMPLES, short_help="The desk in a browser.")
@options.desk
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen at; beyond loopback users must log in.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes a free one.")
@click.option(
    "--by",
    metavar="NAME",
    envvar="DETENTE_ANALYST",
    help="Who decides in the browser  [default: DETENTE_ANALYST, else your login]",
)
@click.option("--read-only", is_flag=True, help="Show the desk, and let nobody decide.")
@click.option("--users", is_flag=True, help="Have users log in on loopback too (see `detente users`).")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A name under which the desk is asked for; again for more."
)
@click.option("--certificate", type=click.Path(dir_okay=False), help="TLS certificate, PEM.")
@click.option("--key", type=click.Path(dir_okay=False), help="Its private key, PEM.")
def serve(
    *,
    desk: str | None,
    host: str,
    port: int,
    by: str | None,
    read_only: bool,
    users: bool,
    names: tuple[str, ...],
    certificate: str | None,
    key: str | None,
) -> None:
    """Serve the desk to browsers until interrupted: every page works offline, and every page has a `.json` and a `.csv`
    under the same address. On loopback nobody needs to log in; beyond it everybody does. Needs the extra `web`.
    """
    present()
    beyond = host not in LOOPBACK
    if beyond and not names:
        raise UsageError(f"--host {host}: say under which --name it is asked for, such as --name desk.example.org")
    if bool(certificate) != bool(key):
        raise UsageError("--certificate and --key go together; give both")
    for file in filter(None, (certificate, key)):
        if not Path(file).is_file():
            raise UsageError(f"{file}: no such file; give the path of a PEM file")
    if beyond and not certificate:
        say("no --certificate: passwords travel in the clear unless a proxy before the desk speaks TLS")
    guarded = beyond or users
    app = app_of(desk, None if read_only or guarded else by or login(), hosts=(*LOOPBACK, *names), login=guarded)
    run(app, host, port, {"ssl_certfile": certificate, "ssl_keyfile": key} if certificate else {})


def present() -> None:
    """Raises ExtraMissing where the extra is not installed."""
    missing = [name for name in NEEDS if importlib.util.find_spec(name) is None]
    if missing:
        raise ExtraMissing(f"`detente serve` needs {', '.join(missing)}; install with `pip install 'detente[web]'`")


def app_of(desk: str | None, analyst: str | None, *, hosts: tuple[str, ...] = LOOPBACK, login: bool = False) -> Any:
    """The app of the desk. Raises DeskMissing, DeskInvalid, DeskTooNew."""
    from detente.web.app import create_app  # noqa: PLC0415 - the extra may be missing, and other commands need it not
    from detente.web.settings import Settings  # noqa: PLC0415 - as above

    return create_app(desk_path(desk), Settings(analyst=analyst, hosts=hosts, login=login, warm=True))


def run(app: Any, host: str, port: int, secured: Mapping[str, Any]) -> None:
    """Listen until interrupted, having said where. Raises UsageError where the port is taken."""
    import uvicorn  # noqa: PLC0415 - the extra may be missing

    with contextlib.closing(listening(host, port)) as bound:
        scheme = "https" if secured else "http"
        say(f"the desk is at {scheme}://{shown(host)}:{bound.getsockname()[1]}/ (Ctrl-C ends)")
        uvicorn.Server(uvicorn.Config(app, log_level="warning", **secured)).run(sockets=[bound])


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises UsageError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, so that asyncio sets TCP_NODELAY
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen()
    except OSError as error:
        bound.close()
        raise UsageError(f"--port {port}: cannot be listened at ({error.strerror}); give another --port") from error
    return bound


def shown(host: str) -> str:
    """A host as an address has it."""
    return f"[{host}]" if ":" in host else host


COMMANDS = {"serve": serve}
