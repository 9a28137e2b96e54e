#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backs up a database through a Samba share while an application on the server writes to it, and replays each backup
that claims success from the application's log. With LITEKEEPER_ALL_COPIES=1 as many times as it takes to believe it."""

import os
import shutil
import subprocess
from pathlib import Path

from application import LiveWriter
from harness import CliRun, Programs, SambaShare, Sandbox, Violation, arguments, main, require, unpack

OPTIONS = [
    ("--journal", {"default": "wal"}),
    ("--format", {"default": "db"}),
    ("--copies", {"type": int, "default": 25}),
    ("--all-copies", {"type": int, "default": 200}),
    ("--accounts", {"type": int, "default": 10_000, "help": "of 820 bytes each"}),
    ("--interval-us", {"type": int, "default": 2000, "help": "from one commit to the next"}),
]


def back_up_once(sandbox, share, writer, options):
    before = writer.acknowledged()
    command = [sandbox.programs.cli, "backup", str(share.share / "bank.db"), str(sandbox.destination), "--format",
               options.format, "--proof", "proven", "--json"]
    run = CliRun(command, sandbox.environment())
    if not run.claims_success:
        require(run.outcome == "failed", f"the run has no outcome: {run}")
        return {"claims": False, "error": run.document.get("error")}
    report = run.document
    require(report["strategy"] == "network copy", f"the strategy was {report['strategy']}")
    backup = Path(report["backup"])
    database = unpack(backup, sandbox.root)
    at = writer.verify(database, "--at-least", str(before))
    database.unlink()
    backup.unlink()
    return {"claims": True, "transfers": at, "restarts": report["restarts"], "seconds": report["seconds"]}


def check_that_a_file_copy_is_refused(sandbox, share, writer):
    """What people do with shares. Were it taken for a backup, the verifier would prove nothing."""
    copy = sandbox.root / "copy.db"
    for _ in range(50):
        before = writer.acknowledged()
        shutil.copyfile(share.share / "bank.db", copy)
        try:
            writer.verify(copy, "--at-least", str(before))
        except Violation:
            copy.unlink()
            return
    raise Violation("plain copies of the live file pass as backups")


def names(folder):
    return set(entry.name for entry in folder.iterdir())


def test():
    options = arguments(__doc__, *OPTIONS)
    copies = options.all_copies if os.environ.get("LITEKEEPER_ALL_COPIES") else options.copies
    programs = Programs(options.programs)
    with SambaShare(programs) as share, Sandbox(programs) as sandbox:
        database = share.server / "bank.db"
        subprocess.run([programs.livewriter, "create", database, "--accounts", str(options.accounts), "--journal",
                        options.journal], check=True)
        with LiveWriter(programs, database, sandbox.root, options.journal, options.interval_us) as writer:
            results = []
            for number in range(1, copies + 1):
                try:
                    results.append(back_up_once(sandbox, share, writer, options))
                except Violation as violation:
                    raise Violation(f"copy {number}: {violation}") from violation
            if options.journal == "wal":
                check_that_a_file_copy_is_refused(sandbox, share, writer)
            figures = writer.end()
            writer.verify(database, "--everything")
        left = names(share.server) - {"bank.db", "bank.db-wal", "bank.db-shm", "bank.db-journal", "share-is-here"}
        require(not left, f"beside the source lies {left}")
        successes = [result for result in results if result["claims"]]
        require(len(successes) >= 0.9 * copies, f"only {len(successes)} of {copies} runs brought a copy: {results[-1]}")
        require(successes[0]["transfers"] < successes[-1]["transfers"], "nothing was written meanwhile")
        restarts = [result["restarts"] for result in successes]
        print(f"{len(successes)} of {copies} network copies claim success and all of them replay exactly, transfers "
              f"{successes[0]['transfers']} to {successes[-1]['transfers']}; attempts {len(restarts) + sum(restarts)}, at "
              f"most {max(restarts) + 1} for one copy; {max(r['seconds'] for r in successes):.2f} s at most; "
              f"commits: {figures}")


main(test)
