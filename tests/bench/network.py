# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a database on a network mount takes to be here as a backup, against cp from the same mount."""

import os
import shutil
import sqlite3
import statistics
import subprocess
import time
from pathlib import Path

from common import database, say, seconds, table


class Share:
    """A real Samba server on this machine and its FUSE mount; None where that cannot be."""

    def __init__(self, bench):
        self._process = subprocess.Popen([bench.programs / "sambashare"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         text=True, env={**os.environ, "TMPDIR": str(bench.folder)})
        self.server = self._process.stdout.readline().strip()
        self.reason = self.server.removeprefix("skip: ") if self.server.startswith("skip: ") else None
        self.path = None if self.reason or not self.server else Path(self._process.stdout.readline().strip())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait(60)


class QuietApplication:
    """Has the database on the server open in WAL mode, with commits all over it in its -wal, and writes no more."""

    def __init__(self, database):
        self._connection = sqlite3.connect(database)
        self._connection.executescript("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;")
        (last,) = self._connection.execute("SELECT max(id) FROM orders").fetchone()
        for number in range(400):
            self._connection.execute("UPDATE orders SET total = total + 1 WHERE id = ?", (1 + number * last // 400,))
            self._connection.commit()

    def close(self):
        self._connection.close()


def methods(bench, source, single):
    copy = bench.output / "copy"
    ours = lambda proof: bench.backup_command(source, "--proof", proof)
    shell = lambda line: ["bash", "-c", line]
    return [("`cp`", shell(f"cp '{source}' '{copy}'"), ""),
            ("`cp && cmp`", shell(f"cp '{source}' '{copy}' && cmp '{source}' '{copy}'"), ""),
            ("Litekeeper, copied", ours("copied"), "at most 1.15" if single else "as `cp && cmp`"),
            ("Litekeeper, read back", ours("read-back"), ""),
            ("Litekeeper, checked", ours("checked"), ""),
            ("Litekeeper, proven", ours("proven"), "")]


def measure(bench, command):
    bench.clean()
    began = time.monotonic()
    run = subprocess.run(command, env=bench.environment, capture_output=True, text=True, check=False)
    took = time.monotonic() - began
    if run.returncode != 0:
        raise SystemExit(f"{command} failed: {run.stderr or run.stdout}")
    return took


def compare(bench, source, single):
    every = methods(bench, source, single)
    times = {name: [] for name, _, _ in every}
    for number in range(bench.rounds):
        say(f"network, {source.stem}, round {number + 1} of {bench.rounds}")
        for name, command, _ in every:
            times[name].append(measure(bench, command))
    bench.clean()
    reference = statistics.median(times["`cp`"])
    rows = [(name, seconds(times[name]), f"{min(times[name]):.2f} - {max(times[name]):.2f}",
             f"{statistics.median(times[name]) / reference:.2f}", wanted) for name, _, wanted in every]
    return table(("method", "median", "range", "to `cp`", "wanted"), rows)


def run(bench):
    size = 128 if bench.quick else 1024
    bench.require_room(size * 5)
    local = database(bench, size)
    with Share(bench) as share:
        if share.path is None:
            return f"## Network mounts\n\nNot measured: {share.reason or 'Samba did not start'}.\n"
        for name in ("quiet.db", "resting.db"):
            shutil.copyfile(local, Path(share.server) / name)
        application = QuietApplication(Path(share.server) / "quiet.db")
        quiet = compare(bench, share.path / "quiet.db", True)
        application.close()
        resting = compare(bench, share.path / "resting.db", False)
    return (f"## Network mounts\n\nA WAL database of {size} MiB on a Samba server of this machine, seen through "
            f"smbnetfs; medians of {bench.rounds} alternating rounds, in seconds. An application has it open and is "
            f"quiet, its commits are in the -wal:\n\n{quiet}\nNobody has it open, there is no -wal. Only a second "
            f"reading tells then that nobody wrote during the first:\n\n{resting}")
