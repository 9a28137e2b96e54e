// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace litekeeper {

/// Two lines in a row: glyph and text, and below a quieter detail or the bar of a running backup. Reads roles
/// only.
class TwoLineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The texts of `nameColumn` stand out, and their details are paths, elided in the middle.
    explicit TwoLineDelegate(int nameColumn, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    [[nodiscard]] QFont upperFont(QFont font, const QModelIndex &index) const;

    int m_nameColumn;
};

} // namespace litekeeper
