# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small file systems of our own, and how they become full in the middle of a run."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from harness import CliRun, Violation, skip


class EndedBefore(Violation):
    """The program was through before the call at which it was to be stopped."""


def enter_own_mounts(arguments_of_test):
    """A mount name space of our own, with a user name space where we are not root: nothing is left mounted."""
    if os.environ.get("LITEKEEPER_OWN_MOUNTS"):
        return
    command = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    try:
        possible = subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        possible = False
    if not possible:
        skip("mounting a small file system needs root or user name spaces (unshare)")
    os.environ["LITEKEEPER_OWN_MOUNTS"] = "1"
    os.execvp(command[0], [*command, sys.executable, *arguments_of_test])


def mount_small(folder, mebibytes):
    run = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m", "tmpfs", folder], capture_output=True,
                         text=True, check=False)
    if run.returncode != 0:
        skip(f"a small file system cannot be mounted: {run.stderr.strip()}")


class Filler:
    """A file that takes all the room there is."""

    def __init__(self, folder):
        self.path = Path(folder) / ".filler"

    def fill(self):
        with open(self.path, "wb", buffering=0) as stream:
            for size in (1 << 20, 4096, 1):
                try:
                    while True:
                        stream.write(bytes(size))
                except OSError:
                    pass

    def remove(self):
        self.path.unlink(missing_ok=True)


def run_filling_at(number, command, watched, filler):
    """Stops the program at its call of that number, fills the disk, and lets it go on."""
    process = subprocess.Popen(command, env=watched(disturb=f"{number}:stop"), stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        process.returncode = os.waitstatus_to_exitcode(status)
        raise EndedBefore(f"it ended before its call {number} with {process.returncode}")
    filler.fill()
    process.send_signal(signal.SIGCONT)
    output, errors = process.communicate(timeout=120)
    return CliRun.of(process.returncode, output, errors)


def spread(calls, samples):
    """The first, the last and what lies evenly between."""
    if not samples or samples >= len(calls):
        return calls
    return [calls[index * (len(calls) - 1) // (samples - 1)] for index in range(samples)]
