"""The file itself: what may be opened, and what is said when it may not or cannot be used."""

import os
import sqlite3
import threading

import msgspec
import pytest

from dragoman.errors import StoreError
from dragoman.model.page import Page
from dragoman.store import connection, read
from dragoman.store.connection import APPLICATION_ID, open_store, transaction
from dragoman.store.failures import explained
from dragoman.store.migrations import MIGRATIONS
from dragoman.store.write import add_page


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "dragoman.db")


def a_page(name="one.txt", text="text"):
    return Page(name, "text", "digest", text)


def pragma(conn, name):
    return conn.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_file_is_ours_and_up_to_date(path):
    conn = open_store(path)
    assert pragma(conn, "application_id") == APPLICATION_ID
    assert pragma(conn, "user_version") == len(MIGRATIONS)
    assert pragma(conn, "journal_mode") == "wal"
    assert pragma(conn, "synchronous") == 2  # FULL
    assert pragma(conn, "foreign_keys") == 1


def test_what_was_stored_is_there_after_reopening(path):
    conn = open_store(path)
    add_page(conn, a_page(), ())
    conn.close()
    for create in (True, False):
        conn = open_store(path, create=create)
        assert read.page(conn, a_page().id) == a_page()
        conn.close()


def test_an_empty_file_and_odd_names_will_do(tmp_path):
    for name in ("empty.db", "what? 100%25#.db", "ü Ж.db"):
        (tmp_path / name).touch()
        open_store(str(tmp_path / name)).close()
        assert (tmp_path / name).stat().st_size > 0


