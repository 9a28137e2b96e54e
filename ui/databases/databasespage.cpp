// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/databasespage.h"

#include "ui/common/pageheader.h"

#include <QVBoxLayout>

namespace litekeeper {

DatabasesPage::DatabasesPage(CatalogueService &, BackupService &, FinderService &, BackupLauncher &,
                             Questions &, QSettings &, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("databasesPage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new PageHeader(tr("Databases"), this));
    layout->addStretch();
}

void DatabasesPage::searchHome()
{
}

void DatabasesPage::addFolder()
{
}

void DatabasesPage::addDropped(const QList<Path> &)
{
}

void DatabasesPage::show(const Path &)
{
}

} // namespace litekeeper
