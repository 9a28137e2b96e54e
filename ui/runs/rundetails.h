// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/detailspane.h"
#include "ui/runs/runmodel.h"

namespace litekeeper {

class CatalogueService;
class Questions;
class RunLogView;
class TaskRunner;

/// All about one run: how it ended, what to do about it, its figures and its log.
class RunDetails : public DetailsPane
{
    Q_OBJECT

public:
    /// All of them have to live longer.
    RunDetails(Shape shape, CatalogueService &catalogue, Questions &questions, TaskRunner &runner,
               QWidget *parent = nullptr);

    void setRow(const RunRow *row); ///< null: nothing is selected

private:
    RunLogView *m_log;
};

} // namespace litekeeper
