#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a disk run full in every phase of a restore: the folder for private copies, the one of the safety copy, and the
target's own, each a small file system. The target stays byte for byte what it was, or is the backup, whole; and the
sentence says how many bytes are missing."""

import shutil
import subprocess
import sys

from harness import CliRun, Programs, Sandbox, Violation, arguments, content_of, main, quick_folder, require, unpack
from smalldisk import EndedBefore, Filler, enter_own_mounts, mount_small, run_filling_at, spread

OPTIONS = [
    ("--way", {"choices": ["live", "swap", "tables"], "default": "live"}),
    ("--accounts", {"type": int, "default": 90000, "help": "of 820 bytes each: beyond 64 MiB copies need a disk"}),
    ("--samples", {"type": int, "default": 4, "help": "so many of the calls on each disk, evenly spread"}),
    ("--size-mib", {"type": int, "default": 400, "help": "of each of the three file systems"}),
]
TABLES = ["accounts", "plan", "progress", "transfers"]


class Case:
    """A backup in a folder of its own, and a target that has changed since."""

    def __init__(self, sandbox, options):
        self.sandbox = sandbox
        self.options = options
        self.kept = sandbox.root / "kept"
        self.work = sandbox.root / "work"
        self.safety = sandbox.home / "backups"
        self.disks = {"scratch": sandbox.home / "cache", "safety copy": self.safety, "target": sandbox.sources}
        for folder in (self.kept, self.work, *self.disks.values()):
            folder.mkdir(parents=True, exist_ok=True)
        for folder in self.disks.values():
            mount_small(folder, options.size_mib)
        sandbox.create_bank(options.accounts)
        run = sandbox.back_up(format="zip")
        require(run.code == 0, f"the backup failed: {run}")
        # Without its manifest it is somebody's file, and the safety copy goes to the usual folder.
        self.backup = self.kept / "bank.zip"
        shutil.move(run.document["backup"], self.backup)
        self.new = content_of(unpack(self.backup, self.work))
        subprocess.run(["sqlite3", sandbox.source, "UPDATE accounts SET balance = balance + 1, last = 7;"
                        "DELETE FROM accounts WHERE id % 10 = 3; PRAGMA wal_checkpoint(TRUNCATE);"], check=True,
                       stdout=subprocess.DEVNULL)
        self.old_file = self.work / "old.db"
        shutil.copyfile(sandbox.source, self.old_file)
        self.old = content_of(self.old_file)

    def command(self):
        command = [self.sandbox.programs.cli, "restore", str(self.backup), str(self.sandbox.source), "--json"]
        if self.options.way == "tables":
            return command + [option for table in TABLES for option in ("--table", table)]
        return command + ["--way", self.options.way]

    def watched(self, **watch):
        return self.sandbox.watched(ignore=self.sandbox.home / "data", **watch)

    def reset(self):
        for entry in self.sandbox.sources.iterdir():
            entry.unlink()
        shutil.copyfile(self.old_file, self.sandbox.source)
        self.sandbox.let_rest()
        shutil.rmtree(self.sandbox.home / "data", ignore_errors=True)
        for entry in self.safety.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def calls(self):
        """For each disk the numbers of the calls that change something on it."""
        self.reset()
        log = self.sandbox.root / "calls.log"
        run = CliRun(self.command(), self.watched(log=log))
        require(run.code == 0, f"the undisturbed restore failed: {run}")
        require(self.state() == self.new, "the undisturbed restore did not restore")
        lines = [line.split(" ", 3) for line in log.read_text().splitlines()]
        return {name: [(int(number), f"{call} {path}") for number, _, call, path in lines
                       if path.startswith(str(folder))] for name, folder in self.disks.items()}

    def state(self):
        """What the target holds, read from a copy with its -wal."""
        for suffix in ("", "-wal", "-journal"):
            companion = self.sandbox.source.with_name(self.sandbox.source.name + suffix)
            copy = self.work / f"seen.db{suffix}"
            copy.unlink(missing_ok=True)
            if companion.exists():
                shutil.copyfile(companion, copy)
        subprocess.run(["sqlite3", self.work / "seen.db", "PRAGMA journal_mode=DELETE"], check=True,
                       stdout=subprocess.DEVNULL)
        return content_of(self.work / "seen.db")

    def is_untouched(self):
        return self.sandbox.source.read_bytes() == self.old_file.read_bytes()

    def check(self, run, what):
        state = self.state()
        require(state in (self.old, self.new), f"the target is a mixture: {run}")
        if run.code in (0, 3):
            require(state == self.new, f"a success that restored nothing: {run}")
            return False
        require(run.code == 1, f"a full disk ended it with {run}")
        # What is written to the -wal and never committed is nothing that anybody sees.
        require(self.is_untouched(), f"the file of the target was touched: {run}")
        require("are missing" in run.errors or "are free now" in run.errors,
                f"the sentence says nothing about what is missing, {what}: {run}")
        require(not list(self.sandbox.sources.glob("*.restoring")), f"it left a file: {run}")
        self.reset()
        again = CliRun(self.command(), self.sandbox.environment())
        require(again.code == 0 and self.state() == self.new, f"with room again: {again}")
        return True

    def refused(self, name):
        """Full before it begins: nothing is begun, and the number of bytes stands there."""
        self.reset()
        filler = Filler(self.disks[name])
        filler.fill()
        try:
            run = CliRun(self.command(), self.sandbox.environment())
            require(run.code == 1, f"a full disk, and {run}")
            require("bytes are missing" in run.errors, f"the refusal names no number: {run}")
            require(self.is_untouched(), f"the target was touched: {run}")
        finally:
            filler.remove()

    def full_at(self, name, number, what):
        self.reset()
        filler = Filler(self.disks[name])
        try:
            run = run_filling_at(number, self.command(), self.watched, filler)
        except EndedBefore:
            return False  # how often SQLite writes differs by a few calls
        finally:
            filler.remove()
        return self.check(run, what)


def test():
    enter_own_mounts(sys.argv)
    options = arguments(__doc__, *OPTIONS)
    with Sandbox(Programs(options.programs), quick_folder()) as sandbox:
        case = Case(sandbox, options)
        try:
            broken = []
            for name, calls in case.calls().items():
                chosen, failed = spread(calls, options.samples), 0
                try:
                    case.refused(name)
                except Violation as violation:
                    broken.append(f"{name} full from the start: {violation}")
                    print(broken[-1], flush=True)
                for number, what in chosen:
                    try:
                        failed += case.full_at(name, number, what)
                    except Violation as violation:
                        broken.append(f"{name} full at call {number} ({what}): {violation}")
                        print(broken[-1], flush=True)
                print(f"{name} full at {len(chosen)} of {len(calls)} calls: {failed} restores failed with a sentence",
                      flush=True)
                require(calls, f"nothing was written for the {name}, so nothing was tested")
            require(not broken, f"{len(broken)} broke a promise, see above")
        finally:
            for folder in case.disks.values():
                subprocess.run(["umount", folder], check=False)


main(test)
