// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/detailspane.h"
#include "ui/runs/runmodel.h"

class QPlainTextEdit;

namespace litekeeper {

/// All about one run: how it ended, what to do about it, its figures and its log.
class RunDetails : public DetailsPane
{
    Q_OBJECT

public:
    explicit RunDetails(Shape shape, QWidget *parent = nullptr);

    void setRow(const RunRow *row); ///< null: nothing is selected

private:
    QLabel *m_logTitle;
    QPlainTextEdit *m_log;
};

} // namespace litekeeper
