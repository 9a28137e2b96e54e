# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the parts of the benchmark share: the programs, the machine, databases to back up, tables."""

import json
import os
import platform
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
from pathlib import Path

MIB = 1 << 20


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


class Bench:
    """The programs under test and the folder to work in."""

    def __init__(self, options):
        self.quick = options.quick
        self.rounds = options.rounds or (2 if options.quick else 7)
        self.programs = Path(options.programs).resolve()
        self.cli = str(self.programs / "litekeeper-cli")
        self.livewriter = str(self.programs / "livewriter")
        self.window = str(self.programs / "litekeeper")
        self.folder = Path(options.folder).resolve()
        self.output = self.folder / "output"
        self.home = self.folder / "home"
        if not Path(self.cli).exists():
            sys.exit(f"{self.cli} is missing: tests/bench/run.sh builds it")
        for folder in (self.output, self.home):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)

    @property
    def environment(self):
        return {**os.environ, "LITEKEEPER_HOME": str(self.home), "LC_ALL": "C.UTF-8"}

    def backup_command(self, source, *options):
        return [self.cli, "backup", str(source), str(self.output), "--json", *options]

    def back_up(self, source, *options):
        """Runs a backup and returns its report."""
        run = subprocess.run(self.backup_command(source, *options), env=self.environment, capture_output=True,
                             text=True, check=False)
        if run.returncode != 0:
            sys.exit(f"the backup failed: {run.stderr}")
        return json.loads(run.stdout)

    def clean(self):
        """No output of an earlier run, and nothing of it on its way to the disk."""
        shutil.rmtree(self.output, ignore_errors=True)
        self.output.mkdir()
        os.sync()

    def require_room(self, mebibytes):
        free = shutil.disk_usage(self.folder).free
        if free < mebibytes * MIB:
            sys.exit(f"{self.folder} has {free // MIB} MiB free and {mebibytes} MiB are needed; see --folder")


def database(bench, mebibytes):
    """An idle WAL database of that size, made once: text, numbers, some blobs, two indexes."""
    path = bench.folder / f"source-{mebibytes}.db"
    if path.exists():
        return path
    bench.require_room(mebibytes * 2)
    say(f"making a database of {mebibytes} MiB")
    unfinished = path.with_suffix(".making")
    unfinished.unlink(missing_ok=True)
    fill(unfinished, mebibytes)
    unfinished.rename(path)
    return path


WORDS = ("order invoice harbour canary customer paid open monthly light keeper storm winter oil ledger address street "
         "payment reminder the of and with from delivered returned note account balance total").split()


def fill(path, mebibytes):
    connection = sqlite3.connect(path)
    connection.executescript("""
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;
        CREATE TABLE orders (id INTEGER PRIMARY KEY, placed_at TEXT, customer INTEGER, total REAL, state TEXT,
                             note TEXT);
        CREATE TABLE attachments (id INTEGER PRIMARY KEY, order_id INTEGER, name TEXT, content BLOB);""")
    # The indexes take about a twelfth.
    for number in range(mebibytes):
        insert_mebibyte(connection, number)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        if pages * 4096 > mebibytes * MIB * 0.92:
            break
    connection.commit()
    connection.executescript("""
        CREATE INDEX orders_by_customer ON orders (customer, placed_at);
        CREATE INDEX orders_by_state ON orders (state, total);
        PRAGMA journal_mode = WAL;""")
    connection.close()


def insert_mebibyte(connection, number, rows=1600):
    dice = random.Random(number)
    text = " ".join(dice.choices(WORDS, k=6000))
    noise = dice.randbytes(8192)

    def order(index):
        start = dice.randrange(len(text) - 900)
        return (f"2026-{index % 12 + 1:02}-{index % 28 + 1:02}T{index % 24:02}:{number % 60:02}:00Z",
                dice.randrange(50_000), dice.randrange(10_000_000) / 100, WORDS[dice.randrange(12)],
                text[start:start + dice.randrange(200, 800)])

    connection.executemany("INSERT INTO orders (placed_at, customer, total, state, note) VALUES (?, ?, ?, ?, ?)",
                           (order(index) for index in range(rows - 400)))
    connection.executemany("INSERT INTO attachments (order_id, name, content) VALUES (?, ?, ?)",
                           ((number * rows + index, f"scan-{index}.jpg", noise[index * 7:index * 7 + 4000])
                            for index in range(80)))


def read_through(path):
    """Brings the file into the page cache, so that every run starts alike."""
    with open(path, "rb", buffering=0) as stream:
        while stream.read(MIB):
            pass


def table(header, rows):
    """Markdown, numbers to the right."""
    lines = ["| " + " | ".join(header) + " |", "|" + "|".join("---" if i == 0 else "--:" for i in range(len(header))) + "|"]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def seconds(values):
    return f"{statistics.median(values):.2f}"


def first_line(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip().splitlines()[0]
    except (OSError, IndexError):
        return "unknown"


def machine(bench):
    processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                      if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    place = first_line("findmnt", "-n", "-o", "FSTYPE,SOURCE", "-T", str(bench.folder))
    return (f"{processor}, {os.cpu_count()} processors, {memory:.0f} GiB memory, {' on '.join(place.split())}, "
            f"Linux {platform.release()}, SQLite {first_line('sqlite3', '--version').split()[0]}, "
            f"{first_line(bench.cli, '--version')}, load {os.getloadavg()[0]:.1f} at the start")
