// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "domain/runpoint.h"

#include <QStackedWidget>

class QAction;
class QToolButton;

namespace litekeeper {

class CatalogueService;
class ChartExport;
class ChartPanels;
class LaneProvider;
class Questions;
class RunPointModel;
class TableView;
class TaskRunner;
class TimeWindow;
struct HistoryPicture;

/// The side of the history that has the charts, and the same data as a table. The charts are made ready on a
/// worker.
class ChartSide : public QStackedWidget
{
    Q_OBJECT

public:
    /// All of them outlive it.
    ChartSide(CatalogueService &catalogue, TaskRunner &runner, Questions &questions, TimeWindow &window,
              QWidget *parent = nullptr);
    ~ChartSide() override;

    void load();                           ///< asks the catalogue
    void redraw();                         ///< the same data as of now
    void setSource(const QString &source); ///< displayPath() of the only wanted database; empty: all
    void addProvider(LaneProvider *provider);

    [[nodiscard]] QWidget *makeToolBar(QWidget *parent); ///< table, export
    [[nodiscard]] QList<QAction *> pageActions() const;
    void setActive(bool active); ///< while another side is shown, the actions are off

Q_SIGNALS:
    void databasesRequested(); ///< the way on from the empty charts
    void dayRequested(const QDate &date);
    void runRequested(const QUuid &runId);
    void loaded();
    void failed(const QString &sentence);
    void said(const QString &sentence);

private:
    void makeActions();
    void makeTable();
    [[nodiscard]] QWidget *makeEmptyState();
    void take(const HistoryPicture &picture);
    void showState();
    void enableActions();

    CatalogueService &m_catalogue;
    TaskRunner &m_runner;
    TimeWindow &m_window;
    ChartPanels *m_panels;
    ChartExport *m_export;
    RunPointModel *m_model;
    TableView *m_table;
    QWidget *m_empty;
    QAction *m_asTable = nullptr;
    QAction *m_csv = nullptr;
    QAction *m_png = nullptr;
    QAction *m_svg = nullptr;
    QWidget *m_bar = nullptr;
    QList<RunPoint> m_points;
    QList<Job> m_jobs;
    QString m_source;
    int m_drawing = 0; ///< the number of the last picture that was asked for
    bool m_loaded = false;
    bool m_active = true;
};

} // namespace litekeeper
