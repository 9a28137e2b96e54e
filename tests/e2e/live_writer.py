#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backs up a database that a real application writes to without pause, and replays each backup from its log."""

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

from harness import Programs, Sandbox, Violation, arguments, main, require, unpack

OPTIONS = [
    ("--journal", {"default": "wal"}),
    ("--format", {"default": "db"}),
    ("--proof", {"default": "proven"}),
    ("--backups", {"type": int, "default": 20}),
    ("--accounts", {"type": int, "default": 90_000, "help": "of 820 bytes each"}),
    ("--strategy", {"help": "what the run must report"}),
]


class LiveWriter:
    """The application: a process of its own that commits a transfer a millisecond."""

    def __init__(self, sandbox, journal):
        self.database = sandbox.source
        self.log = sandbox.root / "transfers.log"
        self.figures = sandbox.root / "figures.json"
        self.program = sandbox.programs.livewriter
        # An application that wants a commit a millisecond does not sync each one.
        synchronous = "normal" if journal == "wal" else "off"
        self.process = subprocess.Popen(
            [self.program, "write", self.database, self.log, "--journal", journal, "--synchronous", synchronous,
             "--figures", self.figures], stdout=subprocess.PIPE)
        require(self.process.stdout.readline() == b"ready\n", "the live writer did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def acknowledged(self):
        """The number of the newest transfer whose commit has come back."""
        with open(self.log, "rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - 4096))
            lines = log.read().split(b"\n")[:-1]
        return max(int(line.split()[1]) for line in lines if line.startswith(b"a "))

    def end(self):
        require(self.process.poll() is None, f"the live writer died with exit code {self.process.returncode}")
        self.process.send_signal(signal.SIGTERM)
        require(self.process.wait(60) == 0, f"the live writer failed with exit code {self.process.returncode}")
        return json.loads(self.figures.read_text())

    def verify(self, database, *options):
        run = subprocess.run([self.program, "verify", database, self.log, *options], capture_output=True, text=True,
                             check=False)
        require(run.returncode == 0, f"{run.stdout}{run.stderr}".strip())
        return int(run.stdout)


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
        with LiveWriter(sandbox, options.journal) as writer:
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
