// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"
#include "ui/databases/place.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QSettings;
class QSplitter;
class QStackedWidget;
class QTimer;

namespace litekeeper {

class BackupBar;
class BackupLauncher;
class BackupService;
class DatabaseFilter;
class DatabaseModel;
class DetailsPanel;
class EmptyState;
class PageHeader;
class PlacesPanel;
class Questions;
class TableView;

/// Finds databases and backs them up.
class DatabasesPage : public QWidget
{
    Q_OBJECT

public:
    DatabasesPage(CatalogueService &catalogue, BackupService &backups, FinderService &finder,
                  BackupLauncher &launcher, Questions &questions, QSettings &settings,
                  QWidget *parent = nullptr);
    ~DatabasesPage() override;

    void searchHome();
    void addFolder();
    void addDropped(const QList<Path> &paths);
    /// Selects a database and opens its details, looking at it first if it was not found yet.
    void show(const Path &database);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildHeader();
    void buildList();
    void buildFrame();
    void buildActions();
    void watchSearch();
    void watchBackups();
    void watchCatalogue();
    void search(const Place &place);
    void stopSearch();
    void searchFinished(qint64 looked, qint64 unreadable, bool stopped);
    void showPlace(const Place &place);
    void showCount();
    void showDetails();
    void hideDetails();
    void refreshDetails();
    void select(const Path &database);
    void takeKnown();
    void backUpSelected();
    void offerMenu(const QPoint &position);
    [[nodiscard]] QList<Path> selection() const;

    CatalogueService &m_catalogue;
    BackupService &m_backups;
    FinderService &m_finder;
    BackupLauncher &m_launcher;
    QSettings &m_settings;
    PageHeader *m_header;
    QPushButton *m_search;
    QLineEdit *m_text;
    PlacesPanel *m_places;
    DatabaseModel *m_model;
    DatabaseFilter *m_filter;
    TableView *m_table;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    QSplitter *m_split;
    DetailsPanel *m_details;
    BackupBar *m_bar;
    QTimer *m_clock;
    QString m_state;             ///< what the search says behind the count
    QList<Path> m_wanted;        ///< to be selected when they are found
    QSet<QByteArray> m_searched; ///< roots that were searched in this session
};

} // namespace litekeeper
