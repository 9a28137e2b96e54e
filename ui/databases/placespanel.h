// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/databases/place.h"

#include <QWidget>

class QListView;
class QUrl;

namespace litekeeper {

class CatalogueService;
class PlaceModel;
class PlaceService;
class Questions;

/// The list of places and the way to add one. Added folders are remembered in the catalogue.
class PlacesPanel : public QWidget
{
    Q_OBJECT

public:
    PlacesPanel(CatalogueService &catalogue, PlaceService &places, Questions &questions,
                QWidget *parent = nullptr);

    [[nodiscard]] Place current() const;
    void select(Place::Kind kind);
    void addFolder(); ///< asks for one
    void addFolder(const Path &folder);
    /// Adds to what was dropped before, and selects it.
    void addDropped(const QList<Path> &paths);
    /// Takes the remembered folders; the catalogue has to be open by then.
    void loadFolders();
    /// One more that is known from now on.
    void addKnown(const Path &database);
    void setKnown(const QList<Path> &databases);
    /// Selects the place with that address and asks for a search of it.
    void searchShare(const QUrl &address);

Q_SIGNALS:
    void currentChanged(const litekeeper::Place &place);
    void searchRequested(const litekeeper::Place &place);
    void connectRequested(); ///< to a server
    void placesTaken();      ///< what is mounted has changed, or how it does

private:
    void buildList();
    void addHome();
    void takePlaces();
    [[nodiscard]] QList<Path> addedFolders() const;
    void storeFolders();
    void selectRow(int row);
    void offerRemoval(const QPoint &position);

    CatalogueService &m_catalogue;
    PlaceService &m_places;
    Questions &m_questions;
    PlaceModel *m_model;
    QListView *m_list;
};

} // namespace litekeeper
