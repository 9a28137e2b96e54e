// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/tablerowsmodel.h"

#include "ui/common/blobtype.h"
#include "ui/common/cellroles.h"
#include "ui/look/searchhitsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;

class TestTableRowsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void asksForWhatIsLookedAt();
    void holdsOnlyWhatWasLookedAtLast();
    void growsWhileRowsAreCounted();
    void shrinksWhereThereAreFewerRows();
    void pagesNobodyAskedForArePassedOver();
    void asksForTheRestOfAShortPage();
    void filters();
    void aNewFilterForgetsTheOldOne();
    void cellsSayWhatTheyHold();
    void knowsWhereAValueLies();
    void listsHits();
    void detectsTypes_data();
    void detectsTypes();
};

namespace {

TableOutline outline(qint64 rows)
{
    return {.name = QStringLiteral("t"), .columns = {QStringLiteral("a"), QStringLiteral("b")}, .rows = rows};
}

/// What a database whose rows hold their own position would answer.
RowPage answerTo(const RowsWish &wish, qint64 rowsInAll, qint64 most = 200)
{
    RowPage page{.table = wish.table, .from = wish.from, .at = wish.at, .serial = wish.serial};
    const qint64 end = std::min({wish.at + wish.limit, wish.at + most, rowsInAll});
    for (qint64 row = wish.at; row < end; ++row) {
        page.rows.append({{.kind = CellValue::Kind::Integer, .integer = row}, {}});
        page.keys.append(row * 10);
    }
    if (end < rowsInAll) {
        page.next = end * 10;
    }
    return page;
}

RowPage answerTo(QSignalSpy &wanted, qint64 rowsInAll, qint64 most = 200)
{
    return answerTo(wanted.takeFirst().first().value<RowsWish>(), rowsInAll, most);
}

} // namespace

void TestTableRowsModel::asksForWhatIsLookedAt()
{
    TableRowsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy wanted(&model, &TableRowsModel::rowsWanted);
    model.setTable(outline(2'000'000));
    QCOMPARE(model.rowCount(), 2'000'000);
    QTRY_COMPARE(wanted.size(), 1);
    QVERIFY(model.takePage(answerTo(wanted, 2'000'000)));
    QCOMPARE(model.index(7, 0).data().toString(), QStringLiteral("7"));
    // The end is one question away.
    QCOMPARE(model.index(1'999'999, 0).data().toString(), QStringLiteral("…"));
    QTRY_COMPARE(wanted.size(), 1);
    QVERIFY(wanted.first().first().value<RowsWish>().at <= 1'999'999);
    QVERIFY(model.takePage(answerTo(wanted, 2'000'000)));
    QCOMPARE(model.index(1'999'999, 0).data().toString(), QStringLiteral("1999999"));
    QTest::qWait(20);
    QVERIFY(wanted.isEmpty()); // nobody looks at more
}

void TestTableRowsModel::holdsOnlyWhatWasLookedAtLast()
{
    TableRowsModel model;
    QSignalSpy wanted(&model, &TableRowsModel::rowsWanted);
    model.setTable(outline(2'000'000));
    QTRY_COMPARE(wanted.size(), 1);
    QVERIFY(model.takePage(answerTo(wanted, 2'000'000)));
    for (int row = 0; row < 2'000'000; row += 10'000) {
        (void)model.index(row, 0).data();
        if (!model.hasRows(row)) {
            QTRY_COMPARE(wanted.size(), 1);
            QVERIFY(model.takePage(answerTo(wanted, 2'000'000)));
        }
        QVERIFY(model.blocks() <= TableRowsModel::mostBlocks);
    }
    QCOMPARE(model.index(1'990'000, 0).data().toString(), QStringLiteral("1990000"));
    QVERIFY(!model.hasRows(0));
}

void TestTableRowsModel::growsWhileRowsAreCounted()
{
    TableRowsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy wanted(&model, &TableRowsModel::rowsWanted);
    model.setTable(outline(-1));
    QVERIFY(!model.isCounted());
    QTRY_COMPARE(wanted.size(), 1);
    QVERIFY(model.takePage(answerTo(wanted, 5000)));
    QCOMPARE(model.rowCount(), 200);
    model.takeCount({.table = QStringLiteral("other"), .rows = 9});
    model.takeCount({.table = QStringLiteral("t"), .rows = 3000});
    QCOMPARE(model.rowCount(), 3000);
    QVERIFY(!model.isCounted());
    model.takeCount({.table = QStringLiteral("t"), .rows = 5000, .isWhole = true});
    QCOMPARE(model.rowCount(), 5000);
    QVERIFY(model.isCounted());
}

