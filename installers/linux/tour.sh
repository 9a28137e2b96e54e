#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tour.sh LITEKEEPER_CLI FOLDER
# Backs up a sample database while another process writes to it. Everything stays in FOLDER, the catalogue included, so
# that a tour does not show up among real backups. FOLDER is emptied first.
set -euo pipefail

cli=$1
folder=$2
writer=

show() {
    printf '\n$ %s\n' "litekeeper-cli $*"
    "$cli" "$@"
}

# The writer says at its end how many transfers it committed and how long the slowest one took.
stop_writer() {
    if [ -n "$writer" ]; then
        kill -TERM "$writer" 2>/dev/null || true
        wait "$writer" || true
        writer=
    fi
}
trap stop_writer EXIT

rm -rf "$folder"
mkdir -p "$folder/backups"
cd "$folder"
export XDG_DATA_HOME=$folder/data XDG_CONFIG_HOME=$folder/config XDG_CACHE_HOME=$folder/cache

echo "1. A sample database, and a process that commits a thousand transfers a second to it:"
show sample sample.db
printf '$ litekeeper-cli sample sample.db --seconds 600 --commits-per-second 1000 &\n'
"$cli" sample sample.db --seconds 600 --commits-per-second 1000 >writer.log 2>&1 &
writer=$!

printf '\n2. A backup of it meanwhile, proven: every table is compared with what it was when the backup began.\n'
show backup sample.db backups --proof proven

printf '\n3. The writer went on all the time:\n\n'
stop_writer
cat writer.log

printf '\n4. What lies there now:\n'
backup=$(find backups -maxdepth 1 -name '*.db' | head -n 1)
show inspect "$backup"
show history

printf '\nThe backup is %s\n' "$folder/$backup"
echo "Now yours:   ./installers/run.sh scan ~   and   ./installers/run.sh backup YOUR.db FOLDER"
