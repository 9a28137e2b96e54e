// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/runs/runmodel.h"

#include <QWidget>

class QPlainTextEdit;

namespace litekeeper {

class CatalogueService;
class Questions;
class QuietLabel;
class TaskRunner;

/// The log of a run, read from the catalogue when it is to be seen, with the ways to take it along: copied,
/// or saved as a text file with all that is known about the run.
class RunLogView : public QWidget
{
    Q_OBJECT

public:
    /// All of them have to live longer. The file is written by the runner: it may be on a disk that hangs.
    RunLogView(CatalogueService &catalogue, Questions &questions, TaskRunner &runner,
               QWidget *parent = nullptr);

    void setRow(const RunRow &row); ///< the log in it, if any, is shown until the catalogue's is there

private:
    void buildHead();
    void readLog();
    void showLog();
    void copy();
    void save();
    void say(const QString &sentence);

    CatalogueService &m_catalogue;
    Questions &m_questions;
    TaskRunner &m_runner;
    RunRow m_row;
    QUuid m_readingOf; ///< the run whose log is on its way
    QPlainTextEdit *m_log;
    QuietLabel *m_said; ///< what became of saving or copying; for this run only
};

} // namespace litekeeper
