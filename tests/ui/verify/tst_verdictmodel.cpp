// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verdictmodel.h"

#include "ui/common/cellroles.h"
#include "ui/common/format.h"
#include "ui/common/status.h"
#include "ui/support/verdicts.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace litekeeper;
using namespace litekeeper::test;

class TestVerdictModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theEmptyDatabaseComesFirst();
    void everyVerdictHasAWordAndAGlyph();
    void databasesHaveTheirTables();
    void aDatabaseByItselfHasItsTablesAtOnce();
    void figuresAddUp();
    void showsHowFarItIs();
    void aFileHasOneRow();
    void theNewestVerdictCounts();
    void waitingFilesStandInTheirOrder();
    void cancelledFilesGo();
    void aHundredThousandEntriesDoNotStall();
    void hostileNamesStayInTheirLine();

private:
    [[nodiscard]] QModelIndex cell(int row, int column, const QModelIndex &parent = {}) const
    {
        return m_model->index(row, column, parent);
    }
    [[nodiscard]] QString text(int row, int column, const QModelIndex &parent = {}) const
    {
        return cell(row, column, parent).data().toString();
    }
    /// The first file, with its children.
    [[nodiscard]] QModelIndex opened()
    {
        const QModelIndex file = cell(0, 0);
        m_model->fetchMore(file);
        return file;
    }

    std::unique_ptr<VerdictModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestVerdictModel::init()
{
    m_model = std::make_unique<VerdictModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestVerdictModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestVerdictModel::theEmptyDatabaseComesFirst()
{
    m_model->putVerdict(siteZip("/downloads"));
    QCOMPARE(text(0, VerdictModel::NameColumn), QStringLiteral("site_202611200300.zip"));
    QCOMPARE(text(0, VerdictModel::VerdictColumn), QStringLiteral("Empty"));
    QCOMPARE(cell(0, VerdictModel::VerdictColumn).data(DetailRole).toString(),
             QStringLiteral("1 of 2 databases is empty"));
    const QModelIndex file = opened();
    QCOMPARE(m_model->rowCount(file), 6); // two databases, four other entries
    QCOMPARE(text(0, VerdictModel::NameColumn, file), QStringLiteral("ghost.db"));
    QCOMPARE(text(0, VerdictModel::VerdictColumn, file), QStringLiteral("Empty"));
    QCOMPARE(text(0, VerdictModel::SizeColumn, file), bytesText(0));
    QCOMPARE(text(1, VerdictModel::NameColumn, file), QStringLiteral("analytics.db"));
    QCOMPARE(text(1, VerdictModel::ProofColumn, file), QStringLiteral("Proven"));
    QVERIFY(!cell(0, 0, file).data(DimmedRole).toBool());
    QVERIFY(cell(2, 0, file).data(DimmedRole).toBool());
}

void TestVerdictModel::everyVerdictHasAWordAndAGlyph()
{
    for (const Verdict verdict :
         {Verdict::Sound, Verdict::Empty, Verdict::Unsupported, Verdict::Damaged, Verdict::Dangerous}) {
        m_model->putVerdict(fileVerdict("/a.zip", 10, verdict, {}));
        const QModelIndex index = cell(0, VerdictModel::VerdictColumn);
        QVERIFY(!index.data().toString().isEmpty());
        QVERIFY(index.data(StatusRole).value<Status>().glyph != Glyph::None);
        QVERIFY(!index.data(Qt::ToolTipRole).toString().isEmpty());
    }
}

void TestVerdictModel::databasesHaveTheirTables()
{
    m_model->putVerdict(siteZip("/downloads"));
    const QModelIndex file = opened();
    const QModelIndex ghost = cell(0, 0, file);
    const QModelIndex analytics = cell(1, 0, file);
    QVERIFY(!m_model->hasChildren(ghost));
    QVERIFY(m_model->hasChildren(analytics));
    m_model->fetchMore(analytics);
    QCOMPARE(m_model->rowCount(analytics), 3);
    QCOMPARE(text(0, VerdictModel::NameColumn, analytics), QStringLiteral("page_views"));
    QCOMPARE(text(0, VerdictModel::RowsColumn, analytics), countText(412'906));
    QCOMPARE(m_model->parent(cell(2, 3, analytics)), analytics);
}

void TestVerdictModel::aDatabaseByItselfHasItsTablesAtOnce()
{
    FileVerdict file = fileVerdict("/app.db", 4096, Verdict::Sound,
                                   {soundDatabase("/app.db", 4096, {{QStringLiteral("items"), 3, {}}})});
    file.container = QStringLiteral("database");
    file.entries.clear();
    m_model->putVerdict(file);
    const QModelIndex index = opened();
    QCOMPARE(m_model->rowCount(index), 1);
    QCOMPARE(text(0, VerdictModel::NameColumn, index), QStringLiteral("items"));
}

void TestVerdictModel::figuresAddUp()
{
    DatabaseVerdict uncounted = soundDatabase("b.db", 4096, {{QStringLiteral("t"), -1, {}}});
    m_model->putVerdict(fileVerdict(
        "/a.zip", 10, Verdict::Sound,
        {soundDatabase("a.db", 8192, {{QStringLiteral("x"), 2, {}}, {QStringLiteral("y"), 0, {}}}),
         uncounted}));
    QCOMPARE(text(0, VerdictModel::RowsColumn), countText(2));
    const QModelIndex file = opened();
    QCOMPARE(text(0, VerdictModel::RowsColumn, file), countText(2));
    QCOMPARE(text(1, VerdictModel::RowsColumn, file), countText(-1)); // not known is no zero
    uncounted.proof = ProofLevel::Checked;
    m_model->putVerdict(
        fileVerdict("/a.zip", 10, Verdict::Sound, {soundDatabase("a.db", 8192, {}), uncounted}));
    QCOMPARE(text(0, VerdictModel::ProofColumn), QStringLiteral("Checked")); // the weakest counts
}

void TestVerdictModel::showsHowFarItIs()
{
    const QUuid id = QUuid::createUuid();
    m_model->putJob("/a.zip", {id, VerifyLevel::Full, {.queued = true}});
    QCOMPARE(text(0, VerdictModel::VerdictColumn), QStringLiteral("Waiting"));
    QVERIFY(!cell(0, VerdictModel::VerdictColumn).data(ProgressRole).isValid());
    m_model->setProgress(id, {.phase = Phase::Reading, .bytesDone = 25, .bytesTotal = 100});
    QCOMPARE(cell(0, VerdictModel::VerdictColumn).data(ProgressRole).toDouble(), 0.25);
    FileVerdict verdict = fileVerdict("/a.zip", 100, Verdict::Sound, {soundDatabase("a.db", 4096, {})});
    verdict.id = id;
    m_model->putVerdict(verdict);
    QVERIFY(!cell(0, VerdictModel::VerdictColumn).data(ProgressRole).isValid());
    QCOMPARE(text(0, VerdictModel::VerdictColumn), QStringLiteral("Sound"));
    QCOMPARE(m_model->jobCount(), 0);
}

void TestVerdictModel::aFileHasOneRow()
{
    m_model->putVerdict(siteZip("/downloads"));
    QCOMPARE(m_model->rowCount(opened()), 6);
    FileVerdict again = siteZip("/downloads");
    const QUuid id = again.id;
    m_model->putJob(again.file, {id});
    QCOMPARE(m_model->rowCount(), 1);
    again.databases.removeLast();
    again.entries = {again.entries.constFirst()};
    again.entryCount = 1;
    m_model->putVerdict(again);
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->rowCount(opened()), 1);
}

void TestVerdictModel::theNewestVerdictCounts()
{
    FileVerdict older = siteZip("/downloads");
    older.verifiedAt = older.verifiedAt.addDays(-1);
    older.verdict = Verdict::Damaged;
    const FileVerdict newer = siteZip("/downloads");
    const FileVerdict other = siteZip("/elsewhere");
    m_model->addVerdicts({newer, other, older});
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(text(0, VerdictModel::VerdictColumn), QStringLiteral("Empty"));
    m_model->addVerdicts({older}); // a list that was asked for earlier
    QCOMPARE(text(0, VerdictModel::VerdictColumn), QStringLiteral("Empty"));
    m_model->remove(newer.file);
    QCOMPARE(m_model->rowCount(), 1);
    QVERIFY(!m_model->indexOf(newer.file).isValid());
}

void TestVerdictModel::waitingFilesStandInTheirOrder()
{
    m_model->addVerdicts({siteZip("/old")});
    m_model->putJob("/1.zip", {QUuid::createUuid()});
    m_model->putJob("/2.zip", {QUuid::createUuid()});
    QCOMPARE(text(0, 0), QStringLiteral("1.zip"));
    QCOMPARE(text(1, 0), QStringLiteral("2.zip"));
    QCOMPARE(m_model->jobCount(), 2);
}

void TestVerdictModel::cancelledFilesGo()
{
    const QUuid first = QUuid::createUuid();
    const QUuid second = QUuid::createUuid();
    m_model->addVerdicts({siteZip("/old")});
    m_model->putJob("/1.zip", {first});
    m_model->putJob(siteZip("/old").file, {second});
    m_model->endJob(first);
    m_model->endJob(second);
    QCOMPARE(m_model->rowCount(), 1); // what had a verdict keeps it
    QCOMPARE(text(0, VerdictModel::VerdictColumn), QStringLiteral("Empty"));
}

void TestVerdictModel::aHundredThousandEntriesDoNotStall()
{
    m_tester.reset(); // it looks at every cell
    FileVerdict file = fileVerdict("/big.zip", 1, Verdict::Sound, {soundDatabase("a.db", 4096, {})});
    for (int i = 1; i < FileVerdict::entryLimit; ++i) {
        file.entries.append({"folder/entry-" + std::to_string(i), i, i, {}, false, Verdict::Sound});
    }
    file.entryCount = 100'000;
    QTreeView view;
    view.setUniformRowHeights(true);
    view.setModel(m_model.get());
    view.show();
    QElapsedTimer timer;
    timer.start();
    m_model->putVerdict(file);
    QCOMPARE(m_model->rowCount(cell(0, 0)), 0); // nobody has looked yet
    view.expand(cell(0, 0));
    view.scrollToBottom();
    QApplication::processEvents();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    const QModelIndex index = cell(0, 0);
    QCOMPARE(m_model->rowCount(index), int(FileVerdict::entryLimit) + 1);
    QVERIFY(text(int(FileVerdict::entryLimit), 0, index).contains(countText(90'000)));
}

void TestVerdictModel::hostileNamesStayInTheirLine()
{
    m_model->putVerdict(
        fileVerdict("/a.zip", 10, Verdict::Sound,
                    {soundDatabase("x\n\xe2\x80\xaegpj.db", 1,
                                   {{QStringLiteral("a\nb\u202Ec"), 1, QStringLiteral("\n")}})}));
    const QModelIndex file = opened();
    const QModelIndex database = cell(0, 0, file);
    m_model->fetchMore(database);
    for (const QModelIndex &index : {database, cell(0, 0, database)}) {
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(DetailRole)}) {
            const QString shown = index.data(role).toString();
            QVERIFY2(!shown.contains(u'\n') && !shown.contains(QChar(0x202E)), qPrintable(shown));
        }
    }
}

QTEST_MAIN(TestVerdictModel)
#include "tst_verdictmodel.moc"
