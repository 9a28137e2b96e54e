#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the border between the rooms, which linking cannot hold: QtWidgets headers compile in a Core-only target.

usage: include_border.py SOURCE_FOLDER QTCORE_HEADERS...

Reads every #include under app/ and ui/ and checks it against the rules of app/README.md. Prints one line for each
breach (file:line: rule) and exits with 1 if there is one.
"""

import re
import sys
from pathlib import Path

# A room includes itself and rooms of lower levels, never another one of its own level.
LEVELS = [
    {"common"},
    {"domain"},
    {"sqlite", "places"},
    {"engine", "verify", "canary", "catalogue", "scheduler", "runner", "system"},
    {"service"},
    {"alerts"},
    {"cli", "ui"},
]
LEVEL_OF = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}

# Headers that only the named rooms may include, with what they stand for.
RESERVED = [
    (re.compile(r"sqlite3(ext)?\.h|SQLiteCpp/.*"), {"sqlite"}, "SQLite is reached through app/sqlite"),
    (re.compile(r"thread|future|pthread\.h"), {"runner", "engine", "verify", "sqlite"},
     "threads belong to app/runner (engine, verify and sqlite may use std::thread inside a blocking function)"),
    (re.compile(r"((QtCore|QtConcurrent)/)?(QThread|QThreadPool|QRunnable|QtConcurrent\w*)"), {"runner"},
     "threads belong to app/runner"),
    (re.compile(r"(QtCore/)?QProcess|spawn\.h|sys/wait\.h"), {"runner"}, "processes belong to app/runner"),
]

# What a room may include of Qt besides Qt Core.
MODULES_OF = {"system": ("QtDBus", "QtNetwork")}

SOURCES = {".h", ".hpp", ".cpp", ".cc", ".c", ".mm"}
GENERATED = re.compile(r"(.*\.moc|moc_.*\.cpp|ui_.*\.h)$")
BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INCLUDE = re.compile(r'^\s*#\s*(?:include|import)\s*(?:<([^>]+)>|"([^"]+)")')
# <QFoo>, <QtFoo/QFoo>, <qfoo.h>: everything of Qt, whichever way it is spelled.
QT_HEADER = re.compile(r"Q[A-Z]\w*|Qt\w+(/[\w./]+)?|q\w+\.h")


class Border:
    def __init__(self, root, qtcore_folders):
        self.root = Path(root).resolve()
        self.qtcore_folders = [Path(folder) for folder in qtcore_folders]
        self.breaches = []

    def check(self):
        for top in ("app", "ui"):
            for file in sorted((self.root / top).rglob("*")):
                if file.suffix in SOURCES:
                    self._check_file(file)
        self._check_map()
        return self.breaches

    def _room_of(self, file):
        top, *rest = file.relative_to(self.root).parts
        return "ui" if top == "ui" else rest[0] if len(rest) > 1 else ""

    def _check_file(self, file):
        room = self._room_of(file)
        if room not in LEVEL_OF:
            self._breach(file, 1, f"app/{room} is no room that tests/guards/include_border.py knows")
            return
        text = file.read_text(encoding="utf-8")
        # Comments keep their line breaks, so that line numbers stay right.
        text = BLOCK_COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), text)
        for number, line in enumerate(text.split("\n"), start=1):
            match = INCLUDE.match(line)
            if match:
                self._check_include(file, number, room, *match.groups())

    def _check_include(self, file, number, room, system, own):
        header = system or own
        for pattern, rooms, reason in RESERVED:
            if pattern.fullmatch(header) and room not in rooms:
                self._breach(file, number, f"includes {header}: {reason}")
                return
        if own and not GENERATED.match(own):
            self._check_own(file, number, room, own)
        elif system and room != "ui" and QT_HEADER.fullmatch(system) and not self._is_allowed_qt(system, room):
            self._breach(file, number, f"includes {system}: app/ knows Qt Core only; "
                                       "app/system also Qt D-Bus and Qt Network")

    def _check_own(self, file, number, room, header):
        for folder in (file.parent, self.root / "app", self.root / "ui", self.root):
            target = (folder / header).resolve()
            if target.is_file():
                break
        else:
            self._breach(file, number, f'includes "{header}", which is no file of ours; use <> for others')
            return
        if not target.is_relative_to(self.root / "app") and not target.is_relative_to(self.root / "ui"):
            self._breach(file, number, f'includes "{header}" from outside app/ and ui/')
            return
        other = self._room_of(target)
        if other != room and LEVEL_OF.get(other, len(LEVELS)) >= LEVEL_OF[room]:
            self._breach(file, number, f'includes "{header}": {room} may not know {other}')

    def _is_allowed_qt(self, header, room):
        if header.startswith("QtConcurrent"):
            return room == "runner"
        module, _, name = header.rpartition("/")
        allowed = ("QtCore", *MODULES_OF.get(room, ()))
        # Qt keeps the headers of its modules in neighbouring folders.
        return any((folder.parent / each / name).exists()
                   for folder in self.qtcore_folders for each in allowed if module in ("", each))

    def _check_map(self):
        """app/README.md shows each room, and only rooms that exist."""
        map_file = self.root / "app" / "README.md"
        shown = set(re.findall(r"^\| `(\w+)/` \|", map_file.read_text(encoding="utf-8"), re.MULTILINE))
        rooms = {folder.name for folder in (self.root / "app").iterdir() if folder.is_dir()}
        for room in sorted(rooms ^ shown):
            state = "is missing from" if room in rooms else "does not exist, but is in"
            self._breach(map_file, 1, f"{room}/ {state} the map of rooms")

    def _breach(self, file, number, rule):
        self.breaches.append(f"{file.relative_to(self.root)}:{number}: {rule}")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    border = Border(sys.argv[1], sys.argv[2:])
    if not any((folder / "QObject").exists() for folder in border.qtcore_folders):
        sys.exit(f"no Qt Core headers in {' '.join(sys.argv[2:])}, so nothing could be judged")
    breaches = border.check()
    print("\n".join(breaches) if breaches else "the rooms keep their borders")
    sys.exit(1 if breaches else 0)


if __name__ == "__main__":
    main()
