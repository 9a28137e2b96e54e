// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/restoring.h"
#include "ui/common/section.h"

class QLabel;
class QPushButton;

namespace litekeeper {

class DifferenceModel;
class FactsGrid;
class FindingsView;
class TableView;

/// What was seen when backup and target were looked at: the target's state, and what would change.
class LookSection : public Section
{
    Q_OBJECT

public:
    explicit LookSection(QWidget *parent = nullptr);

    void show(const RestorePlan &plan, const std::optional<Backup> &newest);
    /// Shows only what would change in these tables; empty: everything.
    void setTables(const QStringList &tables);
    /// Whether the backup is a file that the window for comparisons can open.
    void setComparable(bool comparable);

Q_SIGNALS:
    void compareRequested(); ///< row by row

private:
    void buildTable();
    void fitTable();
    void showDifference();

    DifferenceModel *m_model;
    FactsGrid *m_facts;
    QLabel *m_sentence;
    TableView *m_table;
    FindingsView *m_findings;
    QPushButton *m_compare;
    bool m_isComparable = false;
    QStringList m_tables;
    std::optional<Comparison> m_difference;
    QString m_wholeText;            ///< about the whole database
    QList<Finding> m_wholeFindings; ///< likewise
    QList<Finding> m_backupFindings;
};

} // namespace litekeeper
