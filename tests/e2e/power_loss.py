#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records one backup and cuts the power at every instant of it, in every state that a disk may then be in.

No such state may show a final name, a manifest or a row of the catalogue without the whole backup behind it; and
once the program has said "succeeded", all of them must be there in every state.
"""

import hashlib
import json
import os
import sqlite3
import tempfile
from pathlib import Path

from harness import Programs, Sandbox, SUFFIXES, Violation, arguments, main, quick_folder, require
from recording import Disk, Inode, read_recording

OPTIONS = [
    ("--format", {"choices": SUFFIXES, "default": "db"}),
    ("--state", {"choices": ["used", "fresh", "replace"], "default": "used"}),
]


class Checker:
    """Judges one state of the disk."""

    def __init__(self, sandbox):
        self.destination = str(sandbox.destination)
        self.catalogue = str(sandbox.home / "data" / "catalogue.db")
        self.whole = {file.name: {file.read_bytes()} for file in sandbox.destination.iterdir() if file.is_file()}
        self.scratch = sandbox.root
        self.rows = {}  # of each content of the catalogue that was met
        self.states = 0

    def add_new(self, file):
        """The file that the recorded run left."""
        self.new = file.read_bytes()
        self.whole.setdefault(file.name, set()).add(self.new)

    def check(self, names, fate):
        """What is wrong with the state, or nothing."""
        self.states += 1
        content = {path: what.content(fate) for path, what in names.items() if isinstance(what, Inode)}
        whole = self._whole_backups(content)
        for name in self._names_of_backups(content):
            if name not in whole:
                return f"{name} has its final name and is not whole"
        for name in self._manifests(content):
            if name not in whole:
                return f"{name} has a manifest and is not whole"
        for name, _ in self._catalogue_rows(content):
            if name not in whole:
                return f"{name} stands in the catalogue and is not whole"
        return None

    def missing(self, name, names, fate):
        """What of a finished backup is not there."""
        content = {path: what.content(fate) for path, what in names.items() if isinstance(what, Inode)}
        if content.get(os.path.join(self.destination, name)) != self.new:
            return "its file"
        if name not in self._manifests(content):
            return "its manifest"
        row = (name, hashlib.sha256(self.new).digest())
        return None if row in self._catalogue_rows(content) else "its row in the catalogue"

    def _names_of_backups(self, content):
        return [os.path.basename(path) for path in content if os.path.dirname(path) == self.destination
                and not os.path.basename(path).startswith(".") and not path.endswith(".partial")]

    def _whole_backups(self, content):
        return {name for name in self._names_of_backups(content)
                if content[os.path.join(self.destination, name)] in self.whole.get(name, ())}

    def _manifests(self, content):
        folder = os.path.join(self.destination, ".litekeeper", "manifests")
        for path, data in content.items():
            if os.path.dirname(path) == folder and path.endswith(".json"):
                try:
                    json.loads(data)
                except ValueError as error:
                    raise Violation(f"the manifest {path} is broken: {error}") from error
                yield os.path.basename(path)[:-len(".json")]

    def _catalogue_rows(self, content):
        """Name and SHA-256 of the files in the catalogue as SQLite recovers it."""
        database = content.get(self.catalogue, b"")
        companions = {end: content.get(self.catalogue + end, b"") for end in ("-wal", "-journal")}
        key = hashlib.sha256(database + b"|".join(companions.values())).digest()
        if key not in self.rows:
            self.rows[key] = self._recover(database, companions)
        return self.rows[key]

    def _recover(self, database, companions):
        with tempfile.TemporaryDirectory(dir=self.scratch) as folder:
            copy = Path(folder) / "catalogue.db"
            copy.write_bytes(database)
            for end, data in companions.items():
                if data:
                    copy.with_name(copy.name + end).write_bytes(data)
            connection = sqlite3.connect(copy)
            try:
                if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'backups'").fetchone():
                    return []
                rows = connection.execute("SELECT file, sha256 FROM backups")
                return [(os.path.basename(file).decode(), sha256) for file, sha256 in rows]
            except sqlite3.DatabaseError as error:
                raise Violation(f"the catalogue does not recover: {error}") from error
            finally:
                connection.close()


def replay(disk, operations, checker, backup):
    """Cuts the power before each operation and after the last. Returns what is wrong, once for each operation."""
    wrong = []
    for number, operation in enumerate([*operations, None], 1):
        for state, names, fate in disk.states():
            problem = judge(checker, names, fate, backup if operation is None else None)
            if problem:
                wrong.append(f"power cut before operation {number} ({operation or 'the end'}), {state}: {problem}")
                break
        if operation is not None:
            disk.apply(operation)
    return wrong


def judge(checker, names, fate, claimed):
    try:
        problem = checker.check(names, fate)
        missing = checker.missing(claimed, names, fate) if claimed and not problem else None
    except Violation as violation:
        return str(violation)
    return f"the program said that it succeeded, and {missing} is gone" if missing else problem


def change(sandbox):
    """An old backup and a new one must not be the same bytes."""
    connection = sqlite3.connect(sandbox.source)
    connection.execute("UPDATE accounts SET balance = balance + 1")
    connection.commit()
    connection.close()
    sandbox.let_rest()


def record(sandbox, options):
    """One recorded backup: a maker of the disk before it, its operations, the checker and the backup's name."""
    fixed = sandbox.destination / ("fixed" + SUFFIXES[options.format])
    wishes = {"format": options.format, "destination": fixed if options.state == "replace" else None}
    if options.state != "fresh":
        run = sandbox.back_up(**wishes)
        require(run.code == 0, f"the first backup failed: {run}")
        change(sandbox)
    disk = Disk.of(sandbox.root)
    checker = Checker(sandbox)
    with tempfile.TemporaryDirectory(dir=quick_folder()) as elsewhere:
        tape = Path(elsewhere) / "tape"
        run = sandbox.back_up(environment=sandbox.watched(record=tape), **wishes)
        operations = read_recording(tape)
    require(run.code == 0, f"the recorded backup failed: {run}")
    backup = Path(run.document["backup"])
    checker.add_new(backup)
    return disk, operations, checker, backup.name


# Each of these must not go unnoticed, or the replay would prove nothing.
FORGETFUL = {
    "fsync of the backup": lambda operation: operation.name == "sync" and operation.fields[1].endswith(".partial"),
    "fsync of the destination folder":
        lambda operation: operation.name == "syncfolder" and operation.fields[1].endswith("/destination"),
    "fsync of the catalogue":
        lambda operation: operation.name == "sync" and "/catalogue.db" in operation.fields[1],
}


def check_that_forgetting_shows(disk, operations, checker, backup):
    for what, forgotten in FORGETFUL.items():
        kept = [operation for operation in operations if not forgotten(operation)]
        require(len(kept) < len(operations), f"there is no {what} in the recording")
        require(replay(disk(), kept, checker, backup), f"the replay does not notice a missing {what}")


def test():
    options = arguments(__doc__, *OPTIONS)
    with Sandbox(Programs(options.programs), quick_folder()) as sandbox:
        sandbox.create_bank(300)
        disk, operations, checker, backup = record(sandbox, options)
        wrong = replay(disk(), operations, checker, backup)
        for line in wrong:
            print(line)
        print(f"{len(operations)} operations, {checker.states} states of the disk, {len(checker.rows)} catalogues")
        require(not wrong, f"{len(wrong)} instants break a promise, see above")
        check_that_forgetting_shows(disk, operations, checker, backup)


main(test)
