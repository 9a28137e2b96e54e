#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds the fuzz targets and feeds each for the given time:   ./tests/fuzz/run.sh SECONDS
# It begins with tests/data/fuzz/TARGET, what TARGET_seeds or TARGET_seeds.py writes into a folder and what earlier runs found new ways with. An input that
# makes a target fail is kept in build/fuzz/findings/; start the target with it to see the failure again.
set -euo pipefail

seconds=${1:?usage: run.sh SECONDS}
source_folder=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
# shellcheck source=installers/linux/prepare.sh
. "$source_folder/installers/linux/prepare.sh"

require_packages "${build_packages[@]}" "${test_packages[@]}" "${fuzz_packages[@]}"
build_preset "$source_folder" fuzz fuzzers
build=$source_folder/build/fuzz

# Small archives of the real programs, which no program of ours could make as well.
pack_archives() {
    local to=$1 from
    from=$(mktemp --directory)
    (
        cd "$from"
        echo hello >a
        mkdir f
        seq 200 >f/b
        for format in gnu pax ustar v7; do tar --format=$format -cf "$to/$format.tar" a f; done
        tar -czf "$to/tar.gz" a f
        tar -cJf "$to/tar.xz" a f
        tar -cjf "$to/tar.bz2" a f
        tar --zstd -cf "$to/tar.zst" a f
        gzip -c f/b >"$to/b.gz"
        cat "$to/b.gz" "$to/b.gz" >"$to/twice.gz"
        zstd -qc f/b >"$to/b.zst"
        xz -c f/b >"$to/b.xz"
        bzip2 -c f/b >"$to/b.bz2"
        for method in Copy LZMA LZMA2 PPMd BZip2 Deflate; do 7z a -bd "-m0=$method" "$to/$method.7z" a f; done
        for method in Deflate BZip2 LZMA PPMd Deflate64; do 7z a -bd -tzip "-mm=$method" "$to/$method.zip" a f; done
        for encryption in ZipCrypto AES256; do 7z a -bd -tzip -psecret "-mem=$encryption" "$to/$encryption.zip" a f; done
        zip -q - f/b | cat >"$to/streamed.zip"
    ) >/dev/null
    rm -r "$from"
}

# A window or dictionary that is larger than this is refused, as it is in the process that reads such files.
export ASAN_OPTIONS=allocator_may_return_null=1:max_allocation_size_mb=512:detect_leaks=1
export UBSAN_OPTIONS=print_stacktrace=1
# One after the other the targets are prepared; all of them then run at the same time.
names=() jobs=()
for target in "$build"/bin/fuzz_*; do
    case $target in *_seeds) continue ;; esac
    name=$(basename "$target")
    seeds=$build/seeds/$name
    rm -rf "$seeds"
    mkdir -p "$seeds" "$build/corpus/$name" "$build/findings"
    committed=$source_folder/tests/data/fuzz/$name
    [ ! -d "$committed" ] || cp "$committed"/* "$seeds"
    [ ! -x "${target}_seeds" ] || "${target}_seeds" "$seeds"
    [ ! -e "$source_folder/tests/fuzz/${name}_seeds.py" ] || python3 "$source_folder/tests/fuzz/${name}_seeds.py" "$seeds"
    [ "$name" != fuzz_archive ] || pack_archives "$seeds"
    names+=("$name")
done
for name in "${names[@]}"; do
    say "feeding $name for $seconds seconds"
    "$build/bin/$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3072 -malloc_limit_mb=8192 -max_len=16384 \
        -print_final_stats=0 -verbosity=0 -artifact_prefix="$build/findings/$name-" \
        "$build/corpus/$name" "$build/seeds/$name" >&2 &
    jobs+=($!)
done
failed=0
for number in "${!jobs[@]}"; do
    if ! wait "${jobs[$number]}"; then
        say "${names[$number]} failed; its input is in $build/findings"
        failed=1
    fi
done
exit $failed
