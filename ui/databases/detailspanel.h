// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/database.h"
#include "service/catalogueservice.h"
#include "service/searchplaces.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;
class QVBoxLayout;

namespace litekeeper {

class ElidedLabel;
class FactsGrid;
class FinderService;
class QuietLabel;
class TableSummaryModel;
class TableView;

/// Everything about one database; its tables and their rows when asked for, since counting reads the whole
/// file.
class DetailsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DetailsPanel(FinderService &finder, QWidget *parent = nullptr);

    /// `share`: the one that the database is on; nothing for a local one.
    void show(const DatabaseFacts &facts, const std::optional<Backup> &newestBackup,
              const std::optional<SearchPlace> &share);
    [[nodiscard]] const Path &database() const { return m_facts.path; }

Q_SIGNALS:
    void closeRequested();

private:
    void buildHead(QVBoxLayout &column);
    QWidget *buildTables();
    void showFacts(const std::optional<Backup> &newestBackup);
    void countRows();
    void showTables(const Result<QList<TableSummary>> &tables);
    void offerFirstCount();
    void offerCount(const QString &sentence, const QString &button);

    FinderService &m_finder;
    DatabaseFacts m_facts;
    std::optional<SearchPlace> m_share;
    int m_asked = 0; ///< answers to earlier questions are dropped
    QLabel *m_name;
    ElidedLabel *m_folder;
    FactsGrid *m_grid;
    TableSummaryModel *m_tables;
    TableView *m_view;
    QuietLabel *m_sentence;
    QPushButton *m_count;
    QStackedLayout *m_stack;
};

} // namespace litekeeper