def test_an_older_file_is_brought_up_to_date(path, monkeypatch):
    monkeypatch.setattr(connection, "MIGRATIONS", MIGRATIONS[:1])
    conn = open_store(path)
    add_page(conn, a_page(), ())
    conn.close()
    monkeypatch.setattr(connection, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE later (id TEXT);\n"))
    conn = open_store(path)
    assert pragma(conn, "user_version") == len(MIGRATIONS) + 1
    assert conn.execute("SELECT count(*) FROM later, record").fetchone() == (0,)
    assert read.stored_page(conn, a_page())


def test_a_migration_that_fails_leaves_the_version_before_it(path, monkeypatch):
    open_store(path).close()
    monkeypatch.setattr(
        connection, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE later (id TEXT);\nCREATE NONSENSE;\n")
    )
    with pytest.raises(StoreError, match="syntax error"):
        open_store(path)
    monkeypatch.undo()
    conn = open_store(path)
    assert pragma(conn, "user_version") == len(MIGRATIONS)
    assert not conn.execute("SELECT * FROM sqlite_master WHERE name = 'later'").fetchone()


def test_a_newer_file_asks_for_an_upgrade(path):
    conn = open_store(path)
    conn.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    conn.close()
    with pytest.raises(StoreError, match=r"newer Dragoman.*upgrade") as caught:
        open_store(path)
    assert caught.value.path == path


def refused(path, says, **options):
    with pytest.raises(StoreError) as caught:
        open_store(path, **options)
    assert says in str(caught.value)
    assert path in str(caught.value)


def test_a_text_file_is_refused_and_left_alone(path):
    text = b"This is a letter and no database at all. " * 50
    with open(path, "wb") as file:
        file.write(text)
    refused(path, "is not a Dragoman database")
    with open(path, "rb") as file:
        assert file.read() == text


@pytest.mark.parametrize("application", [0, 1234])
def test_another_programs_database_is_refused_and_left_alone(path, application):
    foreign = sqlite3.connect(path)
    foreign.execute("CREATE TABLE theirs (x)")
    foreign.execute(f"PRAGMA application_id = {application}")
    foreign.commit()
    foreign.close()
    with open(path, "rb") as file:
        before = file.read()
    refused(path, "is not a Dragoman database")
    with open(path, "rb") as file:
        assert file.read() == before


def test_a_damaged_file_says_so(path):
    conn = open_store(path)
    add_page(conn, a_page(text="text " * 20_000), ())
    conn.close()
    with open(path, "r+b") as file:
        file.seek(4096)
        file.write(os.urandom(os.path.getsize(path) - 4096))
    with pytest.raises(StoreError, match="is damaged"):
        conn = open_store(path)
        read.page(conn, a_page().id)


def test_a_missing_file_is_not_made_when_only_reading(path):
    refused(path, "does not exist", create=False)
    assert not os.path.exists(path)


def test_an_empty_file_is_no_database_when_only_reading(path):
    open(path, "w").close()
    refused(path, "is not a Dragoman database", create=False)


def test_a_folder_and_a_file_in_no_folder_are_refused(tmp_path):
    refused(str(tmp_path), "is a folder")
    refused(str(tmp_path / "none" / "dragoman.db"), "its folder does not exist")


def test_a_read_only_file_can_be_read_but_not_written(path, monkeypatch):
    open_store(path).close()
    monkeypatch.setattr(connection, "_address", lambda path, create: f"file:{path}?mode=ro")
    conn = open_store(path)
    assert read.counts(conn).pages == 0
    with pytest.raises(StoreError, match="is read-only"):
        add_page(conn, a_page(), ())


def test_a_read_only_folder_is_refused(path, monkeypatch):
    # The tests may run as root, whom no permission stops: open read-only instead.
    monkeypatch.setattr(connection, "_address", lambda path, create: f"file:{path}?mode=ro")
    refused(path, "cannot be opened; make the file and its folder readable and writable")


def test_a_lock_is_waited_for_and_then_reported(path):
    conn = open_store(path, timeout=0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="locked by another program") as caught:
        add_page(conn, a_page(), ())
    assert caught.value.path == path
    assert read.counts(conn).pages == 0  # reading goes on
    other.execute("ROLLBACK")
    add_page(conn, a_page(), ())
    assert read.counts(conn).pages == 1


def test_a_new_file_locked_by_another_is_reported(path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    refused(path, "is locked by another program", timeout=0.05)


def test_many_may_open_the_same_new_file_at_once(path):
    failures = []

    def opening(place):
        try:
            conn = open_store(path)
            for number in range(5):
                add_page(conn, a_page(f"{place}-{number}.txt"), ())
            conn.close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=opening, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert read.counts(open_store(path)).pages == 40


def test_a_full_disk_loses_nothing_and_stores_no_half(path):
    conn = open_store(path)
    add_page(conn, a_page(), ())
    conn.execute(f"PRAGMA max_page_count = {pragma(conn, 'page_count') + 3}")
    large = a_page("large.txt", "text " * 100_000)
    with pytest.raises(StoreError, match="no room is left on the disk"):
        add_page(conn, large, ())
    assert not conn.in_transaction
    assert read.stored_page(conn, a_page())
    assert not read.stored_page(conn, large)
    conn.execute("PRAGMA max_page_count = 1000000")
    add_page(conn, large, ())
    assert read.page(conn, large.id) == large


def test_a_row_that_cannot_be_understood_is_a_store_error(path):
    conn = open_store(path)
    add_page(conn, a_page(), ())
    conn.execute("UPDATE page SET given = '[1'")
    with pytest.raises(StoreError, match="cannot read"):
        read.page(conn, a_page().id)


def test_an_interrupted_transaction_is_rolled_back():
    conn = open_store(":memory:")
    with pytest.raises(KeyboardInterrupt), transaction(conn):
        conn.execute("INSERT INTO page VALUES ('p-1', 'text', 'd', 't', '', '')")
        raise KeyboardInterrupt
    assert read.counts(conn).pages == 0
    assert not conn.in_transaction


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (sqlite3.SQLITE_READONLY_DIRECTORY, "is read-only"),
        (sqlite3.SQLITE_IOERR_WRITE, "the disk could not be read or written"),
        (sqlite3.SQLITE_PERM, "may not be opened by you"),
        (sqlite3.SQLITE_MISUSE, "failed: odd"),
        (None, "odd"),
    ],
)
def test_every_code_has_plain_words(code, says):
    error = sqlite3.OperationalError("odd")
    if code is not None:
        error.sqlite_errorcode = code
    failure = explained("x.db", error)
    assert isinstance(failure, StoreError)
    assert failure.reason == says
    assert failure.mend


def test_a_row_of_another_version_has_plain_words():
    assert "upgrade" in str(explained("x.db", msgspec.ValidationError("odd")))
