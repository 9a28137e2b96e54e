#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a restore, or lets a system call fail, at every call by which the program changes a file: the target is what it was
or what the backup is, whole, the safety copy is intact, and a second restore works."""

import errno
import hashlib
import shutil
import sqlite3
import subprocess

from harness import CliRun, Programs, Sandbox, Violation, arguments, main, quick_folder, require

DISTURBANCES = {
    "kill": "{n}:kill",
    "no-space": "{n}:%d" % errno.ENOSPC,
    "no-space-onwards": "{n}+:%d" % errno.ENOSPC,
    "io-error": "{n}:%d" % errno.EIO,
    "short-write": "{n}:short",
}

OPTIONS = [
    ("--disturb", {"choices": DISTURBANCES, "default": "kill"}),
    ("--way", {"choices": ["live", "swap", "tables"], "default": "live"}),
    ("--journal", {"default": "wal"}),
    ("--crashed", {"action": "store_true", "help": "the target's program died and left its companion files"}),
    ("--safety-copy", {"action": "store_true", "help": "make one each time, as users do"}),
    ("--only", {"type": int, "help": "just this call"}),
]

# All of the bank's, so that its content is that of the backup.
TABLES = ["accounts", "plan", "progress", "transfers"]


def content_of(database, scratch):
    """A hash of all rows, read from a copy with its companions."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    for suffix in ("", "-wal", "-journal"):
        file = database.with_name(database.name + suffix)
        if file.exists():
            shutil.copyfile(file, scratch / file.name)
    connection = sqlite3.connect(scratch / database.name)
    try:
        check = connection.execute("PRAGMA integrity_check").fetchone()[0]
        require(check == "ok", f"the target is damaged: {check}")
        digest = hashlib.sha256()
        for line in connection.iterdump():
            digest.update(line.encode())
        return digest.hexdigest()
    except sqlite3.DatabaseError as error:
        raise Violation(f"the target cannot be read: {error}") from error
    finally:
        connection.close()


class Case:
    """A backup, and a database that went on since; put back before each disturbance."""

    def __init__(self, sandbox, options):
        self.sandbox = sandbox
        self.options = options
        self.template = sandbox.root / "template"
        self.scratch = sandbox.root / "scratch"
        sandbox.create_bank(40, options.journal)
        run = sandbox.back_up()
        require(run.code == 0, f"the backup failed: {run}")
        self.backup = run.document["backup"]
        self.new = content_of(sandbox.source, self.scratch)
        self.go_on()
        sandbox.let_rest()
        self.old = content_of(sandbox.source, self.scratch)
        require(self.old != self.new, "the database did not change")
        self.template.mkdir()
        for folder in self.folders():
            shutil.copytree(folder, self.template / folder.name)

    def folders(self):
        return self.sandbox.home, self.sandbox.destination, self.sandbox.sources

    def go_on(self):
        log = self.sandbox.root / "transfers.log"
        writer = subprocess.Popen([self.sandbox.programs.livewriter, "write", self.sandbox.source, log, "--interval-us", "1000",
                                   "--journal", self.options.journal], stdout=subprocess.PIPE)
        require(writer.stdout.readline() == b"ready\n", "the application did not start")
        while log.stat().st_size == 0:
            pass
        if not self.options.crashed:
            writer.terminate()
            writer.wait()
            sqlite3.connect(self.sandbox.source).execute("SELECT count(*) FROM sqlite_schema").connection.close()
        else:
            writer.kill()
            writer.wait()

    def reset(self):
        for folder in self.folders():
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(self.template / folder.name, folder)

    def restore(self, environment=None):
        command = [self.sandbox.programs.cli, "restore", self.backup, str(self.sandbox.source), "--json"]
        if self.options.way == "tables":
            command += [option for table in TABLES for option in ("--table", table)]
        else:
            command += ["--way", self.options.way]
        if not self.options.safety_copy:
            command.append("--no-safety-copy")
        return CliRun(command, environment or self.sandbox.environment())

    def watched(self, **watch):
        """Without the catalogue, whose calls vary and which a backup's tests disturb."""
        return self.sandbox.watched(ignore=self.sandbox.home, **watch)

    def count(self):
        self.reset()
        log = self.sandbox.root / "calls.log"
        run = self.restore(self.watched(log=log))
        require(run.code == 0, f"the undisturbed restore failed: {run}")
        require(content_of(self.sandbox.source, self.scratch) == self.new, "the undisturbed restore did not restore")
        return [line.split(" ", 3)[2:] for line in log.read_text().splitlines()]

    def disturb(self, number):
        self.reset()
        run = self.restore(self.watched(disturb=DISTURBANCES[self.options.disturb].format(n=number)))
        state = content_of(self.sandbox.source, self.scratch)
        require(state in (self.old, self.new), f"the target is a mixture: {run}")
        require(run.killed or run.code in (0, 1, 3), f"an error ended the program with {run}")
        if run.code in (0, 3):
            require(state == self.new, f"a success that restored nothing: {run}")
            require(run.document and run.document["restored"], f"a success without its report: {run}")
        elif not run.killed:
            require(run.errors.strip(), f"a failure without a sentence: {run}")
            require(not self.leftovers(), f"a failed restore left {self.leftovers()}: {run}")
        self.check_safety_copies()
        again = self.restore()
        require(again.code == 0, f"the second restore: {again}")
        require(content_of(self.sandbox.source, self.scratch) == self.new, "the second restore did not restore")
        require(not self.leftovers(), f"the second restore left {self.leftovers()}")
        return run

    def leftovers(self):
        return [entry.name for entry in self.sandbox.sources.iterdir() if entry.name.endswith(".restoring")]

    def check_safety_copies(self):
        for copy in self.sandbox.destination.glob("*-before-restore-*.db"):
            require(content_of(copy, self.scratch) == self.old, f"the safety copy {copy.name} is not what was there")


def test():
    options = arguments(__doc__, *OPTIONS)
    with Sandbox(Programs(options.programs), quick_folder()) as sandbox:
        case = Case(sandbox, options)
        calls = case.count()
        broken = []
        killed = 0
        numbers = [options.only] if options.only else range(1, len(calls) + 1)
        for number in numbers:
            try:
                run = case.disturb(number)
                killed += run.killed
                if options.disturb == "kill" and not run.killed:
                    raise Violation("it did not kill")
            except (Violation, subprocess.TimeoutExpired) as violation:
                broken.append(f"call {number} of {len(calls)} ({' '.join(calls[number - 1])}): {violation}")
                print(broken[-1], flush=True)
        names = sorted({call[0] for call in calls})
        print(f"{options.disturb} at {len(numbers)} calls ({', '.join(names)}): {killed} killed, {len(broken)} broken")
        require(not broken, f"{len(broken)} of {len(numbers)} disturbances broke a promise, see above")


main(test)
