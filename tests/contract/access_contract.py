"""What every store of users must keep."""

from __future__ import annotations

import pytest

from detente.model.access import AccessStore, Deed, Login, Token, User

ADA = User(name="ada", role="admin", password="hash", since="2025-06-01T00:00:00+00:00")
BOT = User(name="bot", role="reader", since="2025-06-02T00:00:00+00:00")
TOKEN = Token(digest="t1", user="ada", label="nightly", since="2025-06-01T00:00:00+00:00")
LOGIN = Login(
    digest="c1", user="ada", form_token="f", since="2025-06-01T00:00:00+00:00", expires="2025-06-01T12:00:00+00:00"
)


class AccessContract:
    @pytest.fixture
    def filled(self, access: AccessStore) -> AccessStore:
        access.put(BOT)
        access.put(ADA)
        access.issue(TOKEN)
        access.begin(LOGIN)
        return access

    def test_users_come_by_name(self, filled: AccessStore) -> None:
        assert list(filled.users()) == [ADA, BOT]
        assert filled.user("bot") == BOT
        assert filled.user("eve") is None

    def test_a_user_put_again_keeps_tokens_and_logins(self, filled: AccessStore) -> None:
        filled.put(User(name="ada", role="reader", password="other", since="2030"))
        found = filled.user("ada")
        assert found is not None
        assert (found.role, found.password, found.since) == ("reader", "other", ADA.since)
        assert filled.token("t1") == TOKEN

    def test_removing_a_user_takes_tokens_and_logins_along(self, filled: AccessStore) -> None:
        assert filled.remove("ada")
        assert (filled.token("t1"), filled.login("c1")) == (None, None)
        assert not filled.remove("ada")

    def test_a_token_is_revoked_by_its_label(self, filled: AccessStore) -> None:
        assert (filled.revoke("ada", "weekly"), filled.revoke("ada", "nightly")) == (0, 1)
        assert list(filled.tokens("ada")) == []

    def test_logins_end_one_by_one_and_all_at_once(self, filled: AccessStore) -> None:
        filled.end("c1")
        assert filled.login("c1") is None
        filled.begin(LOGIN)
        filled.end_all("ada")
        assert filled.login("c1") is None

    def test_what_has_ended_is_forgotten(self, filled: AccessStore) -> None:
        filled.expire("2025-06-01T11:59:59+00:00")
        assert filled.login("c1") == LOGIN
        filled.expire("2025-06-01T12:00:00+00:00")
        assert filled.login("c1") is None
        assert filled.token("t1") == TOKEN, "a token without an end stays"

    def test_deeds_come_latest_first_and_page_by_number(self, access: AccessStore) -> None:
        deeds = [Deed(at=f"2025-06-0{n}", who="ada", address="::1", what=f"deed {n}", outcome="200") for n in (1, 2, 3)]
        for deed in deeds:
            access.record(deed)
        latest = access.deeds(2)
        assert [deed for _, deed in latest] == [deeds[2], deeds[1]]
        assert [deed for _, deed in access.deeds(2, latest[-1][0])] == [deeds[0]]
