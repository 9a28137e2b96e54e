# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an application feels that commits once a millisecond while its database is backed up."""

import json
import os
import signal
import subprocess
import time

from common import say, table


class LiveWriter:
    def __init__(self, bench, accounts):
        self.database = bench.folder / "live.db"
        self.log = bench.folder / "live.log"
        self.latencies = bench.folder / "live.latencies"
        self.program = bench.livewriter
        for end in ("", "-wal", "-shm", "-journal"):
            self.database.with_name(self.database.name + end).unlink(missing_ok=True)
        self.log.unlink(missing_ok=True)
        subprocess.run([self.program, "create", self.database, "--accounts", str(accounts)], check=True)
        os.sync()

    def __enter__(self):
        self.process = subprocess.Popen([self.program, "write", self.database, self.log, "--latencies", self.latencies],
                                        stdout=subprocess.PIPE)
        self.process.stdout.readline()
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        for path in self.database.parent.glob("live.*"):
            path.unlink()

    def end(self):
        """Every commit: its begin on the monotonic clock in seconds, and how long it took in milliseconds."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        lines = (line.split() for line in self.latencies.read_text().splitlines())
        return [(int(began) / 1e9, int(took) / 1e3) for began, took in lines]


class Span:
    """A stretch of time in which something else happened."""

    def __init__(self, name):
        self.name = name
        self.note = ""

    def __enter__(self):
        self.began = time.monotonic()
        return self

    def __exit__(self, *_):
        self.ended = time.monotonic()

    def row(self, commits, before):
        times = sorted(took for began, took in commits if began < self.ended and began + took / 1000 > self.began)
        p99 = times[int((len(times) - 1) * 0.99)]
        ratio = f"{p99 / before:.2f}" if before else ""
        return p99, (self.name, f"{self.ended - self.began:.2f}", len(times), f"{times[len(times) // 2]:.2f}",
                     f"{p99:.2f}", ratio, f"{times[-1]:.1f}", self.note)


def litekeeper(bench, writer, *options):
    with Span("Litekeeper, " + " ".join(options).replace("--", "")) as span:
        report = bench.back_up(writer.database, *options)
    span.note = f"{report['restarts']} restarts, held {report['hold_seconds']:.2f} s"
    return span


def shell_backup(bench, writer, limit):
    copy = bench.output / "copy"
    with Span("`sqlite3 .backup`") as span:
        try:
            done = subprocess.run(["sqlite3", str(writer.database), f".backup '{copy}'"], timeout=limit, check=False,
                                  capture_output=True, text=True)
            span.note = "finished" if done.returncode == 0 else done.stderr.strip()
        except subprocess.TimeoutExpired:
            span.note = f"not finished after {limit} s, ended"
    return span


def run(bench):
    megabytes, quiet, limit = (64, 2, 5) if bench.quick else (1024, 10, 60)
    bench.require_room(megabytes * 4)
    say(f"live writer, {megabytes} MiB")
    spans = []
    with LiveWriter(bench, megabytes * 1275) as writer:
        time.sleep(1)
        with Span("nothing else") as before:
            time.sleep(quiet)
        for options in (("--proof", "copied"), ("--proof", "read-back"), ("--proof", "proven"),
                        ("--format", "zst", "--proof", "read-back")):
            bench.clean()
            time.sleep(1)
            spans.append(litekeeper(bench, writer, *options))
        bench.clean()
        time.sleep(1)
        spans.append(shell_backup(bench, writer, limit))
        commits = writer.end()
    bench.clean()
    p99, first = before.row(commits, None)
    rows = [first] + [span.row(commits, p99)[1] for span in spans]
    return (f"## A writer at work\n\nA WAL database of {megabytes} MiB in which an application commits a transfer every "
            f"millisecond; its commit times in milliseconds (wanted: p99 within 1.5 times of before, longest below 100, 0 "
            f"restarts).\n\n"
            + table(("meanwhile", "seconds", "commits", "p50", "p99", "to before", "longest", ""), rows))
