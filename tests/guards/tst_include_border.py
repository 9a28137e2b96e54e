#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that include_border.py catches each kind of breach, at the right line, and lets honest code pass."""

import tempfile
import unittest
from pathlib import Path

from include_border import Border


class IncludeBorderTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.qtcore = self.root / "qt" / "QtCore"
        for header in ("QObject", "QString", "QThread", "QProcess", "qstring.h"):
            self.write(f"qt/QtCore/{header}")
        self.write("qt/QtDBus/QDBusMessage")
        self.write("qt/QtNetwork/QLocalServer")
        for room in ("common", "domain", "places", "sqlite", "engine", "runner", "system", "service", "cli"):
            self.write(f"app/{room}/{room}.h")
        self.write("ui/page.h")
        self.write_map("common", "domain", "places", "sqlite", "engine", "runner", "system", "service", "cli")

    def write(self, path, text=""):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def write_map(self, *rooms):
        self.write("app/README.md", "".join(f"| `{room}/` | what it does |\n" for room in rooms))

    def breaches(self):
        return Border(self.root, [self.qtcore]).check()

    def assert_breach(self, path, text, line, words):
        self.write(path, text)
        breaches = self.breaches()
        self.assertEqual(len(breaches), 1, breaches)
        self.assertTrue(breaches[0].startswith(f"{path}:{line}: "), breaches[0])
        self.assertIn(words, breaches[0])

    def test_honest_code_passes(self):
        self.write("app/common/a.cpp", "#include <QString>\n#include <QtCore/QObject>\n#include <vector>\n")
        self.write("app/sqlite/a.cpp", '#include "sqlite.h"\n#include "common/common.h"\n#include <sqlite3.h>\n'
                                       "#include <SQLiteCpp/Database.h>\n#include <thread>\n")
        self.write("app/engine/a.cpp", '#include "sqlite/sqlite.h"\n#include "domain/domain.h"\n#include <thread>\n')
        self.write("app/runner/a.cpp", "#include <QThread>\n#include <QtConcurrentRun>\n#include <QProcess>\n")
        self.write("app/cli/a.cpp", '#include "service/service.h"\n#include "a.moc"\n')
        self.write("ui/a.cpp", '#include "page.h"\n#include "ui/page.h"\n#include "service/service.h"\n'
                               "#include <QWidget>\n")
        self.write("app/places/a.cpp", '#include "domain/domain.h"\n')
        self.write("app/system/a.cpp", '#include "common/common.h"\n#include <QDBusMessage>\n'
                                       "#include <QtNetwork/QLocalServer>\n#include <QtDBus/QDBusMessage>\n")
        self.write("app/domain/a.cpp", "/*\n#include <QWidget>\n*/\n// #include <QWidget>\n")
        self.assertEqual(self.breaches(), [])

    def test_widgets_under_app(self):
        for header in ("QWidget", "QtWidgets/QWidget", "QtWidgets", "QtGui", "QImage", "qwidget.h",
                       "QtGui/qimage.h"):
            with self.subTest(header):
                self.assert_breach("app/common/a.h", f"#include <QString>\n#include <{header}>\n", 2,
                                   "Qt Core only")

    def test_window_under_app(self):
        self.assert_breach("app/cli/a.cpp", '#include "../../ui/page.h"\n', 1, "cli may not know ui")

    def test_window_by_include_path(self):
        for header in ("page.h", "ui/page.h"):
            with self.subTest(header):
                self.assert_breach("app/service/a.cpp", f'#include "{header}"\n', 1, "service may not know ui")

    def test_upwards(self):
        self.assert_breach("app/common/a.h", '\n\n#include "domain/domain.h"\n', 3, "common may not know domain")
        self.write("app/common/a.h")
        self.assert_breach("app/domain/a.h", '#include "sqlite/sqlite.h"\n', 1, "domain may not know sqlite")

    def test_sideways(self):
        self.assert_breach("app/engine/a.h", '#include "runner/runner.h"\n', 1, "engine may not know runner")
        self.write("app/engine/a.h")
        self.assert_breach("app/places/a.h", '#include "../sqlite/sqlite.h"\n', 1, "places may not know sqlite")

    def test_command_line_in_window(self):
        self.assert_breach("ui/a.cpp", '#include "cli/cli.h"\n', 1, "ui may not know cli")

    def test_sqlite_elsewhere(self):
        for path in ("app/engine/a.cpp", "app/cli/a.cpp", "ui/a.cpp"):
            for header in ("sqlite3.h", "SQLiteCpp/SQLiteCpp.h"):
                with self.subTest(path=path, header=header):
                    self.assert_breach(path, f"  #  include <{header}>\n", 1, "through app/sqlite")
            self.write(path)

    def test_sqlite_in_quotes(self):
        self.assert_breach("app/engine/a.cpp", '#include "sqlite3.h"\n', 1, "through app/sqlite")

    def test_bus_and_network_elsewhere(self):
        for path, header in (("app/service/a.cpp", "QDBusMessage"), ("app/cli/a.cpp", "QtNetwork/QLocalServer"),
                             ("app/runner/a.cpp", "QtDBus/QDBusMessage"), ("app/system/a.cpp", "QWidget"),
                             ("app/system/a.cpp", "QtCore/QDBusMessage")):
            with self.subTest(path=path, header=header):
                self.assert_breach(path, f"#include <{header}>\n", 1, "knows Qt Core only")
            self.write(path)

    def test_system_knows_no_neighbour(self):
        self.assert_breach("app/system/a.cpp", '#include "runner/runner.h"\n', 1, "system may not know runner")

    def test_threads_elsewhere(self):
        for path, header in (("app/service/a.cpp", "thread"), ("app/engine/a.cpp", "QThreadPool"),
                             ("ui/a.cpp", "QtConcurrentRun"), ("ui/a.cpp", "QtCore/QThread"),
                             ("app/sqlite/a.cpp", "QtConcurrent/QtConcurrent"), ("app/places/a.cpp", "future")):
            with self.subTest(path=path, header=header):
                self.assert_breach(path, f"#include <{header}>\n", 1, "threads belong to app/runner")
            self.write(path)

    def test_processes_elsewhere(self):
        for header in ("QProcess", "spawn.h", "sys/wait.h"):
            with self.subTest(header):
                self.assert_breach("app/service/a.cpp", f"#include <{header}>\n", 1, "processes belong to")

    def test_unknown_room(self):
        self.write_map("common", "domain", "places", "sqlite", "engine", "runner", "system", "service", "cli", "attic")
        self.assert_breach("app/attic/a.cpp", "", 1, "app/attic is no room")

    def test_missing_header(self):
        self.assert_breach("app/cli/a.cpp", '#include "zlib.h"\n', 1, "no file of ours")

    def test_outside(self):
        self.write("tests/support/sample.h")
        self.assert_breach("app/cli/a.cpp", '#include "../../tests/support/sample.h"\n', 1, "from outside")

    def test_map_lacks_a_room(self):
        self.write_map("common", "domain", "places", "sqlite", "engine", "runner", "system", "service")
        self.assertEqual(self.breaches(), ["app/README.md:1: cli/ is missing from the map of rooms"])

    def test_map_dreams_of_a_room(self):
        self.write_map("canary", "common", "domain", "places", "sqlite", "engine", "runner", "system", "service", "cli")
        self.assertEqual(self.breaches(), ["app/README.md:1: canary/ does not exist, but is in the map of rooms"])


if __name__ == "__main__":
    unittest.main()
