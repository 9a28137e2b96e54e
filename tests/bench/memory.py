# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much memory a backup takes, for databases of all sizes."""

import os
import subprocess
import time

from common import MIB, database, say, table


def sample(pid):
    """What a process holds now: memory that is not a mapped file, with its memory files; and all resident pages."""
    held = resident = 0
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:
        for line in status:
            if line.startswith(("RssAnon:", "RssShmem:")):
                held += int(line.split()[1]) << 10
            elif line.startswith("VmRSS:"):
                resident = int(line.split()[1]) << 10
    for entry in os.scandir(f"/proc/{pid}/fd"):
        try:
            if os.readlink(entry.path).startswith("/memfd:"):
                held += os.stat(entry.path).st_blocks * 512
        except OSError:
            pass
    return held, resident


def peak(bench, command):
    """Peaks of both, in bytes."""
    bench.clean()
    process = subprocess.Popen(command, env=bench.environment, stdout=subprocess.DEVNULL)
    held = resident = 0
    while process.poll() is None:
        try:
            now = sample(process.pid)
            held, resident = max(held, now[0]), max(resident, now[1])
        except OSError:
            pass  # it has just ended
        time.sleep(0.005)
    if process.returncode != 0:
        raise SystemExit(f"{command} failed")
    return held, resident


def run(bench):
    sizes = (32, 128) if bench.quick else (256, 1024, 4096)
    bench.require_room(sizes[-1] * 3)
    rows = []
    for size in sizes:
        source = database(bench, size)
        for format in ("db", "zip", "zst"):
            say(f"memory, {size} MiB as {format}")
            held, resident = peak(bench, bench.backup_command(source, "--format", format, "--proof", "proven"))
            rows.append((f"{size} MiB, {format}", f"{held / MIB:.0f}", f"{resident / MIB:.0f}"))
    bench.clean()
    return ("## Memory\n\nPeak of a backup with proof *proven*, in MiB (wanted: below 150). Mapped pages of the source "
            "belong to the page cache and are given back whenever somebody needs them.\n\n"
            + table(("database", "held", "with mapped files"), rows))
