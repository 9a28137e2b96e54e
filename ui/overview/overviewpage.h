// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QWidget>

namespace litekeeper {

class BackupLauncher;
class BackupService;
class CatalogueService;
class FinderService;

/// Answers one question: is my data safe?
class OverviewPage : public QWidget
{
    Q_OBJECT

public:
    OverviewPage(CatalogueService &catalogue, BackupService &backups, FinderService &finder,
                 BackupLauncher &launcher, QWidget *parent = nullptr);

Q_SIGNALS:
    void findRequested();
    void detailsRequested(const litekeeper::Path &source);
};

} // namespace litekeeper
