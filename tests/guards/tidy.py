#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy 14 with .clang-tidy over our sources and fails on any finding.

usage: tidy.py BUILD_FOLDER [PART_OF_A_PATH...]

BUILD_FOLDER must be configured and built with g++, because sources include what moc made. Most of clang-tidy's time
goes into the headers of Qt, so many sources are judged together in one "unified source"; the analyzer treats what a
file of that name includes as code. Private names that two sources share get an ending there; a source that does not
compile with the others all the same is put off to a later one.

What was judged without findings is remembered (tidymemory.py) in $LITEKEEPER_TIDY_CACHE, or litekeeper/tidy in the
user's cache folder, and not judged again as long as all that it depends on stays the same. Empty that folder to judge all.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from tidymemory import TidyMemory, memory_folder, versions_here

ROOT = Path(__file__).resolve().parents[2]
TOGETHER = 25
# clang cannot read the precompiled headers of g++.
NOT_FOR_CLANG = re.compile(r" -Winvalid-pch| -include \S*cmake_pch\.hxx| -o \S+ -c .*")

# What a source defines for itself: functions that are no members, constants, types. Two sources that become one clash in it.
PRIVATE = re.compile(r"^(?:[A-Za-z][\w:<>,*& ]*[ *&]([a-z]\w*)\(|(?:constexpr|const) [\w:<>,*& ]*[ *&](\w+)(?= =|\{|\[)"
                     r"|(?:struct|class|enum class) (\w+)(?=$| :| final)|using (\w+) =)", re.MULTILINE)


def private_names(file):
    """What a source defines for itself and names by its bare name only."""
    text = file.read_text(encoding="utf-8")
    names = {name for match in PRIVATE.findall(text) for name in match if name}
    return {name for name in names if not re.search(rf"(\b(?!{name})\w+::|\.|->){name}\b", text)}


def flags_of(command):
    """The compiler's flags, each in one word, without the compiler and what may stand before it (ccache)."""
    words = shlex.split(re.sub(r" -isystem ", " -isystem", NOT_FOR_CLANG.sub("", command)))
    return [word for word in words if word.startswith("-")]


class Tidy:
    def __init__(self, build, memory, root=ROOT):
        self.build = build
        self.memory = memory
        self.root = root
        self.folder = build / "tidy"
        self.folder.mkdir(exist_ok=True)
        self.numbers = count(1)
        self.judged = 0
        self.remembered = 0

    def groups(self, parts):
        """The sources under app/ and ui/ that are to be judged in parts of equal size, with the flags of all of them."""
        entries = json.loads((self.build / "compile_commands.json").read_text(encoding="utf-8"))
        commands = {Path(entry["file"]): entry["command"] for entry in entries}
        for top in ("app", "ui"):
            ours = sorted(file for file in commands if file.is_relative_to(self.root / top))
            # Of all of them, so that a source is judged alike whatever it is judged together with.
            flags = list(dict.fromkeys(flag for file in ours for flag in flags_of(commands[file])))
            named = [file for file in ours if any(part in str(file.relative_to(self.root)) for part in parts or [""])]
            keys = self.memory.keys(flags, named)
            files = [file for file in named if not self.memory.knows(keys[file])]
            number = max(-(-len(files) // TOGETHER), min(os.cpu_count(), len(files)))
            self.judged += len(files)
            self.remembered += len(named) - len(files)
            for first in range(number):
                yield flags, {file: keys[file] for file in files[first::number]}

    def judge(self, flags, keys):
        """Prints the findings; true if there are none."""
        good = True
        files = list(keys)
        while files:
            together = files
            while len(together) > 1 and (misfits := self.misfits(flags, together)):
                together = [file for file in together if file not in misfits]
            if self.tidy(flags, together):
                self.remember(flags, {file: keys[file] for file in together})
            else:
                good = False
            files = [file for file in files if file not in together]
        return good

    def remember(self, flags, keys):
        """Unless a file was changed while it was judged."""
        for file, key in self.memory.keys(flags, keys).items():
            if key == keys[file]:
                self.memory.remember(key)

    def misfits(self, flags, files):
        """Those of the files that do not compile together with the ones before them; never the first."""
        run = self.run(["clang++-14", "-fsyntax-only", "-w", "-ferror-limit=0"], flags, files)
        # The error may be in a header that a source includes after another has used a name of it.
        wrong = set(re.findall(r"^(?:(?=\S+:\d+:\d+: (?:fatal )?error:)|In file included from )(\S+?):\d+", run.stderr,
                               re.MULTILINE))
        return [file for file in files[1:] if str(file) in wrong]

    def tidy(self, flags, files):
        run = self.run(["clang-tidy-14", "--quiet"], flags, files, "--")
        if run.returncode == 0 and "warning:" not in run.stdout:
            return True
        # stderr only counts suppressed warnings, unless clang-tidy itself failed.
        print(run.stdout or run.stderr, end="", flush=True)
        return False

    @staticmethod
    def renamed(index, files):
        """The line that includes a source, with other names for the private things that sources before it name the same."""
        others = set().union(*(private_names(file) for file in files[:index]))
        names = sorted((private_names(files[index]) & others) - {"main"})
        names.append("main")  # the exceptions that may leave it end the program, as they should
        define = "".join(f"#define {name} {name}_{index}\n" for name in names)
        return define + f'#include "{files[index]}"\n' + "".join(f"#undef {name}\n" for name in names)

    def run(self, command, flags, files, *separator):
        source = self.folder / f"UnifiedSource{next(self.numbers)}.cpp"
        # Qt's own headers come first, untouched by other names for ours.
        lines = [self.renamed(index, files) for index in range(len(files))]
        source.write_text("#include <QtCore/QtCore>\n" + "".join(lines), encoding="utf-8")
        return subprocess.run([*command, str(source), *separator, *flags],
                              cwd=self.build, capture_output=True, text=True, check=False)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    start = time.monotonic()
    build = Path(sys.argv[1]).resolve()
    rules = [ROOT / ".clang-tidy", Path(__file__), Path(__file__).with_name("tidymemory.py")]
    tidy = Tidy(build, TidyMemory(memory_folder(), ROOT, build, versions_here(), rules))
    groups = list(tidy.groups(sys.argv[2:]))
    if not groups and not tidy.remembered:
        sys.exit("clang-tidy: found no sources to judge")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        good = all(list(pool.map(lambda group: tidy.judge(*group), groups)))
    print(f"clang-tidy: {tidy.judged} files in {time.monotonic() - start:.0f} s, {tidy.remembered} remembered, "
          + ("no findings" if good else "the findings are above"), file=sys.stderr)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
