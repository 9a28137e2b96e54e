#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Measures Litekeeper against what people use today, on this machine, and prints Markdown tables.
#   tests/bench/run.sh                 everything: about 40 minutes and 20 GB of room
#   tests/bench/run.sh --quick         small databases and few rounds: whether it runs, not how fast it is
#   tests/bench/run.sh --only speed    one part of: speed memory live window stall verify charts pages network
#                                      compare restore stop
# See tests/bench/bench.py --help for the rest.
set -euo pipefail

source_folder=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
# shellcheck source=installers/linux/prepare.sh
. "$source_folder/installers/linux/prepare.sh"

programs=
for argument in "$@"; do
    if [ "$argument" = --programs ] || [ "$argument" = --help ]; then
        programs=given
    fi
done
if [ -z "$programs" ]; then
    require_packages "${build_packages[@]}" fuse3 python3 samba smbnetfs sqlite3 sqlite3-tools zip unzip zstd
    build_preset "$source_folder" bench
    set -- --programs "$source_folder/build/bench/bin" "$@"
fi
exec python3 -B "$source_folder/tests/bench/bench.py" "$@"
