# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tidy.py judged without findings, so that it need not judge the same again, not even in another clone.

A judgement is known by a hash of all that it depends on: the source, every file of ours that it includes, what moc made
for it, the flags, the rules, and the versions of the tools and of the packages with headers. Anything else in any of
these is another hash, and is judged.
"""

import hashlib
import os
import re
import subprocess
import time
from contextlib import suppress
from pathlib import Path

UNUSED_SECONDS = 30 * 24 * 3600
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include\b[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>|(.*))', re.MULTILINE)


class NotKnowable(Exception):
    """A file includes what cannot be followed here; without all of its parts there is no telling that it is as it was."""


def memory_folder():
    """Where it is remembered; every clone on a machine and of one account shares it."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("LITEKEEPER_TIDY_CACHE") or cache / "litekeeper" / "tidy")


def versions_here():
    """The versions of clang-tidy and of all packages with headers; None if no one can tell them."""
    asked = (["clang-tidy-14", "--version"], ["dpkg-query", "--show", "*-dev", "clang*", "g++*"])
    try:
        return "".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout for command in asked)
    except (OSError, subprocess.CalledProcessError):
        return None


class TidyMemory:
    def __init__(self, folder, root, build, versions, rules):
        """versions: as versions_here(); rules: the files that say how sources are judged."""
        self.folder = folder
        self.root = root
        self.build = build
        self.common = None if versions is None else [versions, *(file.read_text(encoding="utf-8") for file in rules)]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.forget_unused()
        except OSError:
            self.common = None  # where nothing can be kept, all is judged

    def forget_unused(self):
        for marker in self.folder.iterdir():
            with suppress(FileNotFoundError):  # another run may be at it, too
                if marker.stat().st_mtime < time.time() - UNUSED_SECONDS:
                    marker.unlink()

    def keys(self, flags, files):
        """The hash for each of the files as it is now; None for one of which nothing can be remembered."""
        if self.common is None:
            return dict.fromkeys(files)
        places = [Path(flag[2:]) for flag in flags if flag.startswith("-I")]
        # The build folder may be inside of the root.
        shared = [flag.replace(str(self.build), "BUILD").replace(str(self.root), "ROOT") for flag in flags]
        reader = Reader(places)
        return {file: self.key(reader, shared, file) for file in files}

    def key(self, reader, flags, file):
        try:
            parts = reader.all_of(file)
        except NotKnowable:
            return None
        lines = [*self.common, *flags, str(file.relative_to(self.root))]
        lines += sorted(f"{self.name(part)} {reader.content(part)[0]}" for part in parts)
        return hashlib.sha256("\0".join(lines).encode()).hexdigest()

    def name(self, file):
        for folder, name in ((self.build, "BUILD"), (self.root, "ROOT")):
            if file.is_relative_to(folder):
                return f"{name}/{file.relative_to(folder)}"
        return str(file)

    def knows(self, key):
        if key is None:
            return False
        try:
            os.utime(self.folder / key)
            return True
        except OSError:
            return False

    def remember(self, key):
        if key is not None:
            with suppress(OSError):
                (self.folder / key).touch()


class Reader:
    """Follows the includes of files, each of which is read once."""

    def __init__(self, places):
        self.places = places
        self.contents = {}

    def all_of(self, file):
        """The file and all of ours and of moc's that it includes, directly or not, whatever #if is around it."""
        found, ahead = set(), [file]
        while ahead:
            part = ahead.pop()
            if part not in found:
                found.add(part)
                ahead += self.content(part)[1]
        return found

    def content(self, file):
        """Its hash and the files it includes."""
        if file not in self.contents:
            data = file.read_bytes()
            self.contents[file] = (hashlib.sha256(data).hexdigest(),
                                   self.included(file, data.decode(encoding="utf-8", errors="replace")))
        return self.contents[file]

    def included(self, file, text):
        files = []
        for quoted, bracketed, other in INCLUDE.findall(text):
            if other:
                raise NotKnowable
            beside = [file.parent] if quoted else []
            for place in beside + self.places:
                candidate = Path(os.path.normpath(place / (quoted or bracketed)))
                if candidate.is_file():
                    files.append(candidate)
                    break
            else:
                if quoted:
                    raise NotKnowable
        return files
