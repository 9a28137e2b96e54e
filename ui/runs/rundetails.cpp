// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/rundetails.h"

#include "ui/common/quietlabel.h"
#include "ui/common/typography.h"
#include "ui/runs/runtext.h"

#include <QFontDatabase>
#include <QPlainTextEdit>

namespace litekeeper {

RunDetails::RunDetails(Shape shape, QWidget *parent)
    : DetailsPane(shape, tr("Select a run to see how it went."), parent)
    , m_logTitle(addSection(tr("&Log")))
    , m_log(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("runDetails"));
    m_log->setObjectName(QStringLiteral("runLog"));
    m_log->setAccessibleName(tr("Log of the run"));
    m_log->setReadOnly(true);
    m_log->setTabChangesFocus(true);
    m_log->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_log->setFont(smallFont(QFontDatabase::systemFont(QFontDatabase::FixedFont)));
    m_log->setMinimumHeight(m_log->fontMetrics().lineSpacing() * 8);
    m_logTitle->setBuddy(m_log);
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
    const QString log = runLog(row->run);
    m_logTitle->setVisible(!log.isEmpty());
    m_log->setVisible(!log.isEmpty());
    if (m_log->toPlainText() != log) {
        m_log->setPlainText(log);
    }
}

} // namespace litekeeper
