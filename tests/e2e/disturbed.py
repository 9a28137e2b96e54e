#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a backup, or lets a system call fail, at every call by which the program changes a file."""

import errno
import shutil
import sqlite3
import subprocess
from pathlib import Path

from harness import (Judge, Programs, Sandbox, SUFFIXES, Violation, arguments, fingerprint, finals, leftovers, main,
                     quick_folder, require)

DISTURBANCES = {
    "kill": "{n}:kill",
    "no-space": "{n}:%d" % errno.ENOSPC,
    "no-space-onwards": "{n}+:%d" % errno.ENOSPC,
    "io-error": "{n}:%d" % errno.EIO,
    "interrupted": "{n}:%d" % errno.EINTR,
    "short-write": "{n}:short",
}

OPTIONS = [
    ("--disturb", {"choices": DISTURBANCES, "default": "kill"}),
    ("--format", {"choices": SUFFIXES, "default": "db"}),
    ("--journal", {"default": "wal"}),
    ("--state", {"choices": ["used", "fresh", "replace"], "default": "used",
                 "help": "used: home and destination hold an earlier backup; fresh: the first run; replace: the name "
                         "is taken by an earlier backup"}),
    ("--source", {"choices": ["idle", "live", "crashed"], "default": "idle",
                  "help": "live: an application has it open; crashed: one died and left its companion files"}),
    ("--only", {"type": int, "help": "just this call"}),
]


