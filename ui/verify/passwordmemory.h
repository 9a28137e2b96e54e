// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/verdict.h"

#include <QMap>
#include <QSet>

namespace litekeeper {

/// The passwords with which files were verified, each as long as its verdict is in the list. In memory only.
class PasswordMemory
{
public:
    /// `id`: of the verification, and of the verdict it will come to.
    void keep(const QUuid &id, const QByteArray &password);
    void take(const FileVerdict &verdict); ///< forgets its password if that was the wrong one
    void forgetAllBut(const QSet<QUuid> &ids);
    [[nodiscard]] QByteArray passwordOf(const QUuid &id) const { return m_passwords.value(id); }

private:
    QMap<QUuid, QByteArray> m_passwords;
};

} // namespace litekeeper
