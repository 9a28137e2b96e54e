// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/libraries.h"

#include "sqlite/version.h"

#include <QtGlobal>

#include <libdeflate.h>
#include <openssl/crypto.h>
#include <openssl/opensslv.h>
#include <xxhash.h>
#include <zlib.h>
#include <zstd.h>

namespace litekeeper {

namespace {

QString xxhashVersion(unsigned number)
{
    return QStringLiteral("%1.%2.%3").arg(number / 10'000).arg(number / 100 % 100).arg(number % 100);
}

} // namespace

QList<Library> librariesInUse()
{
    const SqliteVersion sqlite = sqliteVersion();
    return {
        {QStringLiteral("Qt"), QStringLiteral(QT_VERSION_STR), QString::fromLatin1(qVersion()), {}},
        {QStringLiteral("SQLite"), sqlite.compiled, sqlite.running, sqlite.sourceId},
        {QStringLiteral("zlib"), QStringLiteral(ZLIB_VERSION), QString::fromLatin1(zlibVersion()), {}},
        {QStringLiteral("libdeflate"),
         QStringLiteral(LIBDEFLATE_VERSION_STRING),
         QStringLiteral(LIBDEFLATE_VERSION_STRING),
         {}},
        {QStringLiteral("zstd"),
         QStringLiteral(ZSTD_VERSION_STRING),
         QString::fromLatin1(ZSTD_versionString()),
         {}},
        {QStringLiteral("xxHash"), xxhashVersion(XXH_VERSION_NUMBER), xxhashVersion(XXH_versionNumber()), {}},
        {QStringLiteral("OpenSSL"),
         QStringLiteral(OPENSSL_VERSION_STR),
         QString::fromLatin1(OpenSSL_version(OPENSSL_VERSION_STRING)),
         {}},
    };
}

} // namespace litekeeper
