#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds Litekeeper with its tests and runs them all; no display is needed.
# Arguments go to ctest:   ./tests/run.sh -R tst_backup
set -euo pipefail

source_folder=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
# shellcheck source=installers/linux/prepare.sh
. "$source_folder/installers/linux/prepare.sh"

require_packages "${build_packages[@]}" "${test_packages[@]}"
build_preset "$source_folder" dev
say "running the tests"
exec ctest --test-dir "$source_folder/build/dev" --output-on-failure --parallel "$(nproc)" "$@"
