// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/listeddatabases.h"

#include "service/runboard.h"
#include "service/whendone.h"
#include "ui/common/runningsources.h"
#include "ui/databases/databasemodel.h"

namespace litekeeper {

ListedDatabases::ListedDatabases(CatalogueService &catalogue, RunBoard &runs, DatabaseModel &model,
                                 QObject *parent)
    : QObject(parent)
    , m_catalogue(catalogue)
    , m_model(model)
    , m_running(new RunningSources(runs, this))
{
    connect(m_running, &RunningSources::changed, &m_model, &DatabaseModel::setProgress);
    connect(&runs, &RunBoard::runFinished, this, [this](const Run &run, const std::optional<Backup> &backup) {
        if (backup) {
            m_model.setBackup(run.source, *backup);
        }
        Q_EMIT backupFinished();
    });
    connect(&m_catalogue, &CatalogueService::databasesChanged, this, &ListedDatabases::takeKnown);
    connect(&m_catalogue, &CatalogueService::backupsChanged, this, &ListedDatabases::takeKnown);
    connect(&m_catalogue, &CatalogueService::backupsChanged, this, &ListedDatabases::takeBackupFiles);
    m_clock.setInterval(30'000);
    connect(&m_clock, &QTimer::timeout, this, [this] { m_model.setNow(QDateTime::currentDateTimeUtc()); });
}

void ListedDatabases::load()
{
    m_running->announceAll();
    takeKnown();
    takeBackupFiles();
    m_clock.start();
}

void ListedDatabases::takeKnown()
{
    whenDone(m_catalogue.knownDatabases(), this, [this](const Result<QList<KnownDatabase>> &known) {
        if (!known) {
            return; // the window has said why when it opened the catalogue
        }
        m_model.setNow(QDateTime::currentDateTimeUtc());
        m_model.setKnown(*known);
        QList<Path> sources;
        for (const KnownDatabase &database : *known) {
            sources.append(database.source);
        }
        Q_EMIT knownTaken(sources);
    });
}

void ListedDatabases::takeBackupFiles()
{
    whenDone(m_catalogue.backups(), this, [this](const Result<QList<Backup>> &backups) {
        QSet<QByteArray> files;
        for (const Backup &backup : backups ? *backups : QList<Backup>()) {
            files.insert(pathBytes(backup.file));
        }
        Q_EMIT backupFilesTaken(files);
    });
}

} // namespace litekeeper
