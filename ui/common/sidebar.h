// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QListWidget>

namespace litekeeper {

/// The pages of the window as a list: one row for each, with an icon and a count where there is something to
/// count.
class SideBar : public QListWidget
{
    Q_OBJECT

public:
    explicit SideBar(QWidget *parent = nullptr);

    /// Rows stand in the order in which they are added, and are named by their number from then on.
    void addPage(const QString &text, const QString &iconName);
    /// A number beside the page's name; nothing at 0.
    void setCount(int row, int count);

    [[nodiscard]] QSize sizeHint() const override;
};

} // namespace litekeeper
