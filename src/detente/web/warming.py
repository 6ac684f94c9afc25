"""Makes the pages of the present day before anybody asks for them, and again when the log has grown."""

from __future__ import annotations

import asyncio
import time

from detente.desk import today
from detente.web import page as pages
from detente.web.asked import asked
from detente.web.page import LEDGERS, NAVIGATION, SERVED, Page
from detente.web.served import Served
from detente.web.settings import Settings

EVERY = 2.0
"""Seconds between two looks at the log, at the least: as long as making the pages took."""


async def kept_warm(desk: Served, settings: Settings) -> None:
    """Go on until cancelled. A page that cannot be made says so to whoever asks for it."""
    await asyncio.gather(desk.save(), return_exceptions=True)
    done: object = None
    while True:
        began, now = time.monotonic(), (desk.mark(), settings.today or today())
        if now != done:
            await made_all(desk, settings)
            done = now
        await asyncio.sleep(max(EVERY, time.monotonic() - began))


async def made_all(desk: Served, settings: Settings) -> None:
    """Make every page of the navigation, one after another."""
    for path, _ in (*NAVIGATION, *LEDGERS):
        await asyncio.gather(made(desk, SERVED[path], settings), return_exceptions=True)


async def made(desk: Served, page: Page, settings: Settings) -> None:
    """Make one page of the present day."""
    wanted = asked((), settings.today or today(), page.order)
    await pages.body(desk, page, wanted, settings.analyst is not None and desk.writable)
