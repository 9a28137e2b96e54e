// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/sectionscroll.h"

#include <QScrollBar>
#include <QVBoxLayout>

namespace litekeeper {

SectionScroll::SectionScroll(QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(QStringLiteral("restoreScroll"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
}

void SectionScroll::setSections(std::initializer_list<QWidget *> sections)
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(16, 0, 16, 0);
    column->setSpacing(12);
    for (QWidget *section : sections) {
        column->addWidget(section);
    }
    column->addStretch();
    setWidget(page);
    page->setAutoFillBackground(false);
}

void SectionScroll::showTop()
{
    verticalScrollBar()->setValue(0);
}

void SectionScroll::showSection(QWidget *section)
{
    QMetaObject::invokeMethod(
        this, [this, section] { ensureWidgetVisible(section, 0, 0); }, Qt::QueuedConnection);
}

} // namespace litekeeper
