// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/comparison.h"
#include "ui/common/panel.h"

class QButtonGroup;
class QSortFilterProxyModel;
class QStackedWidget;
class QToolButton;

namespace litekeeper {

class ComparedTablesModel;
class SampleView;
class SchemaView;
class TableView;

/// All that a comparison has found: its tables with the rows that differ, and on another side the schema.
class ComparisonResults : public QWidget
{
    Q_OBJECT

public:
    explicit ComparisonResults(QWidget *parent = nullptr);

    void setComparison(const Comparison &comparison);
    void takeFocus();

private:
    [[nodiscard]] QWidget *makeSides();
    [[nodiscard]] QWidget *makeTables();
    [[nodiscard]] QToolButton *makeSide(int side, const QString &objectName);
    void showTable();

    ComparedTablesModel *m_model;
    QSortFilterProxyModel *m_sorted;
    TableView *m_tables;
    SampleView *m_samples;
    SchemaView *m_schema;
    QButtonGroup *m_buttons;
    QToolButton *m_tablesButton = nullptr;
    QToolButton *m_schemaButton = nullptr;
    QStackedWidget *m_stack;
};

} // namespace litekeeper
