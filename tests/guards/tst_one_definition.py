#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that one_definition.py finds types of one name, at the right line, and lets honest code pass."""

import tempfile
import unittest
from pathlib import Path

from one_definition import breaches


class OneDefinitionTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.write("app/service/list.h", "namespace litekeeper {\n\nclass Other;\n\nclass List\n{\n};\n\n"
                                         "} // namespace litekeeper\n")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def write_in_namespace(self, path, text, name="litekeeper"):
        self.write(path, f"namespace {name} {{\n{text}\n}} // namespace {name}\n")

    def found(self):
        return breaches(self.root)[0]

    def test_honest_code_passes(self):
        self.write_in_namespace("ui/a.h", "class List;\nclass Page : public Widget\n{\n};")
        self.write_in_namespace("ui/b.h", "struct List\n{\n};", "litekeeper::detail")
        self.write_in_namespace("ui/c.cpp", "namespace {\n\nclass List\n{\n};\n\n} // namespace\n\nclass Page::List\n"
                                            "{\n};\n\nvoid work()\n{\n    struct List\n    {\n    };\n}\n")
        self.write_in_namespace("ui/d.h", "/*\nclass List\n*/\n// class List\nclass List; // is over there")
        self.write_in_namespace("ui/e.h", "template <typename T>\nclass Box\n{\n};\n\n"
                                          "template <>\nclass Box<void>\n{\n};")
        self.assertEqual(self.found(), [])

    def test_one_name_twice(self):
        for text in ("class List\n{\n};", "struct List\n{\n};", "class List : public Panel\n{\n};",
                     "class List final : public Panel\n{\n};", "enum class List {\n    One,\n};", "struct List {};",
                     "class [[nodiscard]] List\n{\n};", "template <typename T>\nclass List\n{\n};"):
            with self.subTest(text):
                self.write_in_namespace("ui/list.h", text)
                line = 3 if text.startswith("template") else 2
                self.assertEqual(self.found(), [f"ui/list.h:{line}: litekeeper::List is defined at "
                                                "app/service/list.h:5, too; give one of them another name"])

    def test_after_other_things(self):
        for text in ("namespace {\nconst int some[] = {\n    1,\n};\n\nvoid work()\n{\n}\n} // namespace",
                     "namespace detail {\nclass Later;\n}", "enum class Kind {\n    One,\n};"):
            with self.subTest(text):
                self.write_in_namespace("ui/list.cpp", text + "\nclass List\n{\n};")
                self.assertEqual(len(self.found()), 1)
                self.assertIn(f"ui/list.cpp:{text.count(chr(10)) + 3}: ", self.found()[0])


if __name__ == "__main__":
    unittest.main()
