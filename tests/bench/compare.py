# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Comparing two databases against sqldiff: time and peak memory of both in the same run."""

import shutil
import sqlite3
import statistics
import subprocess
import threading
import time

from common import MIB, database, read_through, say, table
from memory import sample


def measure(command, environment, codes=(0,)):
    """Seconds, and the peak of the memory it holds, in bytes. What it prints goes to a pipe that is read, as a user's
    would."""
    begun = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
    peaks = [0]

    def watch():
        while process.returncode is None:
            try:
                peaks.append(sample(process.pid)[0])
            except OSError:
                pass  # it has just ended
            time.sleep(0.005)

    watcher = threading.Thread(target=watch)
    watcher.start()
    while process.stdout.read(MIB):
        pass
    process.wait()
    took = time.monotonic() - begun
    watcher.join()
    if process.returncode not in codes:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return took, max(peaks)


def changed_copy(bench, source):
    """One row in a hundred of every table has another value."""
    path = source.with_name(source.stem + "-changed.db")
    if path.exists():
        return path
    say("making a copy with 1 % changed rows")
    unfinished = path.with_suffix(".making")
    shutil.copyfile(source, unfinished)
    connection = sqlite3.connect(unfinished)
    connection.executescript("""
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
        UPDATE orders SET note = 'changed ' || note WHERE id % 100 = 7;
        UPDATE attachments SET name = 'changed ' || name WHERE id % 100 = 7;
        PRAGMA journal_mode = WAL;""")
    connection.close()
    unfinished.rename(path)
    return path


def figures(results):
    return (f"{statistics.median(took for took, _ in results):.2f}",
            f"{max(memory for _, memory in results) / MIB:.0f}")


def in_turns(bench, commands, prepare=lambda: None):
    """Every command once a round, so that what else the machine does hits all alike."""
    results = {name: [] for name in commands}
    for number in range(bench.rounds):
        for name, (command, codes) in commands.items():
            prepare()
            say(f"round {number + 1}, {name}")
            results[name].append(measure(command, bench.environment, codes))
    return results


def comparing(bench, size):
    left = database(bench, size)
    right = changed_copy(bench, left)
    bench.clean()
    before, after = (bench.back_up(path, "--format", "db")["backup"] for path in (left, right))
    for path in (before, after):
        read_through(path)
    results = in_turns(bench, {
        "`diff --summary`": ([bench.cli, "diff", before, after, "--summary"], (0, 3)),
        "`sqldiff --summary`": (["sqldiff", "--summary", before, after], (0,)),
        "`diff --sql`": ([bench.cli, "diff", before, after, "--sql"], (0, 3)),
        "`sqldiff`": (["sqldiff", before, after], (0,)),
    })
    rows = [(name, *figures(result)) for name, result in results.items()]

    def ratio(theirs, ours):
        return (statistics.median(took for took, _ in results[theirs])
                / statistics.median(took for took, _ in results[ours]))

    return (f"## Comparing two backups of {size} MiB with 1 % changed rows\n\n" + table(("", "s", "peak MiB"), rows)
            + f"\n`diff --summary` is {ratio('`sqldiff --summary`', '`diff --summary`'):.1f} times as fast as "
            f"`sqldiff --summary`, and `diff --sql` {ratio('`sqldiff`', '`diff --sql`'):.1f} times as fast as `sqldiff`. "
            "Each median of " + f"{bench.rounds} rounds; both tables differ, so no hash helps.\n")


def run(bench):
    size = 64 if bench.quick else 1024
    bench.require_room(size * 8)
    return comparing(bench, size)
