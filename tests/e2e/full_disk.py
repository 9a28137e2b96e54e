#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills the destination's disk to the last byte at every call by which a backup changes a file on it."""

import subprocess
import sys
from pathlib import Path

from harness import (Judge, Programs, Sandbox, SUFFIXES, Violation, arguments, fingerprint, finals, leftovers, main,
                     require)
from smalldisk import Filler, enter_own_mounts, mount_small, run_filling_at, spread

OPTIONS = [
    ("--format", {"choices": SUFFIXES, "default": "db"}),
    ("--accounts", {"type": int, "default": 3000, "help": "in the database, of 820 bytes each"}),
    ("--samples", {"type": int, "help": "so many of the calls, evenly spread (default: all)"}),
    ("--size-mib", {"type": int, "default": 16, "help": "of the file system that the destination is on"}),
]


class Case:
    def __init__(self, sandbox, options):
        self.sandbox = sandbox
        self.format = options.format
        self.filler = Filler(sandbox.destination)
        sandbox.create_bank(options.accounts)
        scratch = sandbox.root / "scratch"
        scratch.mkdir()
        self.judge = Judge(sandbox.source, scratch)
        self.sources = fingerprint(sandbox.sources)
        run = self.back_up()
        require(run.code == 0, f"the first backup failed: {run}")
        self.old = Path(run.document["backup"])
        self.old_content = self.old.read_bytes()

    def back_up(self):
        return self.sandbox.back_up(format=self.format)

    def calls(self):
        """The numbers of the calls that change something at the destination, and what they are."""
        log = self.sandbox.root / "calls.log"
        run = self.sandbox.back_up(environment=self.sandbox.watched(log=log), format=self.format)
        require(run.code == 0, f"the undisturbed backup failed: {run}")
        Path(run.document["backup"]).unlink()
        lines = [line.split(" ", 3) for line in log.read_text().splitlines()]
        return [(int(number), f"{call} {path}") for number, _, call, path in lines
                if path.startswith(str(self.sandbox.destination))]

    def fill_at(self, number):
        try:
            run = run_filling_at(number, self.sandbox.backup_command(format=self.format), self.sandbox.watched,
                                 self.filler)
            self.filler.remove()
            self._check(run)
            return run
        finally:
            self.filler.remove()
            for entry in self.sandbox.destination.iterdir():
                if entry.is_file() and entry != self.old:
                    entry.unlink()

    def _check(self, run):
        require(self.old.read_bytes() == self.old_content, "the earlier backup was changed")
        require(fingerprint(self.sandbox.sources) == self.sources, "something changed beside the source")
        new = [backup for backup in finals(self.sandbox.destination) if backup != self.old]
        for backup in new:
            self.judge.check(backup)
        require(run.code in (0, 1, 3), f"a full disk ended the program with {run}")
        if run.claims_success:
            require([Path(run.document["backup"])] == new, f"a success, and the destination holds {new}: {run}")
        else:
            require(not new, f"a failed run left {new}: {run}")
            require(run.document["error"] == "no-space", f"the reason is {run.document.get('error')}: {run}")
            require(not leftovers(self.sandbox.destination), f"a failed run left {leftovers(self.sandbox.destination)}")
        after = self.back_up()
        require(after.code == 0, f"the next run, with room again: {after}")
        self.judge.check(after.document["backup"])
        require(not leftovers(self.sandbox.destination), f"there is still {leftovers(self.sandbox.destination)}")


def check_refusal(case):
    """Where the room is known to be too small, nothing is begun, and the numbers are named."""
    case.filler.fill()
    run = case.back_up()
    case.filler.remove()
    require(run.code == 1 and run.document["error"] == "no-space", f"a full destination: {run}")
    require("needed" in run.errors and "free" in run.errors, f"the refusal names no numbers: {run.errors}")
    require(finals(case.sandbox.destination) == [case.old], "the refused run left something")


def test():
    enter_own_mounts(sys.argv)
    options = arguments(__doc__, *OPTIONS)
    with Sandbox(Programs(options.programs)) as sandbox:
        mount_small(sandbox.destination, options.size_mib)
        try:
            case = Case(sandbox, options)
            check_refusal(case)
            broken, failed, calls = [], 0, spread(case.calls(), options.samples)
            for number, what in calls:
                try:
                    failed += case.fill_at(number).code == 1
                except Violation as violation:
                    broken.append(f"full at call {number} ({what}): {violation}")
                    print(broken[-1], flush=True)
            print(f"full at {len(calls)} calls: {failed} runs failed with a sentence, {len(broken)} broke a promise")
            require(not broken, f"{len(broken)} of {len(calls)} broke a promise, see above")
            require(failed, "no run met the full disk, so nothing was tested")
        finally:
            subprocess.run(["umount", sandbox.destination], check=False)


main(test)
