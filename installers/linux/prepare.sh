# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
#
# Sourced by installers/run.sh, tests/run.sh, tests/fuzz/run.sh, installers/linux/package.sh and .ci/run: the one list of
# packages, and how a preset is built. Everything said here goes to stderr, so that stdout stays the program's.

build_packages=(
    g++ cmake ninja-build pkgconf
    qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-l10n-tools libqcustomplot-dev
    libsqlite3-dev libsqlitecpp-dev
    zlib1g-dev libdeflate-dev libzstd-dev libxxhash-dev libssl-dev libcli11-dev
    libarchive-dev
    fonts-dejavu-core
)
test_packages=(
    bzip2 dbus-daemon desktop-file-utils fuse3 mold p7zip-full python3 samba smbnetfs sqlite3 strace systemd trayer unzip
    xdotool xvfb xz-utils zip zstd
)
fuzz_packages=(clang-14 libclang-rt-14-dev)
guard_packages=(clang-format-14 clang-tidy-14)
package_packages=(dpkg-dev file desktop-file-utils appstream)

say() {
    printf 'litekeeper: %s\n' "$*" >&2
}

# Asks apt for nothing unless something is missing, which keeps the second start quick and free of sudo.
require_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "this is not Debian or Ubuntu, so please install by hand what is missing of: a C++20 compiler," \
            "CMake 3.25, Ninja, pkg-config, Qt 6.4 (base, svg, linguist tools), QCustomPlot for Qt 6, SQLite, SQLiteCpp, zlib," \
            "libdeflate, zstd, xxHash, OpenSSL, CLI11, libarchive."
        return 0
    fi
    local installed package missing=()
    installed=$(dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
    for package in "$@"; do
        grep --quiet --line-regexp --fixed-strings "$package installed" <<<"$installed" || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        return 0
    fi
    say "installing with apt: ${missing[*]}"
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "this needs root, and there is no sudo. As root: apt-get install ${missing[*]}"
            return 1
        fi
        root=(sudo)
    fi
    local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
    if ! { "${apt[@]}" update && "${apt[@]}" install --yes --no-install-recommends "${missing[@]}"; } >&2; then
        say "apt could not install them; its last lines above say why. Once it is put right, start this again."
        return 1
    fi
}

# Configures and builds build/PRESET in the given source folder, or only the targets named behind it; silent if there
# is nothing to do.
build_preset() {
    local source=$1 preset=$2
    shift 2
    local build=$source/build/$preset
    local options=()
    # A checkout that was moved or is mounted elsewhere has a cache that CMake would refuse.
    if ! grep --quiet --line-regexp --fixed-strings "CMAKE_HOME_DIRECTORY:INTERNAL=$source" \
        "$build/CMakeCache.txt" 2>/dev/null; then
        options=(--fresh)
    fi
    if [ ! -e "$build/build.ninja" ] || [ "$source/CMakePresets.json" -nt "$build/build.ninja" ]; then
        say "configuring the $preset preset in $build"
        (cd "$source" && cmake --preset "$preset" "${options[@]}") >&2 || return 1
    fi
    if ninja -C "$build" -n "$@" 2>/dev/null | grep --quiet 'no work to do'; then
        return 0
    fi
    say "building the $preset preset in $build"
    ninja -C "$build" "$@" >&2
}
