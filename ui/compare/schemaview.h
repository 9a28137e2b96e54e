// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/comparison.h"

#include <QWidget>

class QStackedWidget;

namespace litekeeper {

class EmptyState;
class SchemaChangeModel;
class SqlText;
class TableView;

/// What changed of the schema: a list, and the definition before and after side by side.
class SchemaView : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaView(QWidget *parent = nullptr);

    void setChanges(const QList<SchemaChange> &changes);

private:
    [[nodiscard]] QWidget *makeContent();
    [[nodiscard]] QWidget *makeSide(const QString &title, SqlText *text, const QString &name);
    void showChange(const SchemaChange *change);

    SchemaChangeModel *m_model;
    TableView *m_list;
    SqlText *m_before;
    SqlText *m_after;
    QStackedWidget *m_stack;
};

} // namespace litekeeper
