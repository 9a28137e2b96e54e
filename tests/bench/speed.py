# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long an idle database takes to be on the disk as a backup, against what people use today."""

import statistics
import subprocess
import time

from common import database, read_through, say, seconds, table


class Method:
    """One way to a backup. The command must have brought it to the disk when it ends."""

    def __init__(self, name, command, target=None, slow=False):
        self.name = name
        self.command = command
        self.target = target  # of the ratio to .backup
        self.slow = slow
        self.times = []


def methods(bench, source):
    copy = bench.output / "copy"
    shell = lambda line: ["bash", "-c", line]
    ours = lambda *options: bench.backup_command(source, *options)
    return [
        Method("`cp && sync`", shell(f"cp '{source}' '{copy}' && sync '{copy}'")),
        Method("`sqlite3 .backup`, synced", shell(f"sqlite3 '{source}' \".backup '{copy}'\" && sync '{copy}'")),
        Method("`VACUUM INTO`, synced", shell(f"sqlite3 '{source}' \"VACUUM INTO '{copy}'\" && sync '{copy}'")),
        Method("Litekeeper, copied", ours("--proof", "copied"), 0.5),
        Method("Litekeeper, read back", ours("--proof", "read-back"), 1.0),
        Method("Litekeeper, checked", ours("--proof", "checked"), 1.5),
        Method("Litekeeper, proven", ours("--proof", "proven")),
        Method("Litekeeper, .db.zst, read back", ours("--format", "zst", "--proof", "read-back"), 3.0),
        Method("Litekeeper, .zip, read back", ours("--format", "zip", "--proof", "read-back")),
        Method("`zstd -3 -T2`, synced", shell(f"zstd -q -3 -T2 '{source}' -o '{copy}' && sync '{copy}'")),
        Method("`zip -6`, synced", shell(f"zip -q -6 -j '{copy}.zip' '{source}' && sync '{copy}.zip'"), slow=True),
    ]


def measure(bench, method, environment):
    bench.clean()
    began = time.monotonic()
    run = subprocess.run(method.command, env=environment, capture_output=True, text=True, check=False)
    took = time.monotonic() - began
    if run.returncode != 0:
        raise SystemExit(f"{method.name} failed: {run.stderr or run.stdout}")
    method.times.append(took)


def run(bench):
    size = 128 if bench.quick else 1024
    rounds = bench.rounds
    bench.require_room(size * 3)
    source = database(bench, size)
    every = methods(bench, source)
    read_through(source)
    for number in range(rounds):
        say(f"speed, round {number + 1} of {rounds}")
        for method in every:
            if not method.slow or number < max(1, rounds // 3):
                measure(bench, method, bench.environment)
    bench.clean()
    reference = statistics.median(every[1].times)
    packed = statistics.median(every[-1].times)
    rows = [(method.name, seconds(method.times), f"{min(method.times):.2f} - {max(method.times):.2f}",
             f"{statistics.median(method.times) / reference:.2f}", f"at most {method.target}" if method.target else "")
            for method in every]
    ratio = statistics.median(every[8].times) / packed
    return (f"## Speed\n\nAn idle WAL database of {size} MiB, warm, until the backup is on the disk; medians of {rounds} "
            f"alternating rounds, in seconds.\n\n"
            + table(("method", "median", "range", "to `.backup`", "wanted"), rows)
            + f"\n`.zip` takes {ratio:.2f} of `zip -6` (wanted: at most 0.33).\n")
