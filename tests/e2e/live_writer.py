#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backs up a database that a real application writes to without pause, and replays each backup from its log."""

import shutil
from pathlib import Path

from application import LiveWriter
from harness import Programs, Sandbox, Violation, arguments, main, require, unpack

OPTIONS = [
    ("--journal", {"default": "wal"}),
    ("--format", {"default": "db"}),
    ("--proof", {"default": "proven"}),
    ("--backups", {"type": int, "default": 20}),
    ("--accounts", {"type": int, "default": 90_000, "help": "of 820 bytes each"}),
    ("--strategy", {"help": "what the run must report"}),
]


def back_up_once(sandbox, writer, options):
    before = writer.acknowledged()
    run = sandbox.back_up(format=options.format, proof=options.proof)
    require(run.code == 0 and run.outcome == "succeeded", f"the backup did not succeed: {run}")
    report = run.document
    require(report["restarts"] == 0, f"the copy started over {report['restarts']} times")
    require(options.strategy in (None, report["strategy"]), f"the strategy was {report['strategy']}")
    backup = Path(report["backup"])
    database = unpack(backup, sandbox.root)
    # Newer than what was acknowledged before it began, and equal to the log in every balance.
    at = writer.verify(database, "--at-least", str(before))
    database.unlink()
    backup.unlink()
    return {"transfers": at, "seconds": report["seconds"], "hold": report["hold_seconds"]}


def check_that_a_file_copy_is_refused(sandbox, writer):
    """What a host's backup would do. Were it taken for a backup, the verifier would prove nothing."""
    copy = sandbox.root / "copy.db"
    for _ in range(5):
        before = writer.acknowledged()
        shutil.copyfile(sandbox.source, copy)
        try:
            writer.verify(copy, "--at-least", str(before))
        except Violation:
            copy.unlink()
            return
    raise Violation("plain copies of the live file pass as backups")


def test():
    options = arguments(__doc__, *OPTIONS)
    with Sandbox(Programs(options.programs)) as sandbox:
        sandbox.create_bank(options.accounts, options.journal)
        bytes_at_start = sandbox.source.stat().st_size
        with LiveWriter(sandbox.programs, sandbox.source, sandbox.root, options.journal) as writer:
            results = []
            for number in range(1, options.backups + 1):
                try:
                    results.append(back_up_once(sandbox, writer, options))
                except Violation as violation:
                    raise Violation(f"backup {number}: {violation}") from violation
            if options.journal == "wal":
                check_that_a_file_copy_is_refused(sandbox, writer)
            figures = writer.end()
            require(figures["busy"] == 0, f"the writer met 'database is locked' {figures['busy']} times")
            writer.verify(sandbox.source, "--everything")
        written = [result["transfers"] for result in results]
        require(written == sorted(written) and written[0] < written[-1],
                "nothing was written between the backups, so nothing was tested")
        print(f"{len(results)} backups of {bytes_at_start >> 20} MiB replay exactly, transfers {written[0]} to "
              f"{written[-1]}; backup {max(r['seconds'] for r in results):.2f} s at most, held "
              f"{max(r['hold'] for r in results):.2f} s at most; commits: {figures}")


main(test)
