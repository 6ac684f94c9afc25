"""What goes wrong -> what is said and the exit code. The only place that catches everything."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

from detente.errors import DetenteError, NotFound, SpanMismatch, StoreError, Unsupported, UsageError

DONE = 0
NOT_FOUND = 1
WRONG_USE = 2
SOME_FAILED = 3
DEFECT = 70
INTERRUPTED = 130

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

CODES: tuple[tuple[type[DetenteError], int], ...] = (
    (UsageError, WRONG_USE),
    (NotFound, NOT_FOUND),
    (SpanMismatch, DEFECT),
    (Unsupported, DEFECT),
    (DetenteError, SOME_FAILED),
)
"""The first that fits counts."""


def exit_code(run: Callable[[], Any], debug: bool) -> int:
    """Run a command. Returns its exit code, having said on standard error what went wrong (`debug`: with traceback)."""
    try:
        result = run()
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; what was finished is kept.", err=True)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the top: whatever comes becomes a message and an exit code
        return answered(error, debug)
    return result if isinstance(result, int) else DONE


def answered(error: Exception, debug: bool) -> int:
    """Say what went wrong, unless nobody listens. Returns the exit code."""
    match error:
        case click.ClickException():
            error.show()
            return WRONG_USE
        case BrokenPipeError():
            return piped_away()
        case DetenteError():
            return told(error, debug)
        case OSError() if error.errno in FULL:
            words = f"the output could not be written ({error.strerror}); free some space and try again"
            return told(StoreError(words), debug)
    return unexpected(error, debug)


def piped_away() -> int:
    """Whoever read our output has gone (`| head`): end quietly, and keep Python from flushing into the broken pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return DONE


def told(error: DetenteError, debug: bool) -> int:
    """Say an error that was raised on purpose."""
    if debug:
        traceback.print_exc()
    click.echo(f"Error: {error}", err=True)
    return next(code for kind, code in CODES if isinstance(error, kind))


def unexpected(error: Exception, debug: bool) -> int:
    """Say an error that nobody foresaw: a defect of Detente."""
    if debug:
        traceback.print_exc()
    words = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    remedy = "please report it" if debug else "run `detente --debug ...` for the traceback, and please report it"
    click.echo(f"Defect in detente: {words}; {remedy}", err=True)
    return DEFECT
