// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/tablecontent.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace litekeeper {

/// The bar above the rows: what they contain, and in which column. Ctrl+F goes to it from anywhere in its
/// window.
class RowFilter : public QWidget
{
    Q_OBJECT

public:
    explicit RowFilter(QWidget *parent = nullptr);

    void
    setTable(const TableOutline &table); ///< empties it, quietly; only the rows of a table can be filtered
    void clear();                        ///< quietly

    [[nodiscard]] QString text() const;
    [[nodiscard]] int column() const; ///< -1: any

Q_SIGNALS:
    void changed(); ///< a moment after the last key, or at once with Return

private:
    void apply();

    QLineEdit *m_text;
    QComboBox *m_column;
    QTimer m_typing;
};

} // namespace litekeeper