void TestTableRowsModel::shrinksWhereThereAreFewerRows()
{
    TableRowsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy wanted(&model, &TableRowsModel::rowsWanted);
    model.setTable(outline(1000));
    QTRY_COMPARE(wanted.size(), 1);
    QVERIFY(model.takePage(answerTo(wanted, 50)));
    QCOMPARE(model.rowCount(), 50);
}

void TestTableRowsModel::pagesNobodyAskedForArePassedOver()
{
    TableRowsModel model;
    QSignalSpy wanted(&model, &TableRowsModel::rowsWanted);
    model.setTable(outline(-1));
    QVERIFY(!model.takePage(answerTo(RowsWish{.table = QStringLiteral("t"), .at = 0}, 10)));
    QTRY_COMPARE(wanted.size(), 1);
    const auto wish = wanted.first().first().value<RowsWish>();
    RowPage other = answerTo(wish, 10);
    other.serial += 1;
    QVERIFY(!model.takePage(other));
    model.setTable(outline(-1)); // again: what is on its way is of before
    QVERIFY(!model.takePage(answerTo(wish, 10)));
    QCOMPARE(model.rowCount(), 0);
}

void TestTableRowsModel::asksForTheRestOfAShortPage()
{
    TableRowsModel model;
    QSignalSpy wanted(&model, &TableRowsModel::rowsWanted);
    model.setTable(outline(150));
    QTRY_COMPARE(wanted.size(), 1);
    QVERIFY(model.takePage(answerTo(wanted, 150, 60))); // large rows make short pages
    QCOMPARE(model.rowCount(), 150);
    QTRY_COMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<RowsWish>().at, 60);
    QVERIFY(model.takePage(answerTo(wanted, 150)));
    QCOMPARE(model.index(149, 0).data().toString(), QStringLiteral("149"));
}

void TestTableRowsModel::filters()
{
    TableRowsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy wanted(&model, &TableRowsModel::rowsWanted);
    model.setTable(outline(1000));
    model.setFilter(QStringLiteral("x"), 1);
    QCOMPARE(model.rowCount(), 0);
    const auto nextWish = [&]() {
        const auto wish = wanted.last().first().value<RowsWish>();
        wanted.clear();
        return wish;
    };
    RowsWish wish = nextWish();
    QCOMPARE(wish.filter, QStringLiteral("x"));
    QCOMPARE(wish.filterColumn, 1);
    QCOMPARE(wish.from, RowPage::begin);
    // A moment that found nothing is followed by the next.
    QVERIFY(model.takePage({.table = wish.table, .next = 400, .serial = wish.serial}));
    wish = nextWish();
    QCOMPARE(wish.from, 400);
    RowPage page{.table = wish.table, .serial = wish.serial};
    page.rows.append({{.kind = CellValue::Kind::Integer, .integer = 5}, {}});
    page.keys.append(444);
    QVERIFY(model.takePage(page));
    QVERIFY(model.isWholeSearch());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.place(model.index(0, 1))->key, 444);
    QVERIFY(!model.canFetchMore({}));
    model.setFilter({}, -1);
    QCOMPARE(model.rowCount(), 1000);
    QTRY_COMPARE(wanted.size(), 1);
}

void TestTableRowsModel::aNewFilterForgetsTheOldOne()
{
    TableRowsModel model;
    QSignalSpy wanted(&model, &TableRowsModel::rowsWanted);
    model.setTable(outline(1000));
    model.setFilter(QStringLiteral("x"), -1);
    const auto first = wanted.last().first().value<RowsWish>();
    model.setFilter(QStringLiteral("xy"), -1);
    QVERIFY(!model.takePage({.table = first.table, .next = 400, .serial = first.serial}));
    const auto second = wanted.last().first().value<RowsWish>();
    QVERIFY(model.takePage({.table = second.table, .serial = second.serial}));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.isWholeSearch());
}

