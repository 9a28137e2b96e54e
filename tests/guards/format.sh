#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fails if a source is not formatted as .clang-format says, and shows where. With --fix it formats instead.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/../.."
mode=(--dry-run --Werror)
if [ "${1:-}" = --fix ]; then
    mode=(-i)
fi
# Another version of clang-format would format otherwise.
mapfile -d '' sources < <(find app ui tests -name data -prune -o \( -name '*.h' -o -name '*.cpp' \) -print0 | sort -z)
if [ ${#sources[@]} -eq 0 ]; then
    echo "clang-format: found no sources to judge" >&2
    exit 1
fi
if ! printf '%s\0' "${sources[@]}" | xargs -0 -n 20 -P "$(nproc)" clang-format-14 "${mode[@]}"; then
    echo "clang-format: the places above are not formatted; tests/guards/format.sh --fix formats them" >&2
    exit 1
fi
echo "clang-format: ${#sources[@]} files are well" >&2
