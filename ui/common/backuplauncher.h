// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"

#include <QObject>

namespace litekeeper {

class BackupService;
class CatalogueService;

/// How "Back up now" is done: where to, in which format, how far proven. Remembered in the catalogue.
struct BackupOptions
{
    Path destination;
    Format format = Format::Database;
    ProofLevel proof = ProofLevel::Proven;

    bool operator==(const BackupOptions &) const = default;
};

/// Starts backups as the person at the window last chose to have them. Main thread.
class BackupLauncher : public QObject
{
    Q_OBJECT

public:
    BackupLauncher(CatalogueService &catalogue, BackupService &backups, Path defaultDestination,
                   QObject *parent = nullptr);

    [[nodiscard]] const BackupOptions &options() const { return m_options; }
    void setOptions(const BackupOptions &options);
    /// Takes what is remembered; the catalogue has to be open by then.
    void load();
    /// Folders that were backed up to, the newest first.
    [[nodiscard]] QList<Path> recentDestinations() const { return m_recent; }

    void backUp(const QList<Path> &sources);

Q_SIGNALS:
    void optionsChanged();
    /// A source was asked for that is in work already.
    void alreadyRunning(const litekeeper::Path &source);

private:
    void rememberDestination();

    CatalogueService &m_catalogue;
    BackupService &m_backups;
    Path m_default;
    BackupOptions m_options;
    QList<Path> m_recent;
};

} // namespace litekeeper
