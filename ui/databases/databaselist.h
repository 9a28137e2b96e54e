// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/panel.h"
#include "ui/databases/place.h"

class QPushButton;
class QSettings;
class QStackedWidget;

namespace litekeeper {

class DatabaseFilter;
class DatabaseModel;
class DatabaseSearch;
class EmptyState;
class TableView;

/// The databases of one place as a table, or a sentence in its place that says why there are none.
class DatabaseList : public Panel
{
    Q_OBJECT

public:
    DatabaseList(DatabaseModel &model, DatabaseSearch &search, QSettings &settings,
                 QWidget *parent = nullptr);

    void setPlace(const Place &place);
    void setText(const QString &text); ///< only databases whose path or application holds it
    /// Files that Litekeeper made itself are not shown.
    void setBackupFiles(const QSet<QByteArray> &files);

    [[nodiscard]] int count() const;
    [[nodiscard]] QList<Path> selection() const;
    /// The selected one that the person is at; empty without a selection.
    [[nodiscard]] Path current() const;
    void select(const Path &database);
    void focusTable();

Q_SIGNALS:
    void selectionChanged();
    void activated(); ///< Enter or a double click
    void menuRequested(const QPoint &globalPosition);

private:
    void buildTable();
    void showState();
    void showWhyEmpty();
    void selectFirst(); ///< after a search, so that what can be done with a database is offered

    DatabaseModel &m_model;
    DatabaseSearch &m_search;
    QSettings &m_settings;
    DatabaseFilter *m_filter;
    TableView *m_table;
    EmptyState *m_empty;
    QPushButton *m_emptyButton;
    QStackedWidget *m_stack;
    Place m_place;
    QString m_text;
};

} // namespace litekeeper
