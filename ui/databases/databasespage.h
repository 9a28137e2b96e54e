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

namespace litekeeper {

class BackupBar;
class BackupLauncher;
class ConnectPanel;
class DatabaseActions;
class DatabaseList;
class DatabaseModel;
class DatabaseSearch;
class DetailsPanel;
class FinderService;
class ListedDatabases;
class PageHeader;
class PlaceService;
class PlacesPanel;
class Questions;
class RunBoard;

/// Finds databases and backs them up.
class DatabasesPage : public QWidget
{
    Q_OBJECT

public:
    /// What the page works with; all of it outlives the page.
    struct Services
    {
        CatalogueService &catalogue;
        RunBoard &runs;
        FinderService &finder;
        PlaceService &places;
        BackupLauncher &launcher;
        QSettings &settings;
    };

    DatabasesPage(const Services &services, Questions &questions, QWidget *parent = nullptr);

    void searchHome();
    void addFolder(); ///< asks for one and searches it
    void addDropped(const QList<Path> &paths);
    /// Selects a database among the known ones, looking at it first.
    void show(const Path &database);
    void showDetailsOf(const Path &database);

Q_SIGNALS:
    void jobRequested(const litekeeper::Path &source); ///< to back it up every night
    void lookRequested(const litekeeper::Path &file);
    /// `left` is empty where nobody knows of a backup.
    void compareRequested(const litekeeper::Path &left, const litekeeper::Path &right);
    void restoreRequested(const litekeeper::Path &source); ///< one of its backups

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildHeader();
    void buildFrame();
    void watchActions();
    void watchSearch();
    void watchListed();
    void watchPlaces();
    void lookAtKnown();
    void toggleSearch();
    void showState();
    void showDetails();
    void hideDetails();
    void refreshDetails();
    void backUpSelected();
    void askForJob();
    void copyPaths();
    void compareCurrent();

    Services m_services;
    DatabaseModel *m_model;
    DatabaseSearch *m_search;
    ListedDatabases *m_listed;
    DatabaseActions *m_actions;
    PageHeader *m_header;
    QLineEdit *m_text;
    QPushButton *m_searchButton;
    PlacesPanel *m_places;
    ConnectPanel *m_connect;
    DatabaseList *m_list;
    QSplitter *m_split;
    DetailsPanel *m_details;
    BackupBar *m_bar;
    QList<Path> m_wanted; ///< to be selected when they are found
};

} // namespace litekeeper
