# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share: the programs under test, a place to work in, and how a backup is judged.

A test here is a script that raises Violation (or any other exception) to fail and calls skip() where the machine
lacks something; ctest knows the exit code.
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

SKIPPED = 77
SUFFIXES = {"db": ".db", "zip": ".zip", "zst": ".db.zst"}


class Violation(Exception):
    """A promise that was broken, in a sentence."""


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


def require(condition, sentence):
    if not condition:
        raise Violation(sentence)


class Programs:
    """Everything the build made, from the folder of its programs."""

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.cli = self._program("litekeeper-cli")
        self.livewriter = self._program("livewriter")
        self.filewatch = self._program("libfilewatch.so")
        self.sambashare = self._program("sambashare")

    def _program(self, name):
        path = self.folder / name
        if not path.exists():
            sys.exit(f"{path} is missing: build Litekeeper first")
        return str(path)


def arguments(description, *options):
    """Parses --programs and the test's own options, each a pair of a name and keywords."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--programs", required=True, help="the folder with litekeeper-cli, livewriter, libfilewatch.so")
    for name, keywords in options:
        parser.add_argument(name, **keywords)
    return parser.parse_args()


def quick_folder():
    """Where fsync costs nothing, for tests in which no power fails."""
    shared = Path("/dev/shm")
    usable = shared.is_dir() and os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > 512 << 20
    return shared if usable else None


class Sandbox:
    """A source, a destination and a home of Litekeeper in one temporary folder, which vanishes at the end."""

    def __init__(self, programs, parent=None):
        self.programs = programs
        self._parent = parent

    def __enter__(self):
        self.root = Path(tempfile.mkdtemp(prefix="litekeeper-e2e-", dir=self._parent))
        self.sources = self.root / "sources"
        self.source = self.sources / "bank.db"
        self.destination = self.root / "destination"
        self.home = self.root / "home"
        for folder in (self.sources, self.destination):
            folder.mkdir()
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root, ignore_errors=True)

    def create_bank(self, accounts, journal="wal", note_bytes=700):
        subprocess.run([self.programs.livewriter, "create", self.source, "--accounts", str(accounts),
                        "--journal", journal, "--note-bytes", str(note_bytes)], check=True)
        self.let_rest()

    def let_rest(self):
        """A database that was written within the last two seconds does not count as idle."""
        past = time.time() - 3600
        os.utime(self.source, (past, past))

    def environment(self, **watch):
        return {**os.environ, "LITEKEEPER_HOME": str(self.home), "LC_ALL": "C.UTF-8", "TZ": "UTC", **watch}

    def watched(self, **watch):
        """The environment in which libfilewatch.so watches: log=, record=, disturb=. How a run goes is shown to other
        processes a few times a second, in files that carry no promise; they would make the numbers differ."""
        watch.setdefault("ignore", self.home / "data" / "running")
        variables = {f"FILEWATCH_{key.upper()}": str(value) for key, value in watch.items()}
        sanitizers = {"ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0"}
        return self.environment(LD_PRELOAD=self.programs.filewatch, **sanitizers, **variables)

    def backup_command(self, format="db", proof="proven", destination=None):
        return [self.programs.cli, "backup", str(self.source), str(destination or self.destination),
                "--format", format, "--proof", proof, "--json"]

    def back_up(self, *, environment=None, **wishes):
        return CliRun(self.backup_command(**wishes), environment or self.environment())

    def history(self):
        run = CliRun([self.programs.cli, "history", "--limit", "1000", "--json"], self.environment())
        require(run.code == 0, f"history failed: {run.errors}")
        return run.document["runs"]


class SambaShare:
    """A real Samba server on loopback and its share through a real FUSE mount; gone with the object. Skips the test
    where that cannot be."""

    def __init__(self, programs):
        self._process = subprocess.Popen([programs.sambashare], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        first = self._process.stdout.readline().strip()
        if first.startswith("skip: "):
            skip(first.removeprefix("skip: "))
        require(first, "sambashare did not start")
        self.server = Path(first)
        self.share = Path(self._process.stdout.readline().strip())

    def tell(self, command):
        """freeze, thaw, kill or start."""
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()
        require(self._process.stdout.readline() == "done\n", f"sambashare could not {command}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait(60)


class CliRun:
    """One call of litekeeper-cli, run to its end."""

    def __init__(self, command, environment, timeout=300):
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=timeout, check=False)
        self.finish(done.returncode, done.stdout, done.stderr)

    @classmethod
    def of(cls, code, output, errors):
        run = cls.__new__(cls)
        run.finish(code, output, errors)
        return run

    def finish(self, code, output, errors):
        self.code = code
        self.output = output.decode(errors="replace")
        self.errors = errors.decode(errors="replace")
        try:
            self.document = json.loads(self.output)
        except ValueError:
            self.document = None

    @property
    def killed(self):
        return self.code == -signal.SIGKILL

    @property
    def outcome(self):
        return self.document.get("outcome") if self.document else None

    @property
    def claims_success(self):
        """Whether anything it said could be taken for a backup."""
        return self.code in (0, 3) or self.outcome in ("succeeded", "warning")

    def __str__(self):
        return f"exit {self.code}, outcome {self.outcome}, {self.errors.strip()[-300:]}"


def finals(folder):
    """The names in a destination that an admin takes for backups."""
    return sorted(entry for entry in Path(folder).iterdir()
                  if not entry.name.startswith(".") and not entry.name.endswith(".partial"))


def leftovers(folder):
    """Everything in a destination that is neither a backup nor one of its records."""
    found = [entry for entry in Path(folder).iterdir() if entry not in finals(folder) and entry.name != ".litekeeper"]
    records = Path(folder) / ".litekeeper"
    if records.is_dir():
        known = {"destination.json", "manifests"}
        found += [entry for entry in records.iterdir() if entry.name not in known]
        manifests = records / "manifests"
        if manifests.is_dir():
            found += [entry for entry in manifests.iterdir() if not entry.name.endswith(".json") or
                      entry.name.startswith(".")]
    return sorted(str(entry.relative_to(folder)) for entry in found)


def unpack(backup, into):
    """The database inside a backup, as a file that tools can open. `into` is a folder."""
    backup = Path(backup)
    target = Path(into) / "unpacked.db"
    if backup.name.endswith(".zip"):
        with zipfile.ZipFile(backup) as archive:
            names = archive.namelist()
            require(len(names) == 1, f"{backup.name} holds {names}")
            with archive.open(names[0]) as packed, open(target, "wb") as plain:
                shutil.copyfileobj(packed, plain, 1 << 20)
    elif backup.name.endswith(".zst"):
        subprocess.run(["zstd", "-q", "-d", "-f", str(backup), "-o", str(target)], check=True)
    else:
        shutil.copyfile(backup, target)
    return target


def content_of(database):
    """A hash of everything that SQL can see; raises if the file is not sound."""
    connection = sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)
    try:
        check = connection.execute("PRAGMA integrity_check").fetchone()[0]
        require(check == "ok", f"integrity_check of {database}: {check}")
        digest = hashlib.sha256()
        for line in connection.iterdump():
            digest.update(line.encode())
        return digest.hexdigest()
    finally:
        connection.close()


class Judge:
    """Says of a file in a destination whether it is a whole backup of a source that nobody writes to."""

    def __init__(self, source_copy, scratch):
        self._expected = content_of(source_copy)
        self._scratch = Path(scratch)
        self._whole = set()

    def check(self, backup):
        try:
            database = unpack(backup, self._scratch)
            digest = hashlib.sha256(database.read_bytes()).digest()
            if digest in self._whole:
                return
            content = content_of(database)
        except Exception as error:
            raise Violation(f"{backup} is not whole: {error}") from error
        require(content == self._expected, f"{backup} does not hold what the source holds")
        self._whole.add(digest)


def fingerprint(folder):
    """What lies in a folder: names, content hashes and times. Of a -shm only the name: it is where SQLite's readers
    and writers meet, and holds nothing that is not in the -wal."""
    result = {}
    for entry in sorted(Path(folder).rglob("*")):
        if entry.is_file():
            facts = (hashlib.sha256(entry.read_bytes()).hexdigest(), entry.stat().st_mtime_ns)
            result[str(entry.relative_to(folder))] = "shm" if entry.name.endswith("-shm") else facts
    return result


def main(test):
    """Runs the test and turns a broken promise into one line."""
    try:
        test()
    except Violation as violation:
        print(f"FAILED: {violation}")
        sys.exit(1)
