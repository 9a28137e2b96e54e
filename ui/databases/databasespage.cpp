// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/databasespage.h"

#include "service/finderservice.h"
#include "service/placeservice.h"
#include "service/runboard.h"
#include "service/shareconnection.h"
#include "service/whendone.h"
#include "ui/common/backuplauncher.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/pageheader.h"
#include "ui/common/typography.h"
#include "ui/databases/backupbar.h"
#include "ui/databases/connectpanel.h"
#include "ui/databases/databaseactions.h"
#include "ui/databases/databaselist.h"
#include "ui/databases/databasemodel.h"
#include "ui/databases/databasesearch.h"
#include "ui/databases/detailspanel.h"
#include "ui/databases/listeddatabases.h"
#include "ui/databases/placespanel.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>

namespace litekeeper {

namespace {

const QString splitKey = QStringLiteral("databases/split");
constexpr int wideEnoughForThree = 1280;
constexpr int placesMargins = 76; // icon, glyph and what is between them

} // namespace

DatabasesPage::DatabasesPage(const Services &services, Questions &questions, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_model(new DatabaseModel(this))
    , m_search(new DatabaseSearch(services.finder, *m_model, this))
    , m_listed(new ListedDatabases(services.catalogue, services.runs, *m_model, this))
    , m_actions(new DatabaseActions(this))
    , m_header(new PageHeader(tr("Databases"), this))
    , m_text(new QLineEdit(this))
    , m_searchButton(new QPushButton(this))
    , m_places(new PlacesPanel(services.catalogue, services.places, questions, this))
    , m_connect(new ConnectPanel(services.catalogue, services.places, new ShareConnection, this))
    , m_list(new DatabaseList(*m_model, *m_search, services.settings, this))
    , m_split(new QSplitter(Qt::Vertical, this))
    , m_details(new DetailsPanel(services.finder, this))
    , m_bar(new BackupBar(services.launcher, questions, this))
{
    setObjectName(QStringLiteral("databasesPage"));
    buildHeader();
    buildFrame();
    watchActions();
    watchSearch();
    watchListed();
    watchPlaces();
    m_list->setPlace(m_places->current());
    showState();
}

void DatabasesPage::buildHeader()
{
    m_text->setObjectName(QStringLiteral("filterEdit"));
    m_text->setPlaceholderText(tr("Filter by name or application"));
    m_text->setAccessibleName(tr("Filter the databases by name or application"));
    m_text->setClearButtonEnabled(true);
    m_text->setFixedWidth(240);
    m_searchButton->setObjectName(QStringLiteral("searchButton"));
    m_header->addWidget(m_text);
    m_header->addWidget(m_searchButton);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_list->setText(text);
        showState();
    });
    connect(m_searchButton, &QPushButton::clicked, this, &DatabasesPage::toggleSearch);
}

