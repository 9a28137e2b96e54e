#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The boot gate and a watch in a root that holds the program, its libraries and nothing else: no /proc, no /dev, no
shell, no home, no locale and no display."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from harness import Programs, arguments, main, require, skip

STARTS = 20


def libraries_of(program):
    """What the loader will load, and the loader itself."""
    listed = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    paths = []
    for line in listed.splitlines():
        words = line.split()
        if "=>" in words and words[words.index("=>") + 1].startswith("/"):
            paths.append(words[words.index("=>") + 1])
        elif words and words[0].startswith("/"):
            paths.append(words[0])
    return paths


class Container:
    """A folder to become the root of the program; what is mounted in it goes with the process."""

    def __init__(self, root, program):
        self.root = Path(root)
        self.libraries = libraries_of(program)
        for library in self.libraries:
            self.place(library, library)
        self.place(program, "/litekeeper-cli")
        (self.root / "data").mkdir()
        (self.root / "app").mkdir()

    def place(self, source, target):
        inside = self.root / str(target).lstrip("/")
        inside.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(os.path.realpath(source), inside)

    def run(self, *words, environment=None):
        command = ["unshare", "--mount", "chroot", str(self.root), "/litekeeper-cli", *words]
        return subprocess.run(command, env={"PATH": os.environ["PATH"], **(environment or {})},
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)

    def canary(self, *words, **more):
        run = self.run("canary", *words, "--json", **more)
        try:
            document = json.loads(run.stdout)
        except ValueError:
            document = {}
        return run, document

    def gate(self, *words, **more):
        return self.canary("gate", "--db", "/data/app.db", "--lock", "/app/tmp/p.lock", *words, **more)

    def expect(self, answer, state, code):
        run, document = answer
        require(run.returncode == code and document.get("state") == state,
                f"expected {state} ({code}), got exit {run.returncode}: {run.stdout[-500:]}{run.stderr[-500:]}")
        require(document["exit"] == code and document["says"], f"the document does not agree: {document}")
        require(not run.stderr, f"it complains: {run.stderr}")
        return document


def check_libraries(container):
    names = [Path(library).name for library in container.libraries]
    unwanted = [name for name in names if "Gui" in name or "Widgets" in name or name.startswith(("libX11", "libGL"))]
    require(not unwanted, f"it loads {unwanted}")
    size = sum(entry.stat().st_size for entry in container.root.rglob("*") if entry.is_file())
    print(f"{len(names)} libraries, {size / 1048576:.1f} MiB with the program")


def check_gate(container):
    volatile = container.gate()
    if volatile[1].get("evidence", {}).get("volatile"):
        skip("the folder for temporary files is in memory or in a container's layer")
    container.expect(volatile, "planted", 10)
    require((container.root / "data/app.db").stat().st_size > 0, "no database was made")
    container.expect(container.gate(), "unproven", 11)
    container.expect(container.gate("--override"), "asserted", 0)
    shutil.rmtree(container.root / "app/tmp")
    passed = container.expect(container.gate(), "asserted", 0)
    host = passed["evidence"]["host"]
    require(not any(host.values()), f"without /proc and /etc nothing can be known of the host, and it says {host}")
    os.remove(container.root / "data/app.db")
    container.expect(container.gate(), "lost", 12)
    container.expect(container.gate(environment={"LITEKEEPER_CANARY": "off"}), "disabled", 0)


def check_watch(container):
    folders = ("--data", "/app", "--registry", "/data/registry")
    container.expect(container.canary("plant", *folders), "planted", 10)
    container.expect(container.canary("check", *folders), "unproven", 11)
    os.remove(container.root / "app/.litekeeper-canary.json")
    container.expect(container.canary("check", *folders), "lost", 12)


def measure(container):
    """Reported, and not asserted: it depends on the machine."""
    def took(*words):
        begun = time.perf_counter()
        container.run(*words)
        return time.perf_counter() - begun

    def fastest(*words):
        return min(took(*words) for _ in range(STARTS)) * 1000

    def empty():
        command = ["unshare", "--mount", "chroot", str(container.root), "/nothing"]
        begun = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)
        return time.perf_counter() - begun

    around = min(empty() for _ in range(STARTS)) * 1000
    gate = ("canary", "gate", "--db", "/data/app.db", "--lock", "/app/tmp/p.lock", "--json")
    print(f"unshare and chroot {around:.1f} ms; with --version {fastest('--version'):.1f} ms, "
          f"with the gate {fastest(*gate):.1f} ms")


def test():
    options = arguments(__doc__)
    if os.geteuid() != 0:
        skip("chroot needs root")
    if not shutil.which("unshare") or not shutil.which("chroot") or not shutil.which("ldd"):
        skip("unshare, chroot or ldd is missing")
    possible = subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False)
    if possible.returncode != 0:
        skip("no mount name space of our own is allowed here")
    program = Programs(options.programs).cli
    with tempfile.TemporaryDirectory(prefix="litekeeper-e2e-") as root:
        container = Container(root, program)
        if any("san.so" in library for library in container.libraries):
            skip("a sanitizer needs /proc")
        check_libraries(container)
        check_gate(container)
        check_watch(container)
        measure(container)


main(test)
