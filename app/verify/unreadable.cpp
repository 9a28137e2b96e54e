// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/unreadable.h"

#include <QCoreApplication>

namespace litekeeper {

QString reasonOf(const Error &error)
{
    if (error.kind == ErrorKind::Cancelled) {
        return QCoreApplication::translate("DatabaseContent", "reading them took too long");
    }
    return error.detail.isEmpty()
        ? QCoreApplication::translate("DatabaseContent", "the database is damaged there")
        : error.detail;
}

} // namespace litekeeper
