// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runlogview.h"

#include "common/durablefile.h"
#include "runner/taskrunner.h"
#include "service/catalogueservice.h"
#include "service/whendone.h"
#include "ui/common/action.h"
#include "ui/common/questions.h"
#include "ui/common/quietlabel.h"
#include "ui/common/typography.h"
#include "ui/runs/runtext.h"

#include <QAction>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace litekeeper {

RunLogView::RunLogView(CatalogueService &catalogue, Questions &questions, TaskRunner &runner, QWidget *parent)
    : QWidget(parent)
    , m_catalogue(catalogue)
    , m_questions(questions)
    , m_runner(runner)
    , m_log(new QPlainTextEdit(this))
    , m_said(new QuietLabel(this))
{
    setObjectName(QStringLiteral("runLogView"));
    m_log->setObjectName(QStringLiteral("runLog"));
    m_log->setAccessibleName(tr("Log of the run"));
    m_log->setReadOnly(true);
    m_log->setTabChangesFocus(true);
    m_log->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_log->setFont(smallFont(QFontDatabase::systemFont(QFontDatabase::FixedFont)));
    m_log->setMinimumHeight(m_log->fontMetrics().lineSpacing() * 8);
    m_said->setObjectName(QStringLiteral("runLogSaid"));
    m_said->setWordWrap(true);
    m_said->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    buildHead();
    layout->addWidget(m_said);
    layout->addWidget(m_log, 1);
}

void RunLogView::buildHead()
{
    auto *title = new QLabel(tr("&Log"), this);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    title->setBuddy(m_log);
    QAction *copyAction
        = makeAction(this, QStringLiteral("actionCopyLog"), tr("Cop&y"), QStringLiteral("copy"), {});
    copyAction->setToolTip(tr("Copy the log with all that is known about the run"));
    connect(copyAction, &QAction::triggered, this, &RunLogView::copy);
    QAction *saveAction
        = makeAction(this, QStringLiteral("actionSaveLog"), tr("Sa&ve…"), QStringLiteral("report"), {});
    saveAction->setToolTip(tr("Save the log with all that is known about the run as a text file"));
    connect(saveAction, &QAction::triggered, this, &RunLogView::save);

    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(title, 1);
    head->addWidget(makeActionButton(copyAction, this));
    head->addWidget(makeActionButton(saveAction, this));
    static_cast<QVBoxLayout *>(layout())->addLayout(head);
}

void RunLogView::setRow(const RunRow &row)
{
    const RunRow before = std::exchange(m_row, row);
    if (before.run.id != row.run.id) {
        m_said->hide();
        m_log->clear(); // but it stays in its place: most runs have one
    } else if (row.run.log.isEmpty()) {
        m_row.run.log = before.run.log;
    }
    if (!m_row.run.log.isEmpty()) {
        showLog();
    }
    readLog();
}

void RunLogView::readLog()
{
    if (m_readingOf == m_row.run.id) {
        return;
    }
    m_readingOf = m_row.run.id;
    whenDone(m_catalogue.run(m_readingOf), this, [this, id = m_readingOf](const Result<Run> &run) {
        if (id != m_readingOf) {
            return; // another one is to be seen by now
        }
        m_readingOf = {};
        if (run && !run->log.isEmpty()) {
            m_row.run.log = run->log;
        }
        showLog();
        if (!run && run.error().kind != ErrorKind::NotFound) {
            say(describe(run.error()));
            show();
        }
    });
}

void RunLogView::showLog()
{
    const QString log = runLog(m_row.run);
    setVisible(!log.isEmpty());
    if (m_log->toPlainText() != log) { // else a selection would go
        m_log->setPlainText(log);
    }
}

void RunLogView::copy()
{
    QGuiApplication::clipboard()->setText(runReport(m_row));
    say(tr("The log was copied."));
}

void RunLogView::save()
{
    const QString suggestion
        = QStringLiteral("litekeeper-%1.txt")
              .arg(m_row.run.startedAt.toUTC().toString(QStringLiteral("yyyyMMdd-HHmmss")));
    m_questions.chooseNewFile(
        tr("Save the log"), suggestion, {tr("Text (*.txt)")}, this,
        [this, id = m_row.run.id, text = runReport(m_row).toUtf8()](const QString &chosen) {
            const Path file = pathFromQString(chosen);
            whenDone(m_runner.startTask([file, text] { return writeDurably(file, text); }), this,
                     [this, id, file](const Result<void> &written) {
                         if (id == m_row.run.id) {
                             say(written ? tr("The log was saved as %1.").arg(displayPath(file))
                                         : describe(written.error()));
                         }
                     });
        });
}

void RunLogView::say(const QString &sentence)
{
    m_said->setText(sentence);
    m_said->show();
}

} // namespace litekeeper
