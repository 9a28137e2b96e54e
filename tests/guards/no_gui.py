#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: no_gui.py PROGRAM    Fails if the program needs a library of a window: QtGui, X11, Wayland, OpenGL."""

import re
import subprocess
import sys

libraries = subprocess.run(["ldd", sys.argv[1]], check=True, capture_output=True, text=True).stdout
if "libc.so" not in libraries:
    sys.exit(f"ldd does not show the C library for {sys.argv[1]}, so it could not be judged:\n{libraries}")
found = re.findall(r"^\s*(lib(?:Qt6(?:Gui|Widgets|Svg|OpenGL)|X11|xcb|wayland-client|GL|EGL)\.so\S*)", libraries,
                   re.MULTILINE)
if found:
    sys.exit(f"{sys.argv[1]} needs {', '.join(found)}")
print("no library of a window")
