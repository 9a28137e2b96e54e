// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/verify/passwordmemory.h"
#include "ui/verify/verdictnode.h"

#include <QObject>
#include <QTimer>

namespace litekeeper {

class CatalogueService;
class VerdictModel;
class VerifyService;

/// Keeps the model of verified files true to what is being verified and to what the catalogue remembers, and
/// takes the wishes for them.
class VerifiedFiles : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive the object.
    VerifiedFiles(VerifyService &verify, CatalogueService &catalogue, VerdictModel &model,
                  QObject *parent = nullptr);

    void load();                                             ///< what goes on and, later, what is remembered
    [[nodiscard]] bool isLoaded() const { return m_loaded; } ///< the catalogue has answered

    /// A file that is being verified already is not begun again. Without a password it is the one that fitted
    /// the file before.
    void verify(const Path &file, VerifyLevel level, const QByteArray &password = {});
    /// With which the file was verified; empty: none, or nobody remembers. Never stored.
    [[nodiscard]] QByteArray passwordOf(const VerdictFile &file) const;
    /// The verifications of these files; where there are none, the one that runs.
    void cancel(const QList<const VerdictFile *> &files);
    /// All verdicts of these files, except of those that are being verified.
    void forget(const QList<const VerdictFile *> &files);

Q_SIGNALS:
    void changed(); ///< the model has other files, verdicts or jobs
    void finished(const litekeeper::FileVerdict &verdict);

private:
    void watch();
    void takeQueue();
    void loadVerdicts();
    void finish(const FileVerdict &verdict);
    void tellChange();

    VerifyService &m_verify;
    CatalogueService &m_catalogue;
    VerdictModel &m_model;
    PasswordMemory m_passwords;
    QTimer m_minute;
    bool m_loaded = false;
};

} // namespace litekeeper
