// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/databasespage.h"

#include "service/backupservice.h"
#include "service/finderservice.h"
#include "service/whendone.h"
#include "ui/common/backuplauncher.h"
#include "ui/common/emptystate.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/pageheader.h"
#include "ui/common/panel.h"
#include "ui/common/tableview.h"
#include "ui/databases/backupbar.h"
#include "ui/databases/databasefilter.h"
#include "ui/databases/databasemodel.h"
#include "ui/databases/detailspanel.h"
#include "ui/databases/placespanel.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>

namespace litekeeper {

namespace {

const QString columnsKey = QStringLiteral("databases/columns");
const QString splitKey = QStringLiteral("databases/split");
constexpr int wideEnoughForThree = 1280;

} // namespace

DatabasesPage::DatabasesPage(CatalogueService &catalogue, BackupService &backups, FinderService &finder,
                             BackupLauncher &launcher, Questions &questions, QSettings &settings,
                             QWidget *parent)
    : QWidget(parent)
    , m_catalogue(catalogue)
    , m_backups(backups)
    , m_finder(finder)
    , m_launcher(launcher)
    , m_settings(settings)
    , m_header(new PageHeader(tr("Databases"), this))
    , m_search(new QPushButton(this))
    , m_text(new QLineEdit(this))
    , m_places(new PlacesPanel(catalogue, finder, questions, this))
    , m_model(new DatabaseModel(this))
    , m_filter(new DatabaseFilter(this))
    , m_table(new TableView(this))
    , m_empty(new EmptyState(QStringLiteral("databases"), QString(), QString(), this))
    , m_stack(new QStackedWidget(this))
    , m_split(new QSplitter(Qt::Vertical, this))
    , m_details(new DetailsPanel(finder, this))
    , m_bar(new BackupBar(launcher, questions, this))
    , m_clock(new QTimer(this))
{
    setObjectName(QStringLiteral("databasesPage"));
    buildHeader();
    buildList();
    buildFrame();
    buildActions();
    watchSearch();
    watchBackups();
    watchCatalogue();
    showPlace(m_places->current());
}

DatabasesPage::~DatabasesPage() = default;

void DatabasesPage::buildHeader()
{
    m_search->setObjectName(QStringLiteral("searchButton"));
    m_text->setObjectName(QStringLiteral("filterEdit"));
    m_text->setPlaceholderText(tr("Filter by name or application"));
    m_text->setAccessibleName(tr("Filter the databases by name or application"));
    m_text->setClearButtonEnabled(true);
    m_text->setFixedWidth(240);
    m_header->addWidget(m_text);
    m_header->addWidget(m_search);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        showCount();
    });
    connect(m_search, &QPushButton::clicked, this, [this] {
        if (m_finder.searching()) {
            stopSearch();
        } else {
            search(m_places->current());
        }
    });
}

void DatabasesPage::buildList()
{
    m_filter->setSourceModel(m_model);
    m_table->setObjectName(QStringLiteral("databasesTable"));
    m_table->setAccessibleName(tr("Databases"));
    m_table->setModel(m_filter);
    m_table->header()->setStretchLastSection(false);
    const std::initializer_list<std::pair<int, int>> widths{
        {DatabaseModel::DatabaseColumn, 300},    {DatabaseModel::LastBackupColumn, 180},
        {DatabaseModel::SizeColumn, 88},         {DatabaseModel::ModifiedColumn, 120},
        {DatabaseModel::ApplicationColumn, 120}, {DatabaseModel::JournalColumn, 84},
        {DatabaseModel::WalColumn, 96},          {DatabaseModel::PageSizeColumn, 96}};
    for (const auto &[column, width] : widths) {
        m_table->setColumnWidth(column, width);
    }
    m_table->sortByColumn(DatabaseModel::SizeColumn, Qt::DescendingOrder);
    m_table->restoreColumns(m_settings.value(columnsKey).toByteArray());
    connect(m_table, &TableView::columnsChanged, this,
            [this] { m_settings.setValue(columnsKey, m_table->columns()); });
    connect(m_table, &QTreeView::activated, this, &DatabasesPage::showDetails);
    connect(m_table, &QTreeView::customContextMenuRequested, this, &DatabasesPage::offerMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_bar->setCount(int(selection().size()));
        refreshDetails();
    });
}

