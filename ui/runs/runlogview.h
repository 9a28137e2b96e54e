// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/runs/runmodel.h"

#include <QWidget>

class QPlainTextEdit;

namespace litekeeper {

class Questions;
class QuietLabel;
class TaskRunner;

/// The log of a run, with the ways to take it along: copied, or saved as a text file with all that is known
/// about the run.
class RunLogView : public QWidget
{
    Q_OBJECT

public:
    /// Both have to live longer. The file is written by the runner: it may be on a disk that hangs.
    RunLogView(Questions &questions, TaskRunner &runner, QWidget *parent = nullptr);

    void setRow(const RunRow &row);

private:
    void buildHead();
    void copy();
    void save();
    void say(const QString &sentence);

    Questions &m_questions;
    TaskRunner &m_runner;
    RunRow m_row;
    QPlainTextEdit *m_log;
    QuietLabel *m_said; ///< what became of saving or copying; for this run only
};

} // namespace litekeeper
