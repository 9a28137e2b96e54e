// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/pagestack.h"

#include "ui/common/sidebar.h"

#include <QAction>

namespace litekeeper {

PageStack::PageStack(SideBar &sideBar, QWidget *parent)
    : QStackedWidget(parent)
    , m_sideBar(sideBar)
{
    connect(&m_sideBar, &SideBar::currentRowChanged, this, &PageStack::showRow);
}

QAction *PageStack::addPage(const QString &text, const QString &iconName, std::function<QWidget *()> make)
{
    const int row = int(m_pages.size());
    m_pages.push_back({std::move(make)});
    const QSignalBlocker blocker(&m_sideBar); // nothing is built before showPage()
    m_sideBar.addPage(text, iconName);
    auto *action = new QAction(text, this);
    action->setObjectName(QStringLiteral("actionPage%1").arg(row + 1));
    action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + row)));
    connect(action, &QAction::triggered, this, [this, row] { showPage(row); });
    return action;
}

void PageStack::showPage(int row)
{
    m_sideBar.setCurrentRow(row);
    showRow(row);
}

QWidget *PageStack::page(int row) const
{
    return m_pages.at(size_t(row)).page;
}

void PageStack::setCount(int row, int count)
{
    m_sideBar.setCount(row, count);
}

void PageStack::showRow(int row)
{
    if (row < 0) {
        return;
    }
    Entry &entry = m_pages.at(size_t(row));
    if (!entry.page) {
        entry.page = entry.make();
        addWidget(entry.page);
    }
    setCurrentWidget(entry.page);
    Q_EMIT pageShown(entry.page);
}

} // namespace litekeeper
