// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verdictdetails.h"

#include "service/verdicttext.h"
#include "ui/common/cellroles.h"
#include "ui/common/passwordbar.h"
#include "ui/common/tablesummarymodel.h"
#include "ui/common/tableview.h"
#include "ui/common/verificationbar.h"
#include "ui/verify/verdictfacts.h"

#include <QHeaderView>
#include <QLabel>
#include <QSortFilterProxyModel>

namespace litekeeper {

namespace {

constexpr int leastTableHeight = 132;

} // namespace

VerdictDetails::VerdictDetails(Use use, QWidget *parent)
    : DetailsPane(Shape::Wide, tr("Select a file to see what is known about it."), parent)
    , m_use(use)
    , m_progress(new VerificationBar(this))
    , m_password(new PasswordBar(tr("&Verify"), this))
    , m_sideFacts(new FactsGrid(this))
    , m_tableModel(new TableSummaryModel(this))
    , m_tablesTitle(addSection(tr("&Tables")))
    , m_tables(new TableView(this))
{
    setObjectName(QStringLiteral("verdictDetails"));
    addBelowHead(m_progress);
    addBelowHead(m_password);
    connect(m_progress, &VerificationBar::cancelRequested, this, &VerdictDetails::cancelRequested);
    connect(m_password, &PasswordBar::passwordGiven, this, &VerdictDetails::passwordGiven);

    auto *sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_tableModel);
    sorted->setSortRole(SortRole);
    sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_tables->setObjectName(QStringLiteral("verdictTables"));
    m_tables->setAccessibleName(tr("Tables of the database"));
    m_tables->setModel(sorted);
    m_tables->sortByColumn(TableSummaryModel::NameColumn, Qt::AscendingOrder);
    m_tables->setMinimumHeight(leastTableHeight);
    m_tables->header()->setStretchLastSection(false);
    m_tables->header()->setSectionResizeMode(TableSummaryModel::NameColumn, QHeaderView::Stretch);
    m_tables->header()->setSectionResizeMode(TableSummaryModel::RowsColumn, QHeaderView::ResizeToContents);
    m_tablesTitle->setBuddy(m_tables);
    m_sideFacts->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum); // its rows stay together
    addContent(m_sideFacts);
    addContent(m_tables);
    show(nullptr);
}

void VerdictDetails::show(const VerdictNode *node)
{
    m_progress->hide();
    m_password->hide();
    if (!node) {
        m_job = {};
        clear();
        return;
    }
    const VerdictFile &file = fileOf(*node);
    if (file.job) {
        showJob(file);
    } else if (const EntryVerdict *entry = entryOf(*node)) {
        showEntry(*file.verdict, *entry);
    } else if (node->kind == VerdictNode::Kind::Database || node->kind == VerdictNode::Kind::Table) {
        showDatabase(*databaseOf(*node));
    } else if (file.verdict) {
        showFile(file);
    }
}

void VerdictDetails::showJob(const VerdictFile &file)
{
    const bool another = m_job != file.job->id;
    m_job = file.job->id;
    const Status running{levelText(file.job->level), Glyph::Dots, Tone::Asserted};
    setHead(running, tr("Verifying %1").arg(displayName(file.file)), displayPath(file.file));
    setSentence({});
    setFindings({});
    setContents({}, nullptr);
    if (another) {
        m_progress->begin(Phase::Reading);
    }
    m_progress->setProgress(file.job->progress);
    m_progress->setVisible(true);
}

void VerdictDetails::showFile(const VerdictFile &file)
{
    m_job = {};
    const DatabaseVerdict *itself = databaseOf(file);
    const PasswordState password = passwordState(*file.verdict);
    setHead(statusOf(file.verdict->verdict), headline(*file.verdict), displayPath(file.file));
    setSentence({});
    setFindings(shownFindings(allFindings(*file.verdict)));
    setContents(itself ? factsOf(*file.verdict) + factsOf(*itself).mid(1) : factsOf(*file.verdict), itself);
    m_password->begin(file.verdict->id, password == PasswordState::Wrong);
    m_password->setVisible(m_use == Use::Verify && password != PasswordState::NotNeeded);
}

void VerdictDetails::showDatabase(const DatabaseVerdict &database)
{
    m_job = {};
    setHead(statusOf(database.verdict), headline(database), harmlessText(displayPath(database.path)));
    setSentence({});
    setFindings(shownFindings(database.findings));
    setContents(factsOf(database), &database);
}

void VerdictDetails::showEntry(const FileVerdict &file, const EntryVerdict &entry)
{
    m_job = {};
    setHead(statusOf(entry.verdict), harmlessText(displayName(entry.path)),
            harmlessText(displayPath(entry.path)));
    setSentence(verdictMeaning(entry.verdict));
    setFindings(shownFindings(findingsAbout(file, entry)));
    setContents(factsOf(entry), nullptr);
}

void VerdictDetails::setContents(const QList<FactsGrid::Fact> &facts, const DatabaseVerdict *database)
{
    const bool hasTables = database && !database->tables.isEmpty();
    m_tableModel->setTables(hasTables ? database->tables : QList<TableSummary>());
    m_tables->setVisible(hasTables);
    m_tablesTitle->setVisible(hasTables);
    m_sideFacts->setVisible(!hasTables);
    setFacts(hasTables ? facts : QList<FactsGrid::Fact>());
    m_sideFacts->setFacts(hasTables ? QList<FactsGrid::Fact>() : facts);
}

} // namespace litekeeper
