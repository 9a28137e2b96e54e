// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStackedWidget>

#include <functional>
#include <vector>

class QAction;

namespace litekeeper {

class SideBar;

/// The pages that a side bar lists. A page is built when it is first shown.
class PageStack : public QStackedWidget
{
    Q_OBJECT

public:
    /// The side bar outlives the stack.
    explicit PageStack(SideBar &sideBar, QWidget *parent = nullptr);

    /// At the end; pages are named by their row from then on. The action leads to the page and has the key
    /// Ctrl+1 to Ctrl+9.
    QAction *addPage(const QString &text, const QString &iconName, std::function<QWidget *()> make);
    void showPage(int row);
    [[nodiscard]] int pages() const { return int(m_pages.size()); }
    [[nodiscard]] QWidget *page(int row) const; ///< null while it was not shown yet
    void setCount(int row, int count);          ///< of what there is to see; nothing at 0

Q_SIGNALS:
    void pageShown(QWidget *page);

private:
    struct Entry
    {
        std::function<QWidget *()> make;
        QWidget *page = nullptr;
    };

    void showRow(int row);

    SideBar &m_sideBar;
    std::vector<Entry> m_pages;
};

} // namespace litekeeper
