#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the Debian package and prints where it lies.
set -euo pipefail

source_folder=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
# shellcheck source=installers/linux/prepare.sh
. "$source_folder/installers/linux/prepare.sh"

require_packages "${build_packages[@]}" "${package_packages[@]}"
desktop-file-validate "$source_folder/installers/linux/org.litekeeper.Litekeeper.desktop"
appstreamcli validate --no-net "$source_folder/installers/linux/org.litekeeper.Litekeeper.metainfo.xml" >&2
build_preset "$source_folder" release
say "packing"
ninja -C "$source_folder/build/release" package >&2
ls "$source_folder"/build/release/packages/*.deb
