# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The longest gap of the window's event loop while a backup and a search are running."""

import json
import shutil
import subprocess

from common import database, say, table


def many_files(bench, count):
    """A tree of small files of all kinds, a few of them databases."""
    root = bench.folder / f"files-{count}"
    if root.exists():
        return root
    say(f"making {count} files")
    unfinished = bench.folder / "files.making"
    shutil.rmtree(unfinished, ignore_errors=True)
    for number in range(count):
        folder = unfinished / f"{number // 2000:03}" / f"{number // 100 % 20:02}"
        if number % 100 == 0:
            folder.mkdir(parents=True)
        content = b"SQLite format 3\0" + bytes(4080) if number % 997 == 0 else b"text %d\n" % number
        (folder / f"file-{number}.dat").write_bytes(content)
    unfinished.rename(root)
    return root


def run(bench):
    meter = bench.programs / "stallmeter"
    if not meter.exists():
        return "## Event loop\n\nNot measured: there is no stallmeter among the programs.\n"
    size, count = (128, 5_000) if bench.quick else (4096, 100_000)
    bench.require_room(size * 3)
    source, files = database(bench, size), many_files(bench, count)
    bench.clean()
    say(f"event loop, {size} MiB and {count} files")
    run = subprocess.run([meter, source, bench.output, files], env={**bench.environment, "QT_QPA_PLATFORM": "offscreen"},
                         capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise SystemExit(f"stallmeter failed: {run.stdout} {run.stderr}")
    bench.clean()
    figures = json.loads(run.stdout)
    row = (f"{figures['longest_gap_ms']:.1f}", figures["ticks"], f"{figures['seconds']:.1f}", figures["files"],
           figures["pages"])
    return (f"## Event loop\n\nThe window backs up {size} MiB (proof *proven*), searches {count} files again and again and "
            "turns a page every 400 ms. Longest gap in milliseconds (wanted: below 50).\n\n"
            + table(("longest gap", "ticks", "seconds of backup", "files searched", "pages turned"), [row]))