void DatabasesPage::buildFrame()
{
    connect(m_empty->addPrimaryButton(QString(), QStringLiteral("emptySearchButton")), &QPushButton::clicked,
            this, [this] { search(m_places->current()); });
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *card = new Panel(this);
    auto *inCard = new QVBoxLayout(card);
    inCard->setContentsMargins(Panel::listMargin, Panel::listMargin, Panel::listMargin, Panel::listMargin);
    inCard->addWidget(m_stack);
    m_split->setObjectName(QStringLiteral("detailsSplit"));
    m_split->addWidget(card);
    m_split->addWidget(m_details);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_split->setChildrenCollapsible(false);
    m_split->restoreState(m_settings.value(splitKey).toByteArray());
    m_details->hide();
    connect(m_split, &QSplitter::splitterMoved, this,
            [this] { m_settings.setValue(splitKey, m_split->saveState()); });
    connect(m_details, &DetailsPanel::closeRequested, this, &DatabasesPage::hideDetails);
    connect(m_bar, &BackupBar::backUpClicked, this, &DatabasesPage::backUpSelected);

    m_places->setFixedWidth(168);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(12);
    middle->addWidget(m_places);
    middle->addWidget(m_split, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(m_header);
    layout->addLayout(middle, 1);
    layout->addWidget(m_bar);
}

void DatabasesPage::buildActions()
{
    const auto add = [this](const QString &text, const QString &name, const QKeySequence &keys, auto slot) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        return action;
    };
    add(tr("&Back up now"), QStringLiteral("actionBackUp"), QKeySequence(Qt::CTRL | Qt::Key_B),
        &DatabasesPage::backUpSelected)
        ->setIcon(themedIcon(QStringLiteral("backup")));
    add(tr("&Details"), QStringLiteral("actionDetails"), QKeySequence(Qt::CTRL | Qt::Key_I),
        &DatabasesPage::showDetails);
    add(tr("&Search this place"), QStringLiteral("actionSearch"), QKeySequence(Qt::Key_F5), [this] {
        search(m_places->current());
    })->setIcon(themedIcon(QStringLiteral("refresh")));
    add(tr("S&top"), QStringLiteral("actionStop"), QKeySequence(Qt::Key_Escape), [this] {
        if (m_finder.searching()) {
            stopSearch();
        } else {
            hideDetails();
        }
    });
    add(tr("&Filter"), QStringLiteral("actionFilter"), QKeySequence::Find, [this] { m_text->setFocus(); });
}

void DatabasesPage::watchSearch()
{
    connect(m_places, &PlacesPanel::currentChanged, this, &DatabasesPage::showPlace);
    connect(m_places, &PlacesPanel::searchRequested, this, [this](const Place &place) {
        const bool searched = std::all_of(place.roots.begin(), place.roots.end(), [this](const Path &root) {
            return m_searched.contains(pathBytes(root));
        });
        if (!searched) {
            search(place);
        }
    });
    connect(&m_finder, &FinderService::found, this, [this](const QList<DatabaseFacts> &databases) {
        m_model->put(databases);
        for (const DatabaseFacts &facts : databases) {
            if (m_wanted.removeAll(facts.path) > 0) {
                select(facts.path);
            }
        }
        showCount();
    });
    connect(&m_finder, &FinderService::progressed, this,
            [this](qint64 looked, qint64, const QString &folder) {
                m_state = tr("%1 files looked at, now in %2").arg(countText(looked), folder);
                showCount();
            });
    connect(&m_finder, &FinderService::finished, this,
            [this](qint64 looked, qint64, qint64 unreadable, bool stopped) {
                if (!m_finder.searching()) { // else the end of an earlier one
                    searchFinished(looked, unreadable, stopped);
                }
            });
}

