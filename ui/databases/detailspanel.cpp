// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/detailspanel.h"

#include "service/finderservice.h"
#include "service/whendone.h"
#include "ui/common/cellroles.h"
#include "ui/common/factsgrid.h"
#include "ui/common/format.h"
#include "ui/common/icon.h"
#include "ui/common/panel.h"
#include "ui/common/quietlabel.h"
#include "ui/common/status.h"
#include "ui/common/tablesummarymodel.h"
#include "ui/common/tableview.h"
#include "ui/common/typography.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QStackedLayout>
#include <QToolButton>

namespace litekeeper {

namespace {

QString sqliteVersionText(quint32 version)
{
    return version == 0
        ? QString()
        : QStringLiteral("%1.%2.%3").arg(version / 1'000'000).arg(version / 1000 % 1000).arg(version % 1000);
}

} // namespace

DetailsPanel::DetailsPanel(FinderService &finder, QWidget *parent)
    : QWidget(parent)
    , m_finder(finder)
    , m_name(new QLabel(this))
    , m_folder(new ElidedLabel(Qt::ElideMiddle, this))
    , m_grid(new FactsGrid)
    , m_tables(new TableSummaryModel(this))
    , m_view(new TableView)
    , m_sentence(new QuietLabel)
    , m_count(new QPushButton)
    , m_stack(new QStackedLayout)
{
    setObjectName(QStringLiteral("detailsPanel"));
    setMinimumSize(360, 248); // all facts are seen without scrolling, below the list as beside it
    auto *card = new Panel(this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(card);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(12);
    buildHead(*column);

    auto *area = new QScrollArea(card);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(m_grid);
    area->viewport()->setAutoFillBackground(false);
    m_grid->setAutoFillBackground(false);
    auto *halves = new QHBoxLayout;
    halves->setSpacing(24);
    halves->addWidget(area, 1);
    halves->addWidget(buildTables(), 1);
    column->addLayout(halves, 1);
}

void DetailsPanel::buildHead(QVBoxLayout &column)
{
    m_name->setObjectName(QStringLiteral("detailsName"));
    m_name->setFont(headingFont(font()));
    m_name->setTextFormat(Qt::PlainText);
    m_folder->setObjectName(QStringLiteral("detailsFolder"));
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("detailsClose"));
    close->setIcon(themedIcon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close the details (Esc)"));
    close->setAccessibleName(tr("Close the details"));
    connect(close, &QToolButton::clicked, this, &DetailsPanel::closeRequested);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_name);
    head->addWidget(m_folder, 1);
    head->addWidget(close);
    column.addLayout(head);
}

QWidget *DetailsPanel::buildTables()
{
    m_view->setObjectName(QStringLiteral("tablesView"));
    m_view->setAccessibleName(tr("Tables of the database"));
    auto *sorted = new QSortFilterProxyModel(m_view);
    sorted->setSortRole(SortRole);
    sorted->setSourceModel(m_tables);
    m_view->setModel(sorted);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(TableSummaryModel::NameColumn, QHeaderView::Stretch);
    m_view->header()->setSectionResizeMode(TableSummaryModel::RowsColumn, QHeaderView::ResizeToContents);
    m_view->sortByColumn(TableSummaryModel::NameColumn, Qt::AscendingOrder);

    m_sentence->setObjectName(QStringLiteral("tablesSentence"));
    m_sentence->setWordWrap(true);
    m_count->setObjectName(QStringLiteral("countRows"));
    connect(m_count, &QPushButton::clicked, this, &DetailsPanel::countRows);
    auto *offer = new QWidget;
    auto *offerColumn = new QVBoxLayout(offer);
    offerColumn->setContentsMargins(0, 0, 0, 0);
    offerColumn->setSpacing(12);
    offerColumn->addWidget(m_sentence);
    offerColumn->addWidget(m_count, 0, Qt::AlignLeft);
    offerColumn->addStretch();

    auto *half = new QWidget(this);
    half->setLayout(m_stack);
    m_stack->addWidget(offer);
    m_stack->addWidget(m_view);
    offerFirstCount();
    return half;
}

void DetailsPanel::show(const DatabaseFacts &facts, const std::optional<Backup> &newestBackup,
                        const std::optional<SearchPlace> &share)
{
    const bool isNews = facts.path != m_facts.path || share.has_value() != m_share.has_value();
    m_share = share;
    if (isNews) {
        ++m_asked;
        m_finder.stopInspection();
        m_tables->clear();
        offerFirstCount();
    }
    m_facts = facts;
    m_name->setText(displayName(facts.path));
    m_folder->setText(displayPath(facts.path.parent_path()));
    m_folder->setToolTip(displayPath(facts.path));
    showFacts(newestBackup);
}

void DetailsPanel::showFacts(const std::optional<Backup> &newestBackup)
{
    const auto known = [](const QString &text) { return text.isEmpty() ? QStringLiteral("–") : text; };
    QList<FactsGrid::Fact> facts{
        {tr("Application"), known(m_facts.application)},
        {tr("Size"),
         tr("%1 in %2 pages of %3")
             .arg(bytesText(m_facts.bytes), countText(m_facts.pageCount), bytesText(m_facts.pageSize))},
        {tr("Journal"),
         m_facts.journalMode == JournalMode::Wal ? tr("Write-ahead log (%1)").arg(bytesText(m_facts.walBytes))
                                                 : tr("Rollback journal")},
        {tr("Modified"), dateTimeText(m_facts.modified), utcText(m_facts.modified)},
        {tr("Written by"),
         known(m_facts.sqliteVersion ? tr("SQLite %1").arg(sqliteVersionText(m_facts.sqliteVersion))
                                     : QString())},
        {tr("Application ID"),
         m_facts.applicationId ? QStringLiteral("0x%1").arg(m_facts.applicationId, 8, 16, QLatin1Char('0'))
                               : QStringLiteral("–")},
        {tr("User version"), QString::number(m_facts.userVersion)},
    };
    if (m_share) {
        facts.prepend(
            {tr("Place"), tr("Network share %1").arg(m_share->label),
             tr("%1, %2. Litekeeper never opens a database there: it copies it with care and proves "
                "the copy on this computer.")
                 .arg(m_share->source, m_share->fileSystem)});
    }
    if (newestBackup) {
        facts.append({tr("Last backup"),
                      tr("%1, %2").arg(dateTimeText(newestBackup->createdAt), statusOf(*newestBackup).word),
                      proofMeaning(newestBackup->proof)});
        facts.append({tr("Backup file"), displayPath(newestBackup->file)});
    } else {
        facts.append({tr("Last backup"), tr("Never")});
    }
    m_grid->setFacts(facts);
}

void DetailsPanel::countRows()
{
    const int asked = ++m_asked;
    m_count->setEnabled(false);
    m_sentence->setText(m_share ? tr("Reading…") : tr("Counting…"));
    whenDone(m_finder.tables(m_facts.path), this, [this, asked](const Result<QList<TableSummary>> &tables) {
        if (asked == m_asked) {
            showTables(tables);
        }
    });
}

void DetailsPanel::showTables(const Result<QList<TableSummary>> &tables)
{
    if (!tables) {
        offerCount(describe(tables.error()), tr("&Try again"));
    } else if (tables->isEmpty()) {
        offerCount(tr("There is no table in this database."),
                   m_share ? tr("&Try again") : tr("&Count again"));
    } else {
        m_tables->setTables(*tables);
        m_stack->setCurrentIndex(1);
        m_view->setFocus();
    }
}

void DetailsPanel::offerFirstCount()
{
    if (m_share) {
        offerCount(tr("On a share no rows are counted, because a database that is opened there disturbs the "
                      "programs that write to it. A backup counts them in its copy."),
                   tr("&Show tables"));
        return;
    }
    offerCount(tr("Counting the rows reads the database once; it is opened read-only."),
               tr("&Count rows per table"));
}

void DetailsPanel::offerCount(const QString &sentence, const QString &button)
{
    m_sentence->setText(sentence);
    m_count->setText(button);
    m_count->setEnabled(true);
    m_stack->setCurrentIndex(0);
}

} // namespace litekeeper
