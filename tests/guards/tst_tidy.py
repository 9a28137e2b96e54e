#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that tidy.py judges again whatever changed, and only that; clang-tidy itself is not needed for it."""

import json
import os
import tempfile
import time
import unittest
from pathlib import Path

from tidy import Tidy
from tidymemory import TidyMemory, UNUSED_SECONDS


class Judging(Tidy):
    """Stands in for clang-tidy: finds something in each source that says FINDING."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.seen = []
        self.meanwhile = lambda: None

    def misfits(self, _flags, _files):
        return []

    def tidy(self, _flags, files):
        self.seen += [file.name for file in files]
        self.meanwhile()
        return not any("FINDING" in file.read_text() for file in files)


class TidyTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = Path(folder.name)
        self.versions = "clang-tidy 14"
        self.make(self.top / "clone")

    def make(self, root):
        self.root = root
        self.flags = "-DONE=1"
        self.write(".clang-tidy", "Checks: misc-*")
        self.write("app/one.cpp", '#include "room/one.h"\n#include <vector>\n')
        self.write("app/room/one.h", '#ifdef WITH_DEEP\n#  include "deep.h"\n#endif\n')
        self.write("app/room/deep.h", "int deep();\n")
        self.write("app/two.cpp", '#include "two.moc"\n')
        self.write("build/dev/autogen/two.moc", "// moc\n")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def judged(self, *parts, meanwhile=None):
        """The names of the sources that it judges now."""
        build = self.root / "build/dev"
        flags = f"{self.flags} -I{self.root}/app -I{build}/autogen"
        entries = [{"file": f"{self.root}/app/{name}.cpp", "command": f"c++ {flags} -o {name}.o -c app/{name}.cpp"}
                   for name in ("one", "two")]
        (build / "compile_commands.json").write_text(json.dumps(entries))
        memory = TidyMemory(self.top / "memory", self.root, build, self.versions, [self.root / ".clang-tidy"])
        tidy = Judging(build, memory, self.root)
        tidy.meanwhile = meanwhile or tidy.meanwhile
        for group in list(tidy.groups(parts)):
            tidy.judge(*group)
        self.assertEqual((tidy.judged, tidy.remembered), (len(tidy.seen), (1 if parts else 2) - len(tidy.seen)))
        return sorted(tidy.seen)

    def test_only_what_changed(self):
        self.assertEqual(self.judged(), ["one.cpp", "two.cpp"])
        self.assertEqual(self.judged(), [])
        for path, text, again in (("app/one.cpp", '#include "room/one.h"\n#include <vector>\nint one();\n', ["one.cpp"]),
                                  ("app/room/one.h", '#include "deep.h"\nint one();\n', ["one.cpp"]),
                                  ("app/room/deep.h", "long deep();\n", ["one.cpp"]),
                                  ("build/dev/autogen/two.moc", "// another moc\n", ["two.cpp"]),
                                  ("build/dev/autogen/vector", "// hides the system's\n", ["one.cpp"]),
                                  (".clang-tidy", "Checks: bugprone-*", ["one.cpp", "two.cpp"])):
            with self.subTest(path):
                self.write(path, text)
                self.assertEqual(self.judged(), again)
                self.assertEqual(self.judged(), [])

    def test_flags_and_versions(self):
        self.judged()
        self.flags = "-DONE=2"
        self.assertEqual(self.judged(), ["one.cpp", "two.cpp"])
        self.versions = "clang-tidy 15"
        self.assertEqual(self.judged(), ["one.cpp", "two.cpp"])
        self.assertEqual(self.judged(), [])

    def test_unknown_versions_are_never_remembered(self):
        self.versions = None
        self.judged()
        self.assertEqual(self.judged(), ["one.cpp", "two.cpp"])

    def test_nowhere_to_remember(self):
        (self.top / "memory").write_text("in the way")
        self.judged()
        self.assertEqual(self.judged(), ["one.cpp", "two.cpp"])

    def test_a_part_of_a_path(self):
        self.assertEqual(self.judged("app/on"), ["one.cpp"])
        self.assertEqual(self.judged(), ["two.cpp"])

    def test_another_clone(self):
        self.judged()
        self.make(self.top / "another")
        self.assertEqual(self.judged(), [])

    def test_findings_are_not_remembered(self):
        self.write("app/two.cpp", "// FINDING\n")
        self.judged()
        self.assertIn("two.cpp", self.judged())
        self.write("app/two.cpp", "// is gone\n")
        self.assertIn("two.cpp", self.judged())
        self.assertEqual(self.judged(), [])

    def test_changed_while_it_was_judged(self):
        self.judged(meanwhile=lambda: self.write("app/room/deep.h", "// not judged\n"))
        self.assertEqual(self.judged(), ["one.cpp"])

    def test_what_cannot_be_followed(self):
        for line in ('#include HEADER', '#include "nowhere.h"'):
            with self.subTest(line):
                self.write("app/room/deep.h", line + "\n")
                self.judged()
                self.assertEqual(self.judged(), ["one.cpp"])

    def test_unused_memories_go(self):
        self.judged()
        markers = list((self.top / "memory").iterdir())
        self.assertEqual(len(markers), 2)
        old = time.time() - UNUSED_SECONDS - 60
        for marker in markers:
            os.utime(marker, (old, old))
        self.assertEqual(self.judged(), ["one.cpp", "two.cpp"])
        for marker in markers:
            os.utime(marker, (old + 3600, old + 3600))
        self.assertEqual(self.judged(), [])
        self.assertGreater(markers[0].stat().st_mtime, old + 7200)


if __name__ == "__main__":
    unittest.main()
