// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/overview/overviewpage.h"

#include "ui/common/emptystate.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace litekeeper {

OverviewPage::OverviewPage(CatalogueService &, BackupService &, FinderService &, BackupLauncher &,
                           QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("overviewPage"));
    auto *empty = new EmptyState(
        QStringLiteral("overview"), tr("Is your data safe?"),
        tr("Litekeeper does not know any database yet. Let it look for the SQLite databases on "
           "this computer, then back one up with a click."),
        this);
    connect(empty->addPrimaryButton(tr("&Find databases"), QStringLiteral("findButton")),
            &QPushButton::clicked, this, &OverviewPage::findRequested);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(empty);
}

} // namespace litekeeper