void DatabasesPage::watchBackups()
{
    const auto started
        = [this](const Run &run) { m_model->setProgress(run.source, m_backups.progress(run.id)); };
    const QList<Run> running = m_backups.running();
    std::for_each(running.begin(), running.end(), started);
    connect(&m_backups, &BackupService::runStarted, this, started);
    connect(
        &m_backups, &BackupService::runProgressed, this, [this](const QUuid &id, const Progress &progress) {
            const QList<Run> runs = m_backups.running();
            const auto run
                = std::find_if(runs.begin(), runs.end(), [&id](const Run &each) { return each.id == id; });
            if (run != runs.end()) {
                m_model->setProgress(run->source, progress);
            }
        });
    connect(&m_backups, &BackupService::runFinished, this,
            [this](const Run &run, const std::optional<Backup> &backup) {
                m_model->setProgress(run.source, std::nullopt);
                if (backup) {
                    m_model->setBackup(run.source, *backup);
                }
                refreshDetails();
            });
}

void DatabasesPage::watchCatalogue()
{
    connect(&m_catalogue, &CatalogueService::databasesChanged, this, &DatabasesPage::takeKnown);
    connect(&m_catalogue, &CatalogueService::backupsChanged, this, &DatabasesPage::takeKnown);
    takeKnown();
    m_clock->setInterval(30'000);
    connect(m_clock, &QTimer::timeout, this, [this] { m_model->setNow(QDateTime::currentDateTimeUtc()); });
    m_clock->start();
}

void DatabasesPage::takeKnown()
{
    whenDone(m_catalogue.knownDatabases(), this, [this](const Result<QList<KnownDatabase>> &known) {
        if (!known) {
            return; // the window has said why when it opened the catalogue
        }
        m_model->setNow(QDateTime::currentDateTimeUtc());
        m_model->setKnown(*known);
        QList<Path> sources;
        for (const KnownDatabase &database : *known) {
            sources.append(database.source);
        }
        m_places->setKnown(sources);
        m_places->loadFolders();
        refreshDetails();
    });
}

void DatabasesPage::searchHome()
{
    m_places->select(Place::Kind::Home);
    search(m_places->current());
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
    if (m_model->indexOf(database).isValid()) {
        m_places->select(Place::Kind::Known);
        select(database);
        showDetails();
        return;
    }
    whenDone(m_finder.look(database), this, [this, database](const Result<DatabaseFacts> &facts) {
        if (facts) {
            m_model->put({*facts});
            m_places->select(Place::Kind::Known);
            select(database);
            showDetails();
        } else {
            m_state = describe(facts.error());
            showCount();
        }
    });
}

void DatabasesPage::search(const Place &place)
{
    if (place.roots.isEmpty() || place.network) {
        return;
    }
    m_model->beginSearch([&place](const Path &path) { return place.holds(path); });
    m_state = tr("Looking for databases…");
    m_finder.search(place.roots);
    showCount();
}

void DatabasesPage::stopSearch()
{
    m_finder.stop();
}

void DatabasesPage::searchFinished(qint64 looked, qint64 unreadable, bool stopped)
{
    m_model->finishSearch(stopped);
    m_state = stopped ? tr("stopped after %1 files").arg(countText(looked))
                      : tr("%1 files looked at").arg(countText(looked));
    if (unreadable > 0) {
        m_state += unreadable == 1 ? tr(", 1 folder could not be read")
                                   : tr(", %1 folders could not be read").arg(countText(unreadable));
    }
    if (!stopped) {
        const Place place = m_places->current();
        for (const Path &root : place.roots) {
            m_searched.insert(pathBytes(root));
        }
    }
    showCount();
}

void DatabasesPage::showPlace(const Place &place)
{
    m_filter->setPlace(place);
    showCount();
}

void DatabasesPage::showCount()
{
    const bool searching = m_finder.searching();
    const int count = m_filter->rowCount();
    const QString counted = count == 1 ? tr("1 database") : tr("%1 databases").arg(countText(count));
    m_header->setSubtitle(m_state.isEmpty() ? counted : counted + QStringLiteral(" · ") + m_state);
    m_search->setText(searching ? tr("S&top") : tr("&Search"));
    m_search->setIcon(themedIcon(searching ? QStringLiteral("cancel") : QStringLiteral("search")));
    m_stack->setCurrentIndex(count > 0 ? 0 : 1);
    auto *button = m_empty->findChild<QPushButton *>(QStringLiteral("emptySearchButton"));
    const Place place = m_places->current();
    button->setVisible(!searching && !place.roots.isEmpty() && m_text->text().isEmpty());
    button->setText(tr("&Search %1").arg(place.label));
    if (searching) {
        m_empty->setTexts(tr("Looking for databases…"),
                          tr("What is found appears here as it comes. Escape stops the search."));
    } else if (!m_text->text().isEmpty() && m_model->rowCount() > 0) {
        m_empty->setTexts(tr("Nothing matches"),
                          tr("No database here holds “%1” in its path or application.").arg(m_text->text()));
    } else if (place.kind == Place::Kind::Known && place.roots.isEmpty()) {
        m_empty->setTexts(tr("No recent databases"),
                          tr("Pick a place at the left to search it, or drop a database or a folder anywhere "
                             "on this window."));
    } else {
        m_empty->setTexts(tr("No database found here"),
                          tr("Litekeeper looks for SQLite files by their content, whatever their names are. "
                             "Search this place, or drop a database or a folder anywhere on this window."));
    }
}

void DatabasesPage::select(const Path &database)
{
    const QModelIndex index = m_filter->mapFromSource(m_model->indexOf(database));
    if (index.isValid()) {
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index);
        m_table->setFocus();
    }
}

