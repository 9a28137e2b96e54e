# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long after its start a window is painted, on a display of our own, with the windows of comparable programs."""

import mmap
import os
import shutil
import signal
import struct
import subprocess
import tempfile
import time
from pathlib import Path

from common import say, table

PROGRAMS = [("Litekeeper", None), ("DB Browser for SQLite", "sqlitebrowser"), ("Vorta", "vorta")]
WIDTH, HEIGHT = 1600, 1000


class Display:
    """Xvfb with its screen in a file that we can look at without asking the server."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        reader, writer = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-br", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", self.folder.name,
             "-nolisten", "tcp"], pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as answer:
            self.name = ":" + answer.readline().strip()
        with open(Path(self.folder.name) / "Xvfb_screen0", "rb") as file:
            self.screen = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # XWD format 7: the header's size, then the colour map of 12 bytes an entry, then the pixels.
        header = struct.unpack(">25I", self.screen[:100])
        self.pixels = header[0] + header[19] * 12
        self.line = header[12]
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()
        self.folder.cleanup()

    def is_painted(self):
        """Whether a window's worth of pixels is lit, in more than the few colours of an empty frame."""
        lit, colours = 0, set()
        for row in range(4, HEIGHT, 12):
            start = self.pixels + row * self.line
            pixels = memoryview(self.screen[start:start + WIDTH * 4]).cast("I")[::3]
            values = set(pixels)
            colours |= values
            if values != {0} and values != {0xff000000}:
                lit += 1
        return lit > 20 and len(colours) > 24


def first_paint(display, command, home):
    environment = {**os.environ, "DISPLAY": display.name, "HOME": str(home), "XDG_CONFIG_HOME": f"{home}/.config",
                   "XDG_DATA_HOME": f"{home}/.local/share", "XDG_CACHE_HOME": f"{home}/.cache", "QT_QPA_PLATFORM": "xcb",
                   "LITEKEEPER_HOME": f"{home}/litekeeper", "LC_ALL": "C.UTF-8"}
    environment.pop("WAYLAND_DISPLAY", None)
    began = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True)
    try:
        while time.monotonic() - began < 30:
            if display.is_painted():
                return time.monotonic() - began
            if process.poll() is not None:
                return None
            time.sleep(0.002)
        return None
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def starts(command, rounds):
    """First paints with a home that has been used once, so that no welcome page is in the way."""
    times = []
    with tempfile.TemporaryDirectory() as home:
        for number in range(rounds + 1):
            with Display() as display:
                took = first_paint(display, command, home)
            if number > 0:
                times.append(took)
    return times


def run(bench):
    if not shutil.which("Xvfb"):
        return "## First paint\n\nNot measured: Xvfb is not installed.\n"
    rounds = 2 if bench.quick else 9
    rows = []
    for name, program in PROGRAMS:
        command = bench.window if program is None else shutil.which(program)
        if command is None or not Path(command).exists():
            rows.append((name, "not installed", ""))
            continue
        say(f"first paint of {name}")
        times = starts([command], rounds)
        painted = sorted(took for took in times if took is not None)
        if not painted:
            rows.append((name, "no window within 30 s", ""))
            continue
        rows.append((name, f"{painted[len(painted) // 2] * 1000:.0f}",
                     f"{painted[0] * 1000:.0f} - {painted[-1] * 1000:.0f}"))
    return (f"## First paint\n\nFrom the start of the program to a painted window under Xvfb, warm, {rounds} starts, in "
            "milliseconds.\n\n" + table(("program", "median", "range"), rows))
