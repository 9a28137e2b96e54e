# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Replays what libfilewatch.so recorded on a model of a disk that forgets what was not synced.

The model knows what POSIX promises and no more: fsync of a file makes its content durable, fsync of a folder the
names in it. What was not synced may be there after a power loss or not, each part on its own.
"""

import itertools
import os
from pathlib import Path


class Inode:
    """A file's content: what is surely on the disk, and what the program wrote since."""

    def __init__(self, content=b""):
        self.durable = bytes(content)
        self.pending = []  # (offset, bytes) or (size,)

    def write(self, offset, data):
        self.pending.append((offset, data))

    def truncate(self, size):
        self.pending.append((size,))

    def sync(self):
        self.durable = self.content("all")
        self.pending = []

    def content(self, fate):
        """What a power loss may leave: all, none, zeros (the size arrived, the data did not), half, last."""
        if not self.pending:
            return self.durable
        kept = {"all": self.pending, "none": [], "zeros": self.pending, "last": self.pending[-1:],
                "half": self.pending[:len(self.pending) // 2]}[fate]
        result = bytearray(self.durable)
        for change in kept:
            if len(change) == 1:
                size = change[0]
                result = result[:size] + bytes(max(0, size - len(result)))
                continue
            offset, data = change
            result += bytes(max(0, offset + len(data) - len(result)))
            if fate != "zeros":
                result[offset:offset + len(data)] = data
        return bytes(result)


FATES = ("none", "all", "zeros", "half", "last")
FOLDER = object()


class Disk:
    """The names and inodes below a folder."""

    def __init__(self, names, identities):
        """`names`: path -> content or FOLDER; `identities`: path -> "device:inode"."""
        self.names = {}    # durable: path -> Inode or FOLDER
        self.pending = []  # (folders it is in, function that changes names), in order
        self.inodes = {}   # "device:inode" -> Inode
        for path, content in names.items():
            self.names[path] = content if content is FOLDER else Inode(content)
        for path, identity in identities.items():
            self.inodes[identity] = self.names[path]

    @classmethod
    def of(cls, root):
        """Everything below a real folder, as if all of it was synced. Returns a function that makes such a disk."""
        names = {str(root): FOLDER}
        identities = {}
        for entry in Path(root).rglob("*"):
            if entry.is_dir():
                names[str(entry)] = FOLDER
                continue
            status = entry.stat()
            names[str(entry)] = entry.read_bytes()
            identities[str(entry)] = f"{status.st_dev}:{status.st_ino}"
        return lambda: cls(names, identities)

    def apply(self, operation):
        getattr(self, "_" + operation.name)(*operation.fields)

    def _change(self, paths, change):
        self.pending.append(({os.path.dirname(path) for path in paths}, change))

    def _create(self, identity, path):
        inode = self.inodes[identity] = Inode()
        self._change([path], lambda names: put(names, path, inode))

    def _nameless(self, identity):
        self.inodes[identity] = Inode()

    def _write(self, identity, offset, data):
        self.inodes.setdefault(identity, Inode()).write(offset, data)

    def _truncate(self, identity, size):
        self.inodes.setdefault(identity, Inode()).truncate(size)

    def _sync(self, identity, _path):
        self.inodes[identity].sync()

    def _syncfolder(self, _identity, path):
        kept = []
        for folders, change in self.pending:
            if path in folders:
                change(self.names)
            else:
                kept.append((folders, change))
        self.pending = kept

    def _rename(self, source, target):
        self._change([source, target], lambda names: move(names, source, target))

    def _link(self, source, target):
        self._change([target], lambda names: put(names, target, names.get(source)))

    def _unlink(self, path):
        self._change([path], lambda names: names.pop(path, None))

    _rmdir = _unlink

    def _mkdir(self, path):
        self._change([path], lambda names: put(names, path, FOLDER))

    def _fchmod(self, _path):
        pass

    _fchown = _fchmod

    def states(self):
        """Every state that a power loss at this instant may leave, as (description, names, fate of the data)."""
        count = len(self.pending)
        if count <= 5:
            choices = list(itertools.product((False, True), repeat=count))
        else:
            choices = [tuple(index < length for index in range(count)) for length in range(count + 1)]
            choices += [tuple(index == one for index in range(count)) for one in range(count)]
            choices += [tuple(index != one for index in range(count)) for one in range(count)]
        dirty = any(inode.pending for inode in self.inodes.values())
        for kept in dict.fromkeys(choices):
            names = dict(self.names)
            for (_, change), happens in zip(self.pending, kept):
                if happens:
                    change(names)
            for fate in FATES if dirty else FATES[:1]:
                yield f"names {''.join('-+'[happens] for happens in kept)}, data {fate}", names, fate


def put(names, path, what):
    # A name cannot arrive in a folder that did not.
    if what is not None and names.get(os.path.dirname(path)) is FOLDER:
        names[path] = what


def move(names, source, target):
    if source in names:
        put(names, target, names.pop(source))


class Operation:
    """One line of a recording."""

    def __init__(self, name, fields):
        self.name = name
        self.fields = fields

    def __str__(self):
        return " ".join([self.name, *(str(f) if not isinstance(f, bytes) else f"[{len(f)} bytes]" for f in self.fields)])


def read_recording(path):
    operations = []
    with open(path, "rb") as stream:
        for line in stream:
            name, _, rest = line.rstrip(b"\n").decode().partition(" ")
            if name == "write":
                identity, offset, count = rest.split(" ")
                fields = (identity, int(offset), stream.read(int(count)))
            elif name == "truncate":
                identity, size = rest.split(" ")
                fields = (identity, int(size))
            elif name in ("rename", "link"):
                fields = tuple(rest.split("\t"))
            elif name in ("create", "sync", "syncfolder"):
                fields = tuple(rest.split(" ", 1))
            else:
                fields = (rest,)
            operations.append(Operation(name, fields))
    return operations
