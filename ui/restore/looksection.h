// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/restoring.h"
#include "ui/common/section.h"

class QLabel;

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

private:
    void buildTable();
    void fitTable();

    DifferenceModel *m_model;
    FactsGrid *m_facts;
    QLabel *m_sentence;
    TableView *m_table;
    FindingsView *m_findings;
};

} // namespace litekeeper
