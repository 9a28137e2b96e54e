// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/backuplauncher.h"

#include "service/backupservice.h"
#include "service/catalogueservice.h"

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qsizetype mostRecent = 8;

const QString destinationKey = QStringLiteral("backup/destination");
const QString recentKey = QStringLiteral("backup/recentDestinations");
const QString formatKey = QStringLiteral("backup/format");
const QString proofKey = QStringLiteral("backup/proof");

} // namespace

BackupLauncher::BackupLauncher(CatalogueService &catalogue, BackupService &backups, Path defaultDestination,
                               QObject *parent)
    : QObject(parent)
    , m_catalogue(catalogue)
    , m_backups(backups)
    , m_default(std::move(defaultDestination))
    , m_options{.destination = m_default}
{
}

void BackupLauncher::load()
{
    const BackupOptions fallback = m_options;
    m_options.destination
        = decodePath(m_catalogue.setting(destinationKey, encodePath(fallback.destination)).toString());
    m_options.format = formatFromCode(m_catalogue.setting(formatKey).toString()).value_or(fallback.format);
    m_options.proof = proofFromCode(m_catalogue.setting(proofKey).toString()).value_or(fallback.proof);
    m_recent.clear();
    const QStringList recent = m_catalogue.setting(recentKey).toStringList();
    for (const QString &path : recent) {
        m_recent.append(decodePath(path));
    }
    Q_EMIT optionsChanged();
}

void BackupLauncher::setOptions(const BackupOptions &options)
{
    if (options == m_options) {
        return;
    }
    m_options = options;
    m_catalogue.setSetting(destinationKey, encodePath(options.destination));
    m_catalogue.setSetting(formatKey, formatCode(options.format));
    m_catalogue.setSetting(proofKey, proofCode(options.proof));
    Q_EMIT optionsChanged();
}

void BackupLauncher::backUp(const QList<Path> &sources)
{
    const QList<Run> running = m_backups.running();
    for (const Path &source : sources) {
        if (std::any_of(running.begin(), running.end(),
                        [&](const Run &run) { return run.source == source; })) {
            Q_EMIT alreadyRunning(source);
            continue;
        }
        // Only our own folder is made: a missing one of the person's may be a disk that is not plugged in.
        m_backups.backUpNow({.source = source,
                             .destination = m_options.destination,
                             .format = m_options.format,
                             .proof = m_options.proof,
                             .makeFolder = m_options.destination == m_default},
                            Trigger::Window);
    }
    rememberDestination();
}

void BackupLauncher::rememberDestination()
{
    m_recent.removeAll(m_options.destination);
    m_recent.prepend(m_options.destination);
    m_recent.resize(std::min(m_recent.size(), mostRecent));
    QStringList recent;
    for (const Path &path : std::as_const(m_recent)) {
        recent.append(encodePath(path));
    }
    m_catalogue.setSetting(recentKey, recent);
}

} // namespace litekeeper
