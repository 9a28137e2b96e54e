#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets no two files define a type of one name, which compiles, links, and then deletes one as if it were the other.

usage: one_definition.py SOURCE_FOLDER

Both have a destructor of the same symbol, of which the linker keeps any one. Reads what app/ and ui/ define outside of
functions, of other types and of unnamed namespaces. Prints one line for each breach (file:line: rule) and exits with 1
if there is one.
"""

import re
import sys
from pathlib import Path

SOURCES = {".h", ".hpp", ".cpp", ".cc", ".mm"}
BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# clang-format puts these, and only these, at the beginning of a line, and says what it is that ends.
OPENS = re.compile(r"(?:inline )?namespace\s*([\w:]*)\s*\{$")
CLOSES = "} // namespace"
# A specialisation (Result<void>) is a type of its own.
DEFINES = re.compile(r"(?:class|struct|union|enum(?: class)?) (?:\[\[\w+\]\] )?([\w:]+)\b(?!<|[^{]*;)")


def definitions(text):
    """The types that a file defines for the whole program: name with its namespaces, and line."""
    text = BLOCK_COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), text)
    namespaces = []
    opened_at = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if opened := OPENS.match(line):
            namespaces.append(opened.group(1))
            opened_at = number
        elif line.startswith(CLOSES) or (line == "}" and number == opened_at + 2):  # a namespace of one line
            namespaces.pop()
        elif (defined := DEFINES.match(line)) and all(namespaces):
            yield "::".join([*namespaces, defined.group(1)]), number


def breaches(root):
    places = {}
    for top in ("app", "ui"):
        for file in sorted((Path(root) / top).rglob("*")):
            if file.suffix in SOURCES:
                for name, number in definitions(file.read_text(encoding="utf-8")):
                    places.setdefault(name, []).append(f"{file.relative_to(root)}:{number}")
    return [f"{later}: {name} is defined at {first}, too; give one of them another name"
            for name, (first, *others) in places.items() for later in others], len(places)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found, count = breaches(sys.argv[1])
    if count == 0:
        sys.exit(f"no types under {sys.argv[1]}, so nothing could be judged")
    print("\n".join(found) if found else f"{count} types, each of its own name")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
