// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace litekeeper {

class RunBoard;
class DatabaseModel;
class RunningSources;

/// Keeps the model of the Databases page true to the catalogue and to the backups that go on.
class ListedDatabases : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive the object.
    ListedDatabases(CatalogueService &catalogue, RunBoard &runs, DatabaseModel &model,
                    QObject *parent = nullptr);

    void load();

Q_SIGNALS:
    void knownTaken(const QList<Path> &sources); ///< the known databases are in the model
    void backupFilesTaken(const QSet<QByteArray> &files);
    void backupFinished();

private:
    void takeKnown();
    void takeBackupFiles();

    CatalogueService &m_catalogue;
    DatabaseModel &m_model;
    RunningSources *m_running;
    QTimer m_clock;
};

} // namespace litekeeper
