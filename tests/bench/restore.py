# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Restoring, live and by swapping the file, against the shell of SQLite: time and peak memory of all in the same run."""

import os
import shutil
import statistics

from common import database, table
from compare import changed_copy, figures, in_turns


def run(bench):
    size = 64 if bench.quick else 1024
    bench.require_room(size * 8)
    source = database(bench, size)
    changed = changed_copy(bench, source)
    bench.clean()
    backup = bench.back_up(source, "--format", "db")["backup"]
    target = bench.folder / "restored.db"

    def prepare():
        for copy in bench.output.glob("*-before-restore-*"):
            copy.unlink()
        for suffix in ("", "-wal", "-shm"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(changed, target)
        os.sync()

    def restore(*options):
        return [bench.cli, "restore", backup, str(target), *options], (0,)

    reference = "`sqlite3 .restore`"
    results = in_turns(bench, {
        reference: (["sqlite3", str(target), f".restore '{backup}'"], (0,)),
        "`restore --dry-run`": restore("--dry-run"),
        "`restore --way live --no-safety-copy`": restore("--way", "live", "--no-safety-copy"),
        "`restore --way live`": restore("--way", "live"),
        "`restore --way swap --no-safety-copy`": restore("--way", "swap", "--no-safety-copy"),
        "`restore --way swap`": restore("--way", "swap"),
        "`restore --table orders --no-safety-copy`": restore("--table", "orders", "--no-safety-copy"),
    }, prepare)
    for path in bench.folder.glob("restored.db*"):
        path.unlink()
    bench.clean()
    theirs = statistics.median(took for took, _ in results[reference])
    rows = [(name, *figures(result), f"{statistics.median(took for took, _ in result) / theirs:.2f}")
            for name, result in results.items()]
    return (f"## Restoring {size} MiB over a database of which 1 % of the rows differ\n\n"
            + table(("", "s", "peak MiB", "to `.restore`"), rows)
            + "\nOurs reads the backup again and proves it, compares it with what is there, and checks what was restored; with "
            f"a safety copy it also backs up what was there and proves that. Each median of {bench.rounds} rounds.\n")