void DatabasesPage::showDetails()
{
    m_details->setVisible(!selection().isEmpty());
    refreshDetails();
}

void DatabasesPage::hideDetails()
{
    m_details->hide();
    m_finder.stopInspection();
    m_table->setFocus();
}

void DatabasesPage::refreshDetails()
{
    const QList<Path> selected = selection();
    if (m_details->isHidden() || selected.isEmpty()) {
        return;
    }
    const Path current = m_filter->pathAt(m_table->currentIndex());
    const Path shown = selected.contains(current) ? current : selected.constFirst();
    if (const auto facts = m_model->facts(shown)) {
        m_details->show(*facts, m_model->newestBackup(shown));
    }
}

void DatabasesPage::backUpSelected()
{
    m_launcher.backUp(selection());
}

void DatabasesPage::offerMenu(const QPoint &position)
{
    const QList<Path> selected = selection();
    if (selected.isEmpty()) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("databaseMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(findChild<QAction *>(QStringLiteral("actionBackUp")));
    menu->addAction(findChild<QAction *>(QStringLiteral("actionDetails")));
    menu->addSeparator();
    menu->addAction(themedIcon(QStringLiteral("copy")), tr("&Copy path"), this, [selected] {
        QStringList lines;
        for (const Path &path : selected) {
            lines.append(displayPath(path));
        }
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    });
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

QList<Path> DatabasesPage::selection() const
{
    QList<Path> paths;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows) {
        paths.append(m_filter->pathAt(index));
    }
    return paths;
}

void DatabasesPage::resizeEvent(QResizeEvent *event)
{
    // Beside the list where there is room for it, else below.
    m_split->setOrientation(width() >= wideEnoughForThree ? Qt::Horizontal : Qt::Vertical);
    QWidget::resizeEvent(event);
}

} // namespace litekeeper
