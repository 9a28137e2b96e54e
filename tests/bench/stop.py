# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long work takes to end once somebody wishes it to stop: SIGINT to the command line, at points spread over its whole
way, until the process is gone with everything it made."""

import random
import shutil
import signal
import statistics
import subprocess
import time

from common import MIB, database, read_through, say, table
from compare import changed_copy

CANCELLED = 130


class Stopper:
    def __init__(self, bench, points):
        self.bench = bench
        self.points = points
        self.dice = random.Random(7)

    def run(self, command, after=None):
        """Ends it after so many seconds. Returns its exit code, and the seconds since the wish or since its start."""
        process = subprocess.Popen([self.bench.cli, *map(str, command)], env=self.bench.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        begun = time.monotonic()
        if after is not None:
            try:
                process.wait(after)
            except subprocess.TimeoutExpired:
                begun = time.monotonic()
                process.send_signal(signal.SIGINT)
        process.wait()
        return process.returncode, time.monotonic() - begun

    def measure(self, name, command, prepare, codes=(0, 3)):
        """A row of the table. `prepare` puts everything where it was before."""
        prepare()
        code, whole = self.run(command)
        if code not in codes:
            raise SystemExit(f"{command} ended with {code}")
        prepare()
        waits = []
        late = 0
        for number in range(self.points):
            point = whole * (number + self.dice.random()) / self.points
            code, waited = self.run(command, point)
            if code == CANCELLED:
                waits.append((waited * 1000, point / whole))
            else:
                late += 1  # it was done, or past the point where it can be undone
                prepare()
            self.bench_output_clean()
        if not waits:
            return name, f"{whole:.1f}", "", "", "", late
        longest, where = max(waits)
        median = statistics.median(wait for wait, _ in waits)
        say(f"stop, {name}: " + " ".join(f"{where:.2f}:{wait:.0f}" for wait, where in waits))
        return name, f"{whole:.1f}", f"{median:.0f}", f"{longest:.0f}", f"{where:.0%}", late

    def bench_output_clean(self):
        shutil.rmtree(self.bench.folder / "stopped", ignore_errors=True)
        (self.bench.folder / "stopped").mkdir()


def commands(bench, source, changed, packed):
    """Name, arguments, and whether it writes to the target."""
    plain = bench.back_up(source, "--format", "db")["backup"]
    other = bench.back_up(changed, "--format", "db")["backup"]
    target = bench.folder / "stopped.db"
    folder = bench.folder / "stopped"
    rows = [("backup", ["backup", source, folder, "--proof", "proven"]),
            ("restore into the live database", ["restore", plain, target, "--way", "live"]),
            ("restore by swapping the file", ["restore", plain, target, "--way", "swap"]),
            ("restore, no safety copy", ["restore", plain, target, "--way", "live", "--no-safety-copy"]),
            ("restore of one table", ["restore", plain, target, "--table", "orders"]),
            ("restore of a zip", ["restore", packed, target, "--way", "swap", "--no-safety-copy"]),
            ("comparison", ["diff", plain, other]),
            ("comparison with SQL", ["diff", plain, other, "--sql"]),
            ("comparison of live databases", ["diff", source, changed]),
            ("rehearsal", ["rehearse", plain, "--query", "select count(*) from orders where note like '%zebra%'",
                           "--expect", "= 0"]),
            ("rehearsal of a zip", ["rehearse", packed]),
            ("export as SQL", ["export", plain, "-o", folder / "rows.sql"]),
            ("export that finds nothing", ["export", plain, "--table", "orders", "--search", "zebra", "-o",
                                           folder / "rows.csv"]),
            ("export from a zip", ["export", packed, "-o", folder / "rows.json"])]
    return target, rows


def run(bench):
    size, points = (64, 3) if bench.quick else (640, 10)
    bench.require_room(size * 10)
    source = database(bench, size)
    changed = changed_copy(bench, source)
    bench.clean()
    packed = bench.back_up(source, "--format", "zip")["backup"]
    target, rows = commands(bench, source, changed, packed)
    stopper = Stopper(bench, points)
    stopper.bench_output_clean()

    def prepare():
        stopper.bench_output_clean()
        for path in bench.folder.glob("stopped.db*"):
            path.unlink()
        shutil.copyfile(changed, target)
        read_through(target)

    measured = []
    for name, command in rows:
        say(f"stop, {name}")
        measured.append(stopper.measure(name, command, prepare))
    for path in bench.folder.glob("stopped.db*"):
        path.unlink()
    shutil.rmtree(bench.folder / "stopped", ignore_errors=True)
    bench.clean()
    return (f"## Stopping\n\nA database of {size} MiB; SIGINT at {points} points spread over the whole way of each command, "
            "until its process is gone with its scratch files (wanted: below 100 ms).\n\n"
            + table(("", "whole, s", "median, ms", "longest, ms", "longest at", "not stopped"), measured))
