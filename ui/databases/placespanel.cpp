// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/placespanel.h"

#include "places/serveraddress.h"
#include "service/catalogueservice.h"
#include "service/placeservice.h"
#include "ui/common/icon.h"
#include "ui/common/questions.h"
#include "ui/databases/placedelegate.h"
#include "ui/databases/placemodel.h"

#include <QDir>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

const QString foldersKey = QStringLiteral("databases/folders");

}

PlacesPanel::PlacesPanel(CatalogueService &catalogue, PlaceService &places, Questions &questions,
                         QWidget *parent)
    : QWidget(parent)
    , m_catalogue(catalogue)
    , m_places(places)
    , m_questions(questions)
    , m_model(new PlaceModel(this))
    , m_list(new QListView(this))
{
    setObjectName(QStringLiteral("placesPanel"));
    buildList();
    auto *add = new QPushButton(themedIcon(QStringLiteral("add")), tr("&Add folder…"), this);
    add->setObjectName(QStringLiteral("addFolderButton"));
    add->setToolTip(
        tr("Search a folder of your choice (Ctrl+Shift+O). You can also drop one on the window."));
    connect(add, &QPushButton::clicked, this, [this] { addFolder(); });
    auto *server = new QPushButton(themedIcon(QStringLiteral("network")), tr("&Connect to server…"), this);
    server->setObjectName(QStringLiteral("connectServerButton"));
    server->setToolTip(tr("Let your desktop mount a share, and search it (Ctrl+Shift+S)"));
    connect(server, &QPushButton::clicked, this, &PlacesPanel::connectRequested);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_list, 1);
    layout->addWidget(add);
    layout->addWidget(server);
    setKnown({});
    addHome();
    connect(&m_places, &PlaceService::changed, this, &PlacesPanel::takePlaces);
    takePlaces();
    selectRow(0);
}

void PlacesPanel::buildList()
{
    m_list->setObjectName(QStringLiteral("placesList"));
    m_list->setAccessibleName(tr("Places to look for databases in"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PlaceDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                Q_EMIT currentChanged(index.isValid() ? m_model->at(index.row()) : Place());
            });
    // A click or Enter asks for a search; walking with the arrow keys only shows what was found before.
    const auto search
        = [this](const QModelIndex &index) { Q_EMIT searchRequested(m_model->at(index.row())); };
    connect(m_list, &QListView::clicked, this, search);
    connect(m_list, &QListView::activated, this, search);
    connect(m_list, &QListView::customContextMenuRequested, this, &PlacesPanel::offerRemoval);
}

Place PlacesPanel::current() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? m_model->at(index.row()) : Place();
}

void PlacesPanel::select(Place::Kind kind)
{
    if (const int row = m_model->rowOf(kind); row >= 0) {
        selectRow(row);
    }
}

void PlacesPanel::selectRow(int row)
{
    m_list->setCurrentIndex(m_model->index(row));
}

void PlacesPanel::addFolder()
{
    m_questions.chooseFolder(tr("Which folder shall be searched for databases?"), QDir::homePath(), this,
                             [this](const QString &folder) { addFolder(pathFromQString(folder)); });
}

void PlacesPanel::addFolder(const Path &folder)
{
    selectRow(m_model->put(folderPlace(folder)));
    storeFolders();
    Q_EMIT searchRequested(current());
}

void PlacesPanel::addDropped(const QList<Path> &paths)
{
    Place dropped;
    dropped.kind = Place::Kind::Dropped;
    dropped.label = tr("Dropped");
    if (const int row = m_model->rowOf(Place::Kind::Dropped); row >= 0) {
        dropped.roots = m_model->at(row).roots;
    }
    for (const Path &path : paths) {
        if (!dropped.roots.contains(path)) {
            dropped.roots.append(path);
        }
    }
    QStringList lines;
    for (const Path &root : std::as_const(dropped.roots)) {
        lines.append(displayPath(root));
    }
    dropped.toolTip = lines.join(u'\n');
    selectRow(m_model->put(dropped));
    Q_EMIT searchRequested(current());
}

void PlacesPanel::addKnown(const Path &database)
{
    QList<Path> known = m_model->at(m_model->rowOf(Place::Kind::Known)).roots;
    if (!known.contains(database)) {
        setKnown(known << database);
    }
}

void PlacesPanel::setKnown(const QList<Path> &databases)
{
    Place known;
    known.kind = Place::Kind::Known;
    known.label = tr("Recent");
    known.toolTip = tr("Databases that Litekeeper has backed up or was told about");
    known.roots = databases;
    const int row = m_model->put(known);
    if (m_list->currentIndex().row() == row) {
        Q_EMIT currentChanged(known);
    }
}

void PlacesPanel::addHome()
{
    Place home; // there before the file systems have answered
    home.kind = Place::Kind::Home;
    home.label = tr("Home");
    home.toolTip = QDir::homePath();
    home.roots = {pathFromQString(QDir::homePath())};
    m_model->put(home);
}

void PlacesPanel::takePlaces()
{
    const QList<PlaceEntry> entries = m_places.places();
    if (entries.isEmpty()) {
        return; // nobody has looked yet
    }
    QList<Place> places;
    for (const PlaceEntry &entry : entries) {
        const Place place = placeOf(entry);
        places.append(place);
        // A folder that was removed from the list may be in the last answer.
        if (place.kind != Place::Kind::Folder || m_model->rowOf(place) >= 0) {
            m_model->put(place);
        }
    }
    m_model->keepOnly(places);
    Q_EMIT placesTaken();
}

void PlacesPanel::searchShare(const QUrl &address)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QString known = m_model->at(row).address;
        if (!known.isEmpty() && isSameShare(QUrl(known), address)) {
            selectRow(row);
            m_list->setFocus();
            Q_EMIT searchRequested(m_model->at(row));
            return;
        }
    }
}

void PlacesPanel::loadFolders()
{
    const QStringList folders = m_catalogue.setting(foldersKey).toStringList();
    for (const QString &folder : folders) {
        m_model->put(folderPlace(decodePath(folder)));
    }
    m_places.setFolders(addedFolders());
}

QList<Path> PlacesPanel::addedFolders() const
{
    QList<Path> folders;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->at(row).kind == Place::Kind::Folder) {
            folders.append(m_model->at(row).roots.constFirst());
        }
    }
    return folders;
}

void PlacesPanel::storeFolders()
{
    QStringList encoded;
    const QList<Path> folders = addedFolders();
    for (const Path &folder : folders) {
        encoded.append(encodePath(folder));
    }
    m_catalogue.setSetting(foldersKey, encoded);
    m_places.setFolders(folders);
}

void PlacesPanel::offerRemoval(const QPoint &position)
{
    const QModelIndex index = m_list->indexAt(position);
    if (!index.isValid() || m_model->at(index.row()).kind != Place::Kind::Folder) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Remove from this list"), this, [this, row = QPersistentModelIndex(index)] {
        if (row.isValid()) {
            m_model->remove(row.row());
            storeFolders();
        }
    });
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

} // namespace litekeeper
