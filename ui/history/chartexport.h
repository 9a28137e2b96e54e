// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QObject>

namespace litekeeper {

class ChartPanels;
class Questions;
class TaskRunner;

/// Writes what the charts show into a file that a person chooses: as a picture, as a drawing, as a table.
class ChartExport : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive it. The file is written by the runner: it may be on a disk that hangs.
    ChartExport(const ChartPanels &panels, Questions &questions, TaskRunner &runner,
                QObject *parent = nullptr);

    void exportCsv(const QByteArray &csv);
    void exportPng();
    void exportSvg();

Q_SIGNALS:
    void exported(const QString &sentence);
    void failed(const QString &sentence);

private:
    void write(const QString &suffix, const QString &filter, const QByteArray &content);

    const ChartPanels &m_panels;
    Questions &m_questions;
    TaskRunner &m_runner;
};

} // namespace litekeeper
