// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTableView>

namespace litekeeper {

/// A calm table of cells, for the rows of a database: single cells can be selected, and are copied with tabs
/// between them and a line for each row, as spreadsheets take them. What is copied is the model's EditRole.
class RowTable : public QTableView
{
    Q_OBJECT

public:
    explicit RowTable(QWidget *parent = nullptr);

    /// Columns as wide as what they show, up to a limit.
    void fitColumns();
    [[nodiscard]] QString selectedText() const;
    void copySelection() const; ///< nothing if nothing is selected

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitRows();
};

} // namespace litekeeper
