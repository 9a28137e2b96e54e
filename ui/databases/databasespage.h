// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QWidget>

class QSettings;

namespace litekeeper {

class BackupLauncher;
class BackupService;
class CatalogueService;
class FinderService;
class Questions;

/// Finds databases and backs them up.
class DatabasesPage : public QWidget
{
    Q_OBJECT

public:
    DatabasesPage(CatalogueService &catalogue, BackupService &backups, FinderService &finder,
                  BackupLauncher &launcher, Questions &questions, QSettings &settings,
                  QWidget *parent = nullptr);

    void searchHome();
    void addFolder();
    void addDropped(const QList<Path> &paths);
    void show(const Path &database);
};

} // namespace litekeeper