void DatabasesPage::buildFrame()
{
    m_split->setObjectName(QStringLiteral("detailsSplit"));
    m_split->addWidget(m_list);
    m_split->addWidget(m_details);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_split->setChildrenCollapsible(false);
    m_split->restoreState(m_services.settings.value(splitKey).toByteArray());
    m_details->hide();
    const QFontMetrics metrics(smallFont(m_places->font()));
    m_places->setFixedWidth(placesMargins
                            + metrics.horizontalAdvance(notAnsweringText(QDateTime::currentDateTimeUtc())));
    auto *right = new QVBoxLayout;
    right->setSpacing(12);
    right->addWidget(m_connect);
    right->addWidget(m_split, 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(12);
    middle->addWidget(m_places);
    middle->addLayout(right, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(m_header);
    layout->addLayout(middle, 1);
    layout->addWidget(m_bar);

    connect(m_split, &QSplitter::splitterMoved, this,
            [this] { m_services.settings.setValue(splitKey, m_split->saveState()); });
    connect(m_details, &DetailsPanel::closeRequested, this, &DatabasesPage::hideDetails);
    connect(m_bar, &BackupBar::backUpClicked, this, &DatabasesPage::backUpSelected);
    connect(m_bar, &BackupBar::everyNightClicked, this, &DatabasesPage::askForJob);
    connect(m_list, &DatabaseList::activated, this, &DatabasesPage::showDetails);
    connect(m_list, &DatabaseList::menuRequested, this,
            [this](const QPoint &globalPosition) { m_actions->makeMenu(this)->popup(globalPosition); });
    connect(m_list, &DatabaseList::selectionChanged, this, [this] {
        m_bar->setCount(int(m_list->selection().size()));
        refreshDetails();
    });
}

void DatabasesPage::watchActions()
{
    addActions(m_actions->all());
    connect(m_actions, &DatabaseActions::backUpRequested, this, &DatabasesPage::backUpSelected);
    connect(m_actions, &DatabaseActions::everyNightRequested, this, &DatabasesPage::askForJob);
    connect(m_actions, &DatabaseActions::restoreRequested, this, [this] {
        if (const Path database = m_list->current(); !database.empty()) {
            Q_EMIT restoreRequested(database);
        }
    });
    connect(m_actions, &DatabaseActions::detailsRequested, this, &DatabasesPage::showDetails);
    connect(m_actions, &DatabaseActions::copyPathRequested, this, &DatabasesPage::copyPaths);
    connect(m_actions, &DatabaseActions::lookRequested, this, [this] {
        if (const Path database = m_list->current(); !database.empty()) {
            Q_EMIT lookRequested(database);
        }
    });
    connect(m_actions, &DatabaseActions::compareRequested, this, &DatabasesPage::compareCurrent);
    connect(m_actions, &DatabaseActions::rememberRequested, this, [this] {
        for (const Path &path : m_list->selection()) {
            m_services.catalogue.rememberDatabase(path);
        }
    });
    connect(m_actions, &DatabaseActions::searchRequested, this,
            [this] { m_search->start(m_places->current()); });
    connect(m_actions, &DatabaseActions::stopRequested, this, [this] {
        if (m_connect->isVisible()) {
            m_connect->close();
        } else if (m_search->isRunning()) {
            m_search->stop();
        } else {
            hideDetails();
        }
    });
    connect(m_actions, &DatabaseActions::filterRequested, this, [this] { m_text->setFocus(); });
}

void DatabasesPage::watchSearch()
{
    connect(m_places, &PlacesPanel::currentChanged, this, [this](const Place &place) {
        m_list->setPlace(place);
        showState();
    });
    connect(m_places, &PlacesPanel::searchRequested, this, [this](const Place &place) {
        if (!m_search->hasSearched(place)) {
            m_search->start(place);
        }
    });
    connect(m_search, &DatabaseSearch::changed, this, &DatabasesPage::showState);
    connect(m_search, &DatabaseSearch::found, this, [this](const QList<DatabaseFacts> &databases) {
        for (const DatabaseFacts &facts : databases) {
            if (m_wanted.removeAll(facts.path) > 0) {
                m_list->select(facts.path);
            }
        }
    });
}

void DatabasesPage::watchListed()
{
    connect(m_listed, &ListedDatabases::knownTaken, this, [this](const QList<Path> &sources) {
        m_places->setKnown(sources);
        m_places->loadFolders();
        lookAtKnown();
        refreshDetails();
    });
    connect(m_listed, &ListedDatabases::backupFilesTaken, this, [this](const QSet<QByteArray> &files) {
        m_list->setBackupFiles(files);
        showState();
    });
    connect(m_listed, &ListedDatabases::backupFinished, this, &DatabasesPage::refreshDetails);
    m_listed->load();
}

void DatabasesPage::watchPlaces()
{
    connect(m_places, &PlacesPanel::placesTaken, this, [this] {
        m_model->setPlaces(m_services.places.places());
        refreshDetails();
    });
    connect(m_places, &PlacesPanel::connectRequested, this, [this] { m_connect->open(); });
    connect(m_actions, &DatabaseActions::connectRequested, this, [this] { m_connect->open(); });
    connect(m_connect, &ConnectPanel::connected, m_places, &PlacesPanel::searchShare);
}

void DatabasesPage::lookAtKnown()
{
    // A handful of files: their figures are there without being asked for.
    const Place place = m_places->current();
    if (place.kind == Place::Kind::Known && !m_search->isRunning() && !m_search->hasSearched(place)) {
        m_search->start(place);
    }
}

void DatabasesPage::searchHome()
{
    m_places->select(Place::Kind::Home);
    m_search->start(m_places->current());
}

void DatabasesPage::addFolder()
{
    m_places->addFolder();
}

void DatabasesPage::addDropped(const QList<Path> &paths)
{
    m_wanted = paths;
    m_places->addDropped(paths);
}

void DatabasesPage::show(const Path &database)
{
    whenDone(m_services.finder.look(database), this, [this, database](const Result<DatabaseFacts> &facts) {
        if (facts) {
            m_model->put({*facts});
        }
        m_places->addKnown(database);
        m_places->select(Place::Kind::Known);
        m_list->select(database);
    });
}

void DatabasesPage::showDetailsOf(const Path &database)
{
    m_details->setVisible(true);
    show(database);
}

void DatabasesPage::toggleSearch()
{
    if (m_search->isRunning()) {
        m_search->stop();
    } else {
        m_search->start(m_places->current());
    }
}

void DatabasesPage::showState()
{
    const bool searching = m_search->isRunning();
    const int count = m_list->count();
    const QString counted = count == 1 ? tr("1 database") : tr("%1 databases").arg(countText(count));
    const QString state = m_search->state();
    m_header->setSubtitle(!state.isEmpty() ? counted + QStringLiteral(" · ") + state
                              : count > 0  ? counted
                                           : QString());
    m_searchButton->setText(searching ? tr("S&top") : tr("&Search"));
    m_searchButton->setIcon(themedIcon(searching ? QStringLiteral("cancel") : QStringLiteral("search")));
    m_bar->setVisible(m_model->rowCount() > 0);
}

void DatabasesPage::showDetails()
{
    m_details->setVisible(!m_list->selection().isEmpty());
    refreshDetails();
}

void DatabasesPage::hideDetails()
{
    m_details->hide();
    m_services.finder.stopInspection();
    m_list->focusTable();
}

void DatabasesPage::refreshDetails()
{
    const Path shown = m_list->current();
    const auto facts = m_model->facts(shown);
    if (!m_details->isHidden() && facts) {
        m_details->show(*facts, m_model->newestBackup(shown), m_model->shareOf(shown));
    }
}

void DatabasesPage::backUpSelected()
{
    m_services.launcher.backUp(m_list->selection());
}

void DatabasesPage::askForJob()
{
    if (const Path database = m_list->current(); !database.empty()) {
        Q_EMIT jobRequested(database);
    }
}

void DatabasesPage::compareCurrent()
{
    if (const Path database = m_list->current(); !database.empty()) {
        const std::optional<Backup> newest = m_model->newestBackup(database);
        Q_EMIT compareRequested(newest ? newest->file : Path(), database);
    }
}

void DatabasesPage::copyPaths()
{
    QStringList lines;
    const QList<Path> selected = m_list->selection();
    for (const Path &path : selected) {
        lines.append(displayPath(path));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void DatabasesPage::showEvent(QShowEvent *event)
{
    m_services.places.setWatching(true);
    QWidget::showEvent(event);
}

void DatabasesPage::hideEvent(QHideEvent *event)
{
    m_services.places.setWatching(false);
    QWidget::hideEvent(event);
}

void DatabasesPage::resizeEvent(QResizeEvent *event)
{
    // Beside the list where there is room for it, else below.
    m_split->setOrientation(width() >= wideEnoughForThree ? Qt::Horizontal : Qt::Vertical);
    QWidget::resizeEvent(event);
}

} // namespace litekeeper