void TestTableRowsModel::cellsSayWhatTheyHold()
{
    using Kind = CellValue::Kind;
    TableRowsModel model;
    QSignalSpy wanted(&model, &TableRowsModel::rowsWanted);
    model.setTable({.name = QStringLiteral("t"),
                    .columns = {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"),
                                QStringLiteral("d"), QStringLiteral("e")}});
    QTRY_COMPARE(wanted.size(), 1);
    const auto wish = wanted.first().first().value<RowsWish>();
    RowPage page{.table = QStringLiteral("t"), .at = 0, .serial = wish.serial};
    page.rows.append({{},
                      {.kind = Kind::Integer, .integer = -12},
                      {.kind = Kind::Real, .real = 0.1},
                      {.kind = Kind::Text, .text = QStringLiteral("<b>\nx"), .length = 5},
                      {.kind = Kind::Blob, .blob = QByteArray(32, '\x01'), .length = 12'600}});
    page.rows.append({{.kind = Kind::Text, .text = QString(1000, u'x'), .length = 5000},
                      {.kind = Kind::Blob, .blob = QByteArray("\x89PNG\r\n\x1a\n12345678"), .length = 2048}});
    page.keys = {1, 2};
    QVERIFY(model.takePage(page));
    const auto data = [&](int column, int role) { return model.index(0, column).data(role); };
    QCOMPARE(data(0, Qt::DisplayRole).toString(), QStringLiteral("NULL"));
    QVERIFY(data(0, DimmedRole).toBool());
    QCOMPARE(data(1, Qt::DisplayRole).toString(), QStringLiteral("-12"));
    QCOMPARE(data(2, Qt::DisplayRole).toString(), QStringLiteral("0.1"));
    QVERIFY(data(1, Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    QVERIFY(data(3, Qt::TextAlignmentRole).toInt() & Qt::AlignLeft);
    QCOMPARE(data(3, Qt::DisplayRole).toString(), QString::fromUtf8("<b>↵x"));
    QVERIFY(data(3, Qt::ToolTipRole).toString().contains(QLatin1String("&lt;b&gt;")));
    QCOMPARE(data(4, Qt::DisplayRole).toString(), QStringLiteral("BLOB, 12.3 KiB"));
    QVERIFY(data(4, Qt::ToolTipRole).toString().contains(QLatin1String("01 01")));
    QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("BLOB, PNG, 2.00 KiB"));
    const QModelIndex cut = model.index(1, 0);
    QVERIFY(cut.data(Qt::DisplayRole).toString().size() < 300);
    QVERIFY(cut.data(Qt::ToolTipRole).toString().contains(QLatin1String("5,000")));
    QCOMPARE(cut.data(Qt::EditRole).toString().size(), 1000);
}

void TestTableRowsModel::knowsWhereAValueLies()
{
    TableRowsModel model;
    QSignalSpy wanted(&model, &TableRowsModel::rowsWanted);
    model.setTable(outline(500));
    QVERIFY(!model.place(model.index(3, 1)));
    QTRY_COMPARE(wanted.size(), 1);
    QVERIFY(model.takePage(answerTo(wanted, 500)));
    const auto place = model.place(model.index(3, 1));
    QVERIFY(place);
    QCOMPARE(place->key, 30);
    QCOMPARE(place->column, 1);
    QCOMPARE(place->table, QStringLiteral("t"));
    QVERIFY(!model.place({}));
}

void TestTableRowsModel::listsHits()
{
    SearchHitsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.add({{.table = QStringLiteral("t"),
                .column = QStringLiteral("c"),
                .key = 4,
                .excerpt = QStringLiteral("x")}});
    model.add({});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, SearchHitsModel::TextColumn).data().toString(), QStringLiteral("x"));
    QCOMPARE(model.hit(0)->key, 4);
    QCOMPARE(model.hit(1), nullptr);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestTableRowsModel::detectsTypes_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("suffix");
    const auto row = [](const char *title, const QByteArray &begin, const char *name, const char *suffix) {
        QTest::newRow(title) << begin << QString::fromLatin1(name) << QString::fromLatin1(suffix);
    };
    row("png", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), "PNG", "png");
    row("jpeg", QByteArray("\xff\xd8\xff\xe0\0\x10JFIF", 10), "JPEG", "jpg");
    row("pdf", "%PDF-1.7", "PDF", "pdf");
    row("gzip", QByteArray("\x1f\x8b\x08\0", 4), "gzip", "gz");
    row("zstd", QByteArray("\x28\xb5\x2f\xfd\x04", 5), "zstd", "zst");
    row("sqlite", QByteArray("SQLite format 3\0\x10", 17), "SQLite", "db");
    row("json", " {\"a\": 1}", "JSON", "json");
    row("text",
        QByteArray("Gr\xc3\xbc\xc3\x9f"
                   "e, cut in the middle of a \xc3"),
        "text", "txt");
    row("not UTF-8",
        QByteArray("Gr\xfc\xdf"
                   "e"),
        "", "bin");
    row("control characters", QByteArray("abc\0def", 7), "", "bin");
    row("nothing", {}, "", "bin");
}

void TestTableRowsModel::detectsTypes()
{
    QFETCH(QByteArray, begin);
    QTEST(blobType(begin).name, "name");
    QTEST(blobType(begin).suffix, "suffix");
}

QTEST_MAIN(TestTableRowsModel)
#include "tst_tablerowsmodel.moc"
