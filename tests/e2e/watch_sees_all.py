#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what libfilewatch.so sees of a backup with what the kernel sees (strace): no call may escape it."""

import re
import shutil
import subprocess
from collections import Counter

from harness import Programs, Sandbox, SUFFIXES, arguments, main, require, skip

# What changes names or contents, with the name that the watch gives it. The others must not occur at all.
NAMES = {"write": "write", "pwrite64": "write", "fsync": "fsync", "fdatasync": "fdatasync", "rename": "rename",
         "renameat": "rename", "renameat2": "rename", "unlink": "unlink", "unlinkat": "unlink", "rmdir": "rmdir",
         "mkdir": "mkdir", "mkdirat": "mkdir", "ftruncate": "truncate", "fchmod": "fchmod", "fchown": "fchown",
         "link": "link", "linkat": "link", "open": "open", "openat": "open", "creat": "open"}
UNKNOWN = ["pwritev", "pwritev2", "writev", "truncate", "symlink", "symlinkat", "chmod", "fchmodat", "chown", "fallocate",
           "copy_file_range", "sendfile", "mknod", "msync", "sync", "syncfs"]
CALL = re.compile(r"^(\d+ +)?(\w+)\((.*)")


def seen_by_kernel(trace, root):
    counts = Counter()
    for line in trace.read_text(errors="replace").splitlines():
        match = CALL.match(line)
        if not match or root not in line and "memfd:litekeeper" not in line:
            continue
        name, rest = match[2], match[3]
        if name in ("open", "openat") and not re.search(r"O_(CREAT|TRUNC|TMPFILE)", rest):
            continue
        # strace names the file behind a descriptor: those of pipes and of the trace do not count.
        counts[NAMES.get(name, name)] += 1
    return counts


def test():
    options = arguments(__doc__)
    if not shutil.which("strace"):
        skip("strace is not installed")
    with Sandbox(Programs(options.programs)) as sandbox:
        sandbox.create_bank(3000)
        probe = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False)
        if probe.returncode != 0:
            skip(f"strace may not trace here: {probe.stderr.strip()}")
        for format in SUFFIXES:
            log, trace = sandbox.root / "calls.log", sandbox.root / "trace"
            environment = sandbox.watched(log=log, ignore="")
            preload = [f"{name}={environment.pop(name)}" for name in ("LD_PRELOAD", "FILEWATCH_LOG")]
            calls = ",".join([*NAMES, *UNKNOWN])
            subprocess.run(["strace", "-f", "-qq", "-y", "-s", "0", "-e", "signal=none", "-e", f"trace={calls}",
                            "-o", trace, "env", *preload, *sandbox.backup_command(format=format)],
                           env=environment, stdout=subprocess.DEVNULL, check=True)
            lines = [line.split(" ", 3) for line in log.read_text().splitlines()]
            watched = Counter(call for _, _, call, _ in lines)
            # The watch's own log is a file below the same folder.
            kernel = seen_by_kernel(trace, str(sandbox.root))
            kernel["write"] -= len(lines)
            kernel["open"] -= 1
            require(+kernel == watched, f"{format}: the kernel saw {dict(kernel)}, the watch {dict(watched)}")
            print(f"{format}: {sum(watched.values())} calls, all seen: {dict(watched)}")


main(test)
