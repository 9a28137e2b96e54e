# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long after the click a page is complete: 50 watches looked at every hour for three years, and 20,000 runs."""

import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import time
import uuid

from common import database, say, table

HOUR = 3_600_000
HOURS = 3 * 365 * 24
WATCHES = 50
STRETCHES = 400  # of looks without a change, a watch: far more than a real disk has
RUNS = 20_000
DATABASES = 20
TROUBLE = ["unreachable", "lost", "unproven", "planted", "rolled-back", "not-mounted"]


def stretches(dice, start, now):
    """(state, first, last, looks) of all hours, as the catalogue keeps them: looks without a change are one row."""
    usual = HOURS // STRETCHES
    hour = 0
    while hour < HOURS:
        looks = min(dice.randint(usual // 2, usual * 3 // 2), HOURS - hour)
        first = start + hour * HOUR
        yield ("proven" if dice.random() < 0.9 else dice.choice(TROUBLE), first,
               min(now, first + (looks - 1) * HOUR), looks)
        hour += looks


def add_watches(catalogue, dice, start, now):
    memory, = catalogue.execute("SELECT memory FROM watches WHERE kind = 'folder'").fetchone()
    evidence, = catalogue.execute("SELECT evidence FROM observations LIMIT 1").fetchone()
    catalogue.execute("DELETE FROM watches")
    catalogue.execute("DELETE FROM observations")
    for number in range(WATCHES):
        watch = uuid.uuid4().bytes
        catalogue.execute("INSERT INTO watches (id, kind, folder, lock_folder, created_at, looked_at, is_watched, memory) "
                          "VALUES (?, 'folder', ?, x'', ?, ?, 1, ?)",
                          (watch, f"/srv/volume-{number:02}".encode(), start, now, memory))
        catalogue.executemany(
            "INSERT INTO observations (watch_id, state, survived, first_at, last_at, looks, sequence, evidence) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((watch, state, "boot" if state == "proven" else "", first, last, looks, row + 1, evidence)
             for row, (state, first, last, looks) in enumerate(stretches(dice, start, now))))


def add_runs(catalogue, dice, start):
    catalogue.row_factory = sqlite3.Row
    base = dict(catalogue.execute("SELECT * FROM runs WHERE outcome = 'succeeded'").fetchone())
    rows = []
    for number in range(RUNS):
        night = number // DATABASES
        began = start + night * 24 * HOUR + number % DATABASES * 600_000
        failed = dice.random() < 0.02
        rows.append({**base, "id": uuid.uuid4().bytes, "source": f"/srv/app{number % DATABASES:02}/data.db".encode(),
                     "backup_id": None, "started_at": began, "finished_at": began + 4000,
                     "bytes": 1_000_000 + night * 5000 + dice.randint(0, 200_000), "milliseconds": dice.randint(2000, 5000),
                     **({"outcome": "failed", "reason": "No room."} if failed else {})})
    names = ", ".join(base)
    catalogue.executemany(f"INSERT INTO runs ({names}) VALUES ({', '.join(':' + name for name in base)})", rows)
    catalogue.row_factory = None
    catalogue.executemany("INSERT OR IGNORE INTO known_databases VALUES (?)",
                          ((f"/srv/app{number:02}/data.db".encode(),) for number in range(DATABASES)))


def make_profile(bench):
    """A home with one real backup and one real watch, multiplied."""
    shutil.rmtree(bench.home, ignore_errors=True)
    watched = bench.home / "watched"
    watched.mkdir(parents=True)
    bench.back_up(database(bench, 1))
    subprocess.run([bench.cli, "canary", "plant", "--data", watched], env=bench.environment, stdout=subprocess.DEVNULL,
                   check=False)
    now = int(time.time() * 1000)
    start = now - HOURS * HOUR
    dice = random.Random(1)
    catalogue = sqlite3.connect(bench.home / "data" / "catalogue.db")
    add_watches(catalogue, dice, start, now)
    add_runs(catalogue, dice, start)
    catalogue.commit()
    looks, = catalogue.execute("SELECT sum(looks) FROM observations").fetchone()
    catalogue.close()
    return looks


def opening(bench, meter, page, lanes):
    run = subprocess.run([meter, page, str(lanes)], capture_output=True, text=True, check=False,
                         env={**bench.environment, "QT_QPA_PLATFORM": "offscreen", "TZ": os.environ.get("TZ", "UTC")})
    if run.returncode != 0:
        raise SystemExit(f"pagemeter {page} failed: {run.stdout} {run.stderr}")
    return json.loads(run.stdout)


def run(bench):
    meter = bench.programs / "pagemeter"
    if not meter.exists():
        return "## Pages\n\nNot measured: there is no pagemeter among the programs.\n"
    looks = make_profile(bench)
    rows = []
    for page, lanes in (("canary", WATCHES), ("history", DATABASES)):
        say(f"opening of the page {page}")
        figures = [opening(bench, meter, page, lanes) for _ in range(2 if bench.quick else 9)]
        complete = sorted(figure["complete_ms"] for figure in figures)
        rows.append((page, f"{statistics.median(figure['first_frame_ms'] for figure in figures):.0f}",
                     f"{statistics.median(complete):.0f}", f"{complete[0]:.0f} - {complete[-1]:.0f}"))
    return (f"## Pages\n\nFrom the click to the last frame of a page with {WATCHES} watches, {looks:,} looks and {RUNS:,} runs, "
            f"in milliseconds (wanted: below 500); {2 if bench.quick else 9} openings, each in a new window.\n\n"
            + table(("page", "first frame", "complete, median", "range"), rows))
