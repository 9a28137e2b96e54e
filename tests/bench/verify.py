# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long it takes until one knows whether the database in a zip would restore, against doing it by hand."""

import json
import shutil
import statistics
import subprocess
import time

from common import MIB, database, read_through, say, seconds, table


def by_hand(bench, archive):
    """What a careful admin types; every step must say that all is well."""
    folder = bench.output / "unpacked"
    script = (f"unzip -tq '{archive}' && unzip -q '{archive}' -d '{folder}' && "
              f"for db in '{folder}'/*; do test \"$(sqlite3 \"$db\" 'PRAGMA integrity_check')\" = ok || exit 1; done")
    subprocess.run(["bash", "-c", script], check=True, capture_output=True)


def ours(bench, archive, level):
    run = subprocess.run([bench.cli, "verify", str(archive), "--level", level, "--json"], env=bench.environment,
                         capture_output=True, text=True, check=False)
    if run.returncode != 0 or json.loads(run.stdout)["verdict"] != "sound":
        raise SystemExit(f"the verification failed: {run.stderr or run.stdout}")


def run(bench):
    rows = []
    for size in (32,) if bench.quick else (128, 1024):
        bench.require_room(size * 4)
        source = database(bench, size)
        archive = bench.folder / f"verify-{size}.zip"
        archive.unlink(missing_ok=True)
        say(f"verify, packing {size} MiB")
        subprocess.run(["zip", "-q", "-1", "-j", str(archive), str(source)], check=True)
        read_through(archive)
        methods = {"by hand": lambda: by_hand(bench, archive), "Litekeeper, full": lambda: ours(bench, archive, "full"),
                   "Litekeeper, quick": lambda: ours(bench, archive, "quick")}
        times = {name: [] for name in methods}
        for number in range(min(bench.rounds, 3)):
            say(f"verify, {size} MiB, round {number + 1}")
            for name, method in methods.items():
                bench.clean()
                began = time.monotonic()
                method()
                times[name].append(time.monotonic() - began)
        reference = statistics.median(times["by hand"])
        packed = archive.stat().st_size / MIB
        for name, took in times.items():
            rows.append((f"{size} MiB ({packed:.0f} in the zip), {name}", seconds(took),
                         f"{statistics.median(took) / reference:.2f}"))
        archive.unlink()
        shutil.rmtree(bench.output, ignore_errors=True)
    bench.clean()
    return ("## Verifying a zip\n\nBy hand: `unzip -t`, `unzip`, and `PRAGMA integrity_check` in `sqlite3`. Litekeeper "
            "also audits the zip, hashes, checks foreign keys and reads every row of every table (wanted: faster in "
            "all).\n\n" + table(("zip", "seconds", "to by hand"), rows))
