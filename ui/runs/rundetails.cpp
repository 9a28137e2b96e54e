// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/rundetails.h"

#include "ui/runs/runlogview.h"
#include "ui/runs/runtext.h"

namespace litekeeper {

RunDetails::RunDetails(Shape shape, CatalogueService &catalogue, Questions &questions, TaskRunner &runner,
                       QWidget *parent)
    : DetailsPane(shape, tr("Select a run to see how it went."), parent)
    , m_log(new RunLogView(catalogue, questions, runner, this))
{
    setObjectName(QStringLiteral("runDetails"));
    addContent(m_log);
}

void RunDetails::setRow(const RunRow *row)
{
    if (!row) {
        clear();
        return;
    }
    setHead(statusOf(row->run.outcome), displayName(row->run.source), displayPath(row->run.source));
    setSentence(runSentence(*row));
    setFindings(row->run.findings);
    setFacts(runFacts(*row));
    m_log->setRow(*row);
}

} // namespace litekeeper
