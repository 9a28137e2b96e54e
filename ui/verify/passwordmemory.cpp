// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/passwordmemory.h"

#include "service/verdicttext.h"

namespace litekeeper {

void PasswordMemory::keep(const QUuid &id, const QByteArray &password)
{
    if (!password.isEmpty()) {
        m_passwords.insert(id, password);
    }
}

void PasswordMemory::take(const FileVerdict &verdict)
{
    if (passwordState(verdict) != PasswordState::NotNeeded) {
        m_passwords.remove(verdict.id);
    }
}

void PasswordMemory::forgetAllBut(const QSet<QUuid> &ids)
{
    m_passwords.removeIf(
        [&ids](const QMap<QUuid, QByteArray>::iterator &password) { return !ids.contains(password.key()); });
}

} // namespace litekeeper
