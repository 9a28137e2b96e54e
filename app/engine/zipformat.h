// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <limits>

/// Numbers of the zip format, APPNOTE.TXT 6.3.10, with the section that defines each.
namespace litekeeper::zip {

constexpr quint32 localHeaderSignature = 0x04034b50;   // 4.3.7
constexpr quint32 centralHeaderSignature = 0x02014b50; // 4.3.12
constexpr quint32 endSignature = 0x06054b50;           // 4.3.16
constexpr quint32 zip64EndSignature = 0x06064b50;      // 4.3.14
constexpr quint32 zip64LocatorSignature = 0x07064b50;  // 4.3.15

constexpr int localHeaderBytes = 30;
constexpr int centralHeaderBytes = 46;
constexpr int endBytes = 22;
constexpr int zip64EndBytes = 56;
constexpr int zip64LocatorBytes = 20;

constexpr quint16 methodDeflate = 8;     // 4.4.5
constexpr quint16 utf8Flag = 1U << 11;   // 4.4.4
constexpr quint16 zip64ExtraId = 0x0001; // 4.5.3
constexpr quint16 versionZip64 = 45;     // 4.4.3.2
constexpr quint16 versionDeflate = 20;
constexpr quint16 madeOnUnix = 3U << 8; // 4.4.2

constexpr quint32 inZip64 = std::numeric_limits<quint32>::max(); // 4.4.8
constexpr quint16 entriesInZip64 = std::numeric_limits<quint16>::max();

} // namespace litekeeper::zip
