"""A desk as it is served: one visitor's page is every visitor's, and a long page keeps nobody waiting."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from pathlib import Path

from detente.desk import Desk
from detente.web.served import Served
from detente.web.settings import Settings
from detente.web.shelf import Shelf
from detente.web.warming import made_all

DAY = dt.date(2025, 6, 1)


def served(folder: Path) -> Served:
    path = folder / "arcadia.db"
    Desk.create(path).close()
    return Served(path)


def test_a_page_that_many_ask_for_at_once_is_made_once(tmp_path: Path) -> None:
    desk, made = served(tmp_path), []

    def slowly(shelf: Shelf) -> bytes:
        made.append(shelf)
        return b"page"

    async def visits() -> list[bytes]:
        return await asyncio.gather(*(desk.page("key", "fold", slowly) for _ in range(20)))

    assert asyncio.run(visits()) == [b"page"] * 20
    assert len(made) == 1
    desk.close()


def test_a_page_that_takes_long_keeps_no_other_waiting(tmp_path: Path) -> None:
    desk, other = served(tmp_path), threading.Event()

    async def visits() -> bytes:
        long = asyncio.ensure_future(desk.page("long", "fold", lambda _: b"waited" if other.wait(5) else b"gave up"))
        quick = await desk.page("quick", "fold", lambda _: b"quick")
        other.set()
        return await long + quick

    assert asyncio.run(visits()) == b"waitedquick"
    desk.close()


def test_what_fails_fails_for_all_who_asked_and_is_tried_again(tmp_path: Path) -> None:
    desk, turns = served(tmp_path), iter([ValueError("no"), b"page"])

    def once_wrong(_: Shelf) -> bytes:
        found = next(turns)
        if isinstance(found, ValueError):
            raise found
        return found

    async def visits() -> list[object]:
        first = await asyncio.gather(*(desk.page("key", "fold", once_wrong) for _ in range(3)), return_exceptions=True)
        return [*first, await desk.page("key", "fold", once_wrong)]

    *failed, page = asyncio.run(visits())
    assert [type(one) for one in failed] == [ValueError] * 3
    assert page == b"page"
    desk.close()


def test_warm_pages_are_there_before_anybody_asks(tmp_path: Path) -> None:
    desk = served(tmp_path)
    asyncio.run(made_all(desk, Settings(warm=True, today=DAY)))

    async def unmade(path: str) -> bytes:
        return await desk.page((path, (), DAY, False), "fold", lambda _: b"made only now")

    assert all(asyncio.run(unmade(path)) != b"made only now" for path in ("/", "/timeline", "/sources", "/due"))
    desk.close()