class Case:
    """One state of the world, put back before each disturbance."""

    def __init__(self, sandbox, options):
        self.sandbox = sandbox
        self.options = options
        self.template = sandbox.root / "template"
        self.fixed = sandbox.destination / ("fixed" + SUFFIXES[options.format])
        self._prepare()

    def _prepare(self):
        sandbox = self.sandbox
        sandbox.create_bank(1500, self.options.journal)
        self._open_application()
        scratch = sandbox.root / "scratch"
        scratch.mkdir()
        self.judge = Judge(self._reference(scratch), scratch)
        if self.options.state != "fresh":
            run = self.back_up()
            require(run.code == 0, f"the first backup failed: {run}")
        self.template.mkdir()
        for folder in (sandbox.home, sandbox.destination):
            if folder.exists():
                shutil.copytree(folder, self.template / folder.name)
        self.sources = fingerprint(sandbox.sources)
        self.old = fingerprint(sandbox.destination)
        self.runs = len(sandbox.history()) if self.options.state != "fresh" else 0

    def _open_application(self):
        """An application commits once and stays, or dies. It is another process: reading the source here would
        otherwise drop its locks."""
        sandbox = self.sandbox
        self.application = None
        if self.options.source != "idle":
            hour = str(3_600_000_000)
            self.application = subprocess.Popen(
                [sandbox.programs.livewriter, "write", sandbox.source, sandbox.root / "transfers.log",
                 "--interval-us", hour, "--journal", self.options.journal], stdout=subprocess.PIPE)
            require(self.application.stdout.readline() == b"ready\n", "the application did not start")
        if self.options.source == "crashed":
            self.close()

    def _reference(self, scratch):
        """What the source holds, from a copy of its files."""
        for file in self.sandbox.sources.iterdir():
            shutil.copyfile(file, scratch / file.name)
        reference = scratch / self.sandbox.source.name
        connection = sqlite3.connect(reference)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()
        self.sandbox.let_rest()
        return reference

    def close(self):
        if self.application:
            self.application.kill()
            self.application.wait()

    def reset(self):
        for folder in (self.sandbox.home, self.sandbox.destination):
            shutil.rmtree(folder, ignore_errors=True)
            if (self.template / folder.name).exists():
                shutil.copytree(self.template / folder.name, folder)

    def back_up(self, environment=None):
        destination = self.fixed if self.options.state == "replace" else None
        return self.sandbox.back_up(environment=environment, format=self.options.format, destination=destination)

    def count(self):
        """How many calls change files when nothing goes wrong, and which."""
        self.reset()
        log = self.sandbox.root / "calls.log"
        run = self.back_up(self.sandbox.watched(log=log))
        require(run.code == 0, f"the undisturbed backup failed: {run}")
        return [line.split(" ", 3)[2:] for line in log.read_text().splitlines()]

    def new_finals(self):
        return [entry for entry in finals(self.sandbox.destination) if entry.name not in self.old]

    def disturb(self, number):
        self.reset()
        run = self.back_up(self.sandbox.watched(disturb=DISTURBANCES[self.options.disturb].format(n=number)))
        self.check_state(run)
        self.check_next_run(run)
        return run

    def check_state(self, run):
        for backup in finals(self.sandbox.destination):
            self.judge.check(backup)
        now = fingerprint(self.sandbox.destination)
        if self.options.state == "used":
            for name, was in self.old.items():
                require(now.get(name) == was, f"the earlier {name} was changed")
        require(fingerprint(self.sandbox.sources) == self.sources, "something changed beside the source")
        if self.options.disturb == "kill":
            require(not run.claims_success or run.document is not None and run.code in (0, -9), f"a kill, and {run}")
        else:
            require(run.code in (0, 1, 3), f"an error ended the program with {run}")
        if run.claims_success and not run.killed:
            require(run.document and run.document["backup"], f"a success without its report: {run}")
            backup = Path(run.document["backup"])
            require(backup.is_file(), f"a success without its file {backup}")
            require(run.document["proof"] == "proven", f"a success that is only {run.document['proof']}")
        elif not run.killed:
            require(run.errors.strip(), f"a failure without a sentence: {run}")
            require(not self.new_finals(), f"a failed run left {self.new_finals()}: {run}")
            require(not self.stray_partials(), f"a failed run left {self.stray_partials()}: {run}")

    def stray_partials(self):
        return [entry.name for entry in self.sandbox.destination.iterdir() if entry.name.endswith(".partial")]

    def manifest_of(self, backup):
        return self.sandbox.destination / ".litekeeper" / "manifests" / (backup.name + ".json")

    def check_what_is_known(self, entry, published, has_manifest):
        """A killed run had given its file the final name: with a manifest it is a backup, without one it is named."""
        if has_manifest:
            require(entry["backup"] == str(published), f"{published} was left, the history says: {entry}")
        else:
            require(str(published) in entry.get("reason", ""), f"{published} was left, the history says: {entry}")

    def check_next_run(self, disturbed):
        published = self.new_finals()
        begun = published or self.stray_partials()
        has_manifest = [self.manifest_of(backup).exists() for backup in published] == [True]
        run = self.back_up()
        require(run.code == 0 and run.outcome == "succeeded", f"the next run: {run}")
        self.judge.check(run.document["backup"])
        require(not leftovers(self.sandbox.destination),
                f"after the next run there is still {leftovers(self.sandbox.destination)}")
        history = self.sandbox.history()
        outcomes = [entry["outcome"] for entry in history]
        require(outcomes[0] == "succeeded" and "running" not in outcomes, f"the history says {outcomes}")
        extra = outcomes[1:len(outcomes) - self.runs]
        require(len(extra) <= 1, f"one run became {extra}")
        if disturbed.killed:
            # Before its row was stored nobody can know of it, after it was closed it is what it is.
            require(not extra or extra[0] in ("interrupted", "succeeded"), f"the killed run is {extra}")
            require(extra or not begun, "the killed run is not in the history")
            if published:
                self.check_what_is_known(history[1], published[0], has_manifest)
        elif disturbed.claims_success:
            require(extra and extra[0] == disturbed.outcome or disturbed.outcome == "warning",
                    f"it said {disturbed.outcome}, the history says {extra}")


# The catalogue's last checkpoint writes some pages more or less from run to run, so that a run may end a few calls before
# the one that was counted did.
VARIABLE = 8


def main_loop(case, options):
    calls = case.count()
    broken = []
    interrupted = 0
    numbers = [options.only] if options.only else range(1, len(calls) + 1)
    for number in numbers:
        what = " ".join(calls[number - 1])
        try:
            run = case.disturb(number)
            interrupted += run.killed
            if options.disturb == "kill" and not run.killed:
                require(number > len(calls) - VARIABLE, f"call {number} of {len(calls)} did not kill")
        except (Violation, subprocess.TimeoutExpired) as violation:
            broken.append(f"call {number} of {len(calls)} ({what}): {violation}")
            print(broken[-1], flush=True)
    names = sorted({call[0] for call in calls})
    print(f"{options.disturb} at {len(numbers)} calls ({', '.join(names)}): {interrupted} killed, {len(broken)} broken")
    require(not broken, f"{len(broken)} of {len(numbers)} disturbances broke a promise, see above")


def test():
    options = arguments(__doc__, *OPTIONS)
    with Sandbox(Programs(options.programs), quick_folder()) as sandbox:
        case = Case(sandbox, options)
        try:
            main_loop(case, options)
        finally:
            case.close()


main(test)
