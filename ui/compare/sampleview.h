// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/comparison.h"

#include <QWidget>

class QStackedWidget;

namespace litekeeper {

class EmptyState;
class QuietLabel;
class RowSampleModel;
class RowTable;

/// The rows of one table that differ, side by side. Both sides scroll and are selected together.
class SampleView : public QWidget
{
    Q_OBJECT

public:
    explicit SampleView(QWidget *parent = nullptr);

    void show(const TableComparison *table); ///< null: none is selected

private:
    [[nodiscard]] QWidget *makeTables();
    [[nodiscard]] RowTable *makeTable(RowSampleModel *model, const QString &name,
                                      const QString &accessibleName);
    void join(RowTable *one, RowTable *other);
    void say(const QString &title, const QString &text);

    RowSampleModel *m_leftModel;
    RowSampleModel *m_rightModel;
    RowTable *m_left = nullptr;
    RowTable *m_right = nullptr;
    QuietLabel *m_caption;
    QStackedWidget *m_stack;
    EmptyState *m_hint;
};

} // namespace litekeeper
