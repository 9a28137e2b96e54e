# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A program that lives in its database, as those do whose databases Litekeeper backs up."""

import json
import os
import signal
import subprocess

from harness import require


class LiveWriter:
    """A process of its own that commits transfers without pause and keeps a log of them in `folder`."""

    def __init__(self, programs, database, folder, journal, interval_us=1000):
        self.program = programs.livewriter
        self.log = folder / "transfers.log"
        self.figures = folder / "figures.json"
        # An application that wants a commit a millisecond does not sync each one.
        synchronous = "normal" if journal == "wal" else "off"
        self.process = subprocess.Popen(
            [self.program, "write", database, self.log, "--journal", journal, "--synchronous", synchronous,
             "--interval-us", str(interval_us), "--figures", self.figures], stdout=subprocess.PIPE)
        require(self.process.stdout.readline() == b"ready\n", "the live writer did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def acknowledged(self):
        """The number of the newest transfer whose commit has come back."""
        with open(self.log, "rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - 4096))
            lines = log.read().split(b"\n")[:-1]
        return max(int(line.split()[1]) for line in lines if line.startswith(b"a "))

    def end(self):
        require(self.process.poll() is None, f"the live writer died with exit code {self.process.returncode}")
        self.process.send_signal(signal.SIGTERM)
        require(self.process.wait(60) == 0, f"the live writer failed with exit code {self.process.returncode}")
        return json.loads(self.figures.read_text())

    def verify(self, database, *options):
        run = subprocess.run([self.program, "verify", database, self.log, *options], capture_output=True, text=True,
                             check=False)
        require(run.returncode == 0, f"{run.stdout}{run.stderr}".strip())
        return int(run.stdout)
