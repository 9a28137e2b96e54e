#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds Litekeeper and opens its window:   ./installers/run.sh
# With arguments it runs litekeeper-cli with them:                     ./installers/run.sh backup my.db backups/
# Without a display it takes a short tour of the command line instead.
set -euo pipefail

source_folder=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
# shellcheck source=installers/linux/prepare.sh
. "$source_folder/installers/linux/prepare.sh"
programs=$source_folder/build/release/bin

packages=("${build_packages[@]}")
if [ -n "${WAYLAND_DISPLAY:-}" ]; then
    packages+=(qt6-wayland)
fi
require_packages "${packages[@]}"
build_preset "$source_folder" release

if [ $# -gt 0 ]; then
    exec "$programs/litekeeper-cli" "$@"
fi
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    say "there is no display here to open the window on, so this is a short tour of the command line."
    exec "$source_folder/installers/linux/tour.sh" "$programs/litekeeper-cli" "$source_folder/build/tour"
fi
exec "$programs/litekeeper"
