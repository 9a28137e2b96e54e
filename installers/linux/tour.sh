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
    printf '\n$ %s\n' "${*/#"$cli"/litekeeper-cli}"
    "$@"
}

stop_writer() {
    if [ -n "$writer" ] && kill "$writer" 2>/dev/null; then
        wait "$writer" || true
    fi
}
trap stop_writer EXIT

rm -rf "$folder"
mkdir -p "$folder/backups"
cd "$folder"
export XDG_DATA_HOME=$folder/data XDG_CONFIG_HOME=$folder/config XDG_CACHE_HOME=$folder/cache

echo "1. A sample database, and a program that commits to it a hundred times a second while we work:"
printf '\n$ litekeeper-cli sample sample.db --seconds 120 --commits-per-second 100 &\n'
"$cli" sample sample.db --seconds 120 --commits-per-second 100 >writer.log 2>&1 &
writer=$!
for _ in $(seq 100); do
    if [ -s sample.db-wal ] || ! kill -0 "$writer" 2>/dev/null; then
        break
    fi
    sleep 0.1
done
if ! kill -0 "$writer" 2>/dev/null; then
    cat writer.log
    echo "The sample could not be made, so the tour ends here."
    exit 1
fi

printf '\n2. A backup of it, compared table by table with what was in the database when it began:\n'
show "$cli" backup sample.db backups --proof proven
backup=$(find backups -maxdepth 1 -name '*.db' | head -n 1)

printf '\n3. What lies there now:\n'
show ls -l backups
show "$cli" inspect "$backup"
show "$cli" history

printf '\nThe backup is %s\n' "$folder/$backup"
echo "Now yours:  ./installers/run.sh scan ~   and   ./installers/run.sh backup YOUR.db FOLDER"
