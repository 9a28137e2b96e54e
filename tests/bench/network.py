# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a resting database on a network mount takes to be here as a backup, against cp from the same mount."""

import os
import shutil
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


def methods(bench, source):
    copy = bench.output / "copy"
    ours = lambda proof: bench.backup_command(source, "--proof", proof)
    shell = lambda line: ["bash", "-c", line]
    return [("`cp`", shell(f"cp '{source}' '{copy}'"), ""),
            ("`cp && cmp`", shell(f"cp '{source}' '{copy}' && cmp '{source}' '{copy}'"), ""),
            ("Litekeeper, copied", ours("copied"), "at most 1.15"),
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


def run(bench):
    size = 128 if bench.quick else 1024
    bench.require_room(size * 4)
    local = database(bench, size)
    with Share(bench) as share:
        if share.path is None:
            return f"## Network mounts\n\nNot measured: {share.reason or 'Samba did not start'}.\n"
        shutil.copyfile(local, Path(share.server) / "source.db")
        every = methods(bench, share.path / "source.db")
        times = {name: [] for name, _, _ in every}
        for number in range(bench.rounds):
            say(f"network, round {number + 1} of {bench.rounds}")
            for name, command, _ in every:
                times[name].append(measure(bench, command))
        bench.clean()
    reference = statistics.median(times["`cp`"])
    rows = [(name, seconds(times[name]), f"{min(times[name]):.2f} - {max(times[name]):.2f}",
             f"{statistics.median(times[name]) / reference:.2f}", wanted) for name, _, wanted in every]
    return (f"## Network mounts\n\nA resting WAL database of {size} MiB on a Samba server of this machine, seen through "
            f"smbnetfs; medians of {bench.rounds} alternating rounds, in seconds. Litekeeper reads it twice.\n\n"
            + table(("method", "median", "range", "to `cp`", "wanted"), rows))
