"""The tables of the state, the same for SQLite and PostgreSQL, and how older versions become this one.

Documents and addresses are known by a digest of 16 bytes of their name: names may be longer than an index can hold.
A run is a number; what changed bears the number of the run that saw it, so that what a run has to report is found by
an index and nothing is compared twice.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    TypeDecorator,
    inspect,
    text,
)

from refcheck.errors import StateError

VERSION = 2


class Words(TypeDecorator[str]):
    """Text of documents, made fit for every database: none keeps NUL, nor half a pair of surrogates."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """As it is kept."""
        del dialect
        return value.replace("\0", "\u2400").encode("utf-8", "replace").decode() if value is not None else None


class FilePath(TypeDecorator[str]):
    """The name of a file, byte for byte: a name need not be UTF-8."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """As it is kept."""
        del dialect
        return os.fsencode(value) if value is not None else None

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """As Python names it."""
        del dialect
        return os.fsdecode(value) if value is not None else None


def key_of(name: str) -> bytes:
    """What a document or an address is known by: 16 bytes."""
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()


METADATA = MetaData()
META = Table("meta", METADATA, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))
RUN = Table(
    "run",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("started", String(20), nullable=False),  # UTC, ISO 8601
    Column("ended", String(20)),  # NULL while it is under way, or was broken off
    Column("complete", Boolean),  # False where the budget left something for the next night
    Column("counts", Text),  # JSON: documents, links by condition, what broke and was mended
)
DOCUMENT = Table(
    "document",
    METADATA,
    Column("key", LargeBinary(16), primary_key=True),
    Column("path", FilePath, nullable=False),  # below the archive
    Column("content", String(64), nullable=False),  # SHA-256 of its bytes; "" where they cannot be read
    Column("basis", String(64), nullable=False),  # digest of settings, version and catalogue it was checked with
    Column("title", Words),
    Column("page", Words),  # file name of its report, without extension
    Column("failure", Words),  # why it could not be read
    Column("cause", String(12), nullable=False),  # of its last check: "new", "changed", "settings"
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("counts", Text),  # JSON: findings by severity, references by verdict
    Column("first_run", Integer, nullable=False),
    Column("changed_run", Integer, nullable=False),
    Column("failed_run", Integer),  # since when it could not be read
    Column("gone_run", Integer),  # NULL while it is in the archive
    Column("stale", Boolean, nullable=False),  # its report is older than what is known
    Index("document_stale", "stale", "key"),
    Index("document_changed", "changed_run"),
    Index("document_gone", "gone_run"),
)
ADDRESS = Table(
    "address",
    METADATA,
    Column("key", LargeBinary(16), primary_key=True),
    Column("url", Words, nullable=False),
    Column("cited", Date),  # the earliest day on which a document cited it
    Column("condition", SmallInteger, nullable=False),  # `links.state.Condition`
    Column("failures", SmallInteger, nullable=False),
    Column("since", Date),
    Column("counted", Date),
    Column("alive", Date),
    Column("asked", Date),
    Column("due", Date, nullable=False),
    Column("severity", SmallInteger, nullable=False),  # 0 error, 1 warning, 2 hint; of a failed one
    Column("status", String(16)),  # of the last answer
    Column("verdict", Words),  # JSON
    Column("changed_run", Integer, nullable=False),  # that changed its condition; 0 for none
    Column("was", SmallInteger, nullable=False),  # its condition before that run
    Index("address_due", "due", "key"),
    Index("address_changed", "changed_run"),
    Index("address_standing", "condition", "alive"),
)
CITATION = Table(
    "citation",
    METADATA,
    Column("document", LargeBinary(16), primary_key=True),
    Column("address", LargeBinary(16), primary_key=True),
    Index("citation_address", "address", "document"),
    sqlite_with_rowid=False,
)
FINDING = Table(
    "finding",
    METADATA,
    Column("document", LargeBinary(16), primary_key=True),
    Column("identity", String(16), primary_key=True),
    Column("rule", String(60), nullable=False),
    Column("severity", SmallInteger, nullable=False),  # 0 error, 1 warning
    Column("message", Words, nullable=False),
    Column("line", Integer, nullable=False),
    Column("address", LargeBinary(16)),  # of the link it is about
    Column("first_run", Integer, nullable=False),
    Column("gone_run", Integer),
    Index("finding_first", "first_run"),
    Index("finding_gone", "gone_run"),
    sqlite_with_rowid=False,
)
# What is in the archive tonight; lives as long as the connection.
SEEN = Table(
    "seen",
    MetaData(),
    Column("key", LargeBinary(16), primary_key=True),
    Column("path", FilePath, nullable=False),
    Column("content", String(64), nullable=False),
    Column("failure", Words),
    prefixes=["TEMPORARY"],
)


def _living_by_day(connection: Connection) -> None:
    """The latest living addresses are found without sorting them all."""
    connection.execute(text("DROP INDEX address_condition"))
    connection.execute(text("CREATE INDEX address_standing ON address (condition, alive)"))


Migration = Callable[[Connection], None]
# From each version to the next, in words that do not change with the tables above.
MIGRATIONS: Mapping[int, Migration] = MappingProxyType({1: _living_by_day})


def prepare(connection: Connection, where: str) -> None:
    """Make the tables, or bring those of an older version up to date; all of it or nothing, in the transaction.

    Raises StateError for a state of a later version, or a database that is used for something else.
    """
    found = set(inspect(connection).get_table_names())
    if "meta" not in found:
        # A database of a server may hold other tables as well; a file is ours, or somebody's own.
        taken = sorted(found if connection.dialect.name == "sqlite" else found & set(METADATA.tables))
        if taken:
            raise StateError(f'{where}: there is a table "{taken[0]}" that is not of refcheck; name another database')
        METADATA.create_all(connection)
        connection.execute(META.insert(), {"name": "version", "value": str(VERSION)})
    else:
        written = connection.execute(text("SELECT value FROM meta WHERE name = 'version'")).scalar()
        version = int(written) if isinstance(written, str) and written.isdigit() else 0
        if not 1 <= version <= VERSION:
            raise StateError(
                f"{where}: the state has version {written}, and this refcheck knows versions 1 to {VERSION}; "
                "use the refcheck that wrote it, or name another"
            )
        for step in range(version, VERSION):
            MIGRATIONS[step](connection)
        connection.execute(META.update().where(META.c.name == "version").values(value=str(VERSION)))
    SEEN.create(connection)
