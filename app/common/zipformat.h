// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <limits>

/// Numbers of the zip format, APPNOTE.TXT 6.3.10, with the section that defines each.
namespace litekeeper::zip {

constexpr quint32 localHeaderSignature = 0x04034b50;      // 4.3.7
constexpr quint32 descriptorSignature = 0x08074b50;       // 4.3.9.3
constexpr quint32 extraDataSignature = 0x08064b50;        // 4.3.11
constexpr quint32 centralHeaderSignature = 0x02014b50;    // 4.3.12
constexpr quint32 digitalSignatureSignature = 0x05054b50; // 4.3.13
constexpr quint32 endSignature = 0x06054b50;              // 4.3.16
constexpr quint32 zip64EndSignature = 0x06064b50;         // 4.3.14
constexpr quint32 zip64LocatorSignature = 0x07064b50;     // 4.3.15

constexpr int localHeaderBytes = 30;
constexpr int centralHeaderBytes = 46;
constexpr int endBytes = 22;
constexpr int zip64EndBytes = 56;
constexpr int zip64LocatorBytes = 20;

constexpr quint16 methodStored = 0;   // 4.4.5
constexpr quint16 methodDeflate = 8;  // 4.4.5
constexpr quint16 methodAes = 99;     // 7.2
constexpr quint16 encryptedFlag = 1U; // 4.4.4
constexpr quint16 descriptorFlag = 1U << 3;
constexpr quint16 patchedFlag = 1U << 5;
constexpr quint16 strongFlag = 1U << 6;
constexpr quint16 utf8Flag = 1U << 11; // 4.4.4
constexpr quint16 maskedFlag = 1U << 13;
constexpr quint16 zip64ExtraId = 0x0001;       // 4.5.3
constexpr quint16 unicodePathExtraId = 0x7075; // 4.6.9
constexpr quint16 aesExtraId = 0x9901;         // https://www.winzip.com/en/support/aes-encryption/
constexpr quint16 versionZip64 = 45;           // 4.4.3.2
constexpr quint16 versionDeflate = 20;
constexpr quint16 madeOnUnix = 3U << 8; // 4.4.2

constexpr quint32 inZip64 = std::numeric_limits<quint32>::max(); // 4.4.8
constexpr quint16 entriesInZip64 = std::numeric_limits<quint16>::max();

} // namespace litekeeper::zip
