#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the inputs that the fuzzing of fuzz_database begins with.

usage: fuzz_database_seeds.py FOLDER
"""

import sqlite3
import struct
import sys
import tempfile
from pathlib import Path

HAS_WAL, HAS_JOURNAL, REPAIR_CHECKSUMS = 1, 2, 4

SCHEMAS = {
    "rows": "CREATE TABLE t(x, y UNIQUE); INSERT INTO t VALUES(1, 'a'), (2, 'b')",
    "without_rowid": "CREATE TABLE t(x PRIMARY KEY, y) WITHOUT ROWID; INSERT INTO t VALUES(1, 2)",
    "long_value": "CREATE TABLE t(x); INSERT INTO t VALUES(randomblob(3000))",
    "free_pages": "CREATE TABLE t(x); CREATE TABLE g(x); INSERT INTO g VALUES(zeroblob(3000)); DROP TABLE g",
    "vacuumed": "PRAGMA auto_vacuum=2; CREATE TABLE t(x); INSERT INTO t VALUES(zeroblob(2000))",
    "utf16": "PRAGMA encoding='UTF-16le'; CREATE TABLE t(x); CREATE VIEW v AS SELECT 1; INSERT INTO t VALUES('ü')",
    "expressions": "CREATE TABLE t(x, y AS (x + 1), CHECK(x > 0)); CREATE INDEX i ON t(abs(x)) WHERE x > 1",
    "fts5": "CREATE VIRTUAL TABLE f USING fts5(x); INSERT INTO f VALUES('one two three')",
    "fts4": "CREATE VIRTUAL TABLE f USING fts4(x); INSERT INTO f VALUES('one two three')",
    "rtree": "CREATE VIRTUAL TABLE r USING rtree(id, a, b); INSERT INTO r VALUES(1, 2, 3), (2, 4, 5)",
    "triggers": "CREATE TABLE t(x REFERENCES t(x)); CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
}


def seed(flags, database, wal=b"", journal=b""):
    return struct.pack("<BII", flags, len(database), len(wal)) + database + wal + journal


def read(path):
    return path.read_bytes() if path.exists() else b""


def make(folder, name, sql, live):
    """The database, and whatever lies beside it while `live` has been done and not committed."""
    file = folder / name
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA page_size=512")
    connection.executescript(sql)
    connection.executescript(live)
    parts = read(file), read(Path(f"{file}-wal")), read(Path(f"{file}-journal"))
    connection.close()
    return parts


def main():
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for schema, sql in SCHEMAS.items():
            database, _, _ = make(folder, schema, sql, "")
            (target / schema).write_bytes(seed(0, database))
        rows = SCHEMAS["rows"]
        database, wal, _ = make(folder, "wal", "PRAGMA journal_mode=WAL;" + rows, "INSERT INTO t VALUES(3, 'c')")
        (target / "wal").write_bytes(seed(HAS_WAL, database, wal))
        (target / "wal_repaired").write_bytes(seed(HAS_WAL | REPAIR_CHECKSUMS, database, wal))
        spill = "PRAGMA cache_size=2; PRAGMA cache_spill=1; BEGIN; INSERT INTO t SELECT randomblob(300), x FROM t"
        database, _, journal = make(folder, "hot", rows.replace("UNIQUE", ""), spill + ";INSERT INTO t SELECT * FROM t" * 6)
        (target / "hot_journal").write_bytes(seed(HAS_JOURNAL, database, b"", journal))


if __name__ == "__main__":
    main()
