// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/droparea.h"

#include "ui/common/emptystate.h"
#include "ui/verify/dropcover.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace litekeeper {

DropArea::DropArea(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("dropArea"));
    auto *state = new EmptyState(
        QStringLiteral("verify"), tr("Drop a backup here"),
        tr("A zip, a database, a folder. Litekeeper reads every byte and tells whether the database inside "
           "would restore."),
        this);
    auto *files = state->addPrimaryButton(tr("Open f&iles…"), QStringLiteral("dropAreaFiles"));
    auto *folder = state->addButton(tr("Open fol&der…"), QStringLiteral("dropAreaFolder"));
    connect(files, &QPushButton::clicked, this, &DropArea::filesRequested);
    connect(folder, &QPushButton::clicked, this, &DropArea::folderRequested);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(state);
}

void DropArea::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintDropFrame(painter, rect(), palette(), false);
}

} // namespace litekeeper
