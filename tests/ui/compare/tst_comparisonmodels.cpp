// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/sqltext.h"
#include "ui/compare/comparedtablesmodel.h"
#include "ui/compare/comparisontext.h"
#include "ui/compare/rowsamplemodel.h"
#include "ui/compare/schemachangemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace litekeeper;

namespace {

using State = TableComparison::State;

CellValue text(const char *value)
{
    return CellValue::ofText(value);
}

CellValue number(qint64 value)
{
    return {.kind = CellValue::Kind::Integer, .integer = value};
}

TableComparison people()
{
    TableComparison table;
    table.name = QStringLiteral("people");
    table.state = State::Differs;
    table.rowsLeft = 10;
    table.rowsRight = 11;
    table.added = 2;
    table.removed = 1;
    table.changed = 1;
    table.key = {QStringLiteral("id")};
    table.columns = {QStringLiteral("name"), QStringLiteral("city")};
    table.samples = {
        {RowSample::Kind::Changed, {number(1)}, {text("Ada"), text("London")}, {text("Ada"), text("Paris")}},
        {RowSample::Kind::Removed, {number(2)}, {text("Bob"), text("Rome")}, {}},
        {RowSample::Kind::Added, {number(3)}, {}, {text("Eve"), text("Oslo")}}};
    return table;
}

TableComparison inState(const char *name, State state)
{
    TableComparison table;
    table.name = QString::fromLatin1(name);
    table.state = state;
    return table;
}

} // namespace

class TestComparisonModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void answers_data();
    void answers();
    void remarks();
    void whatCouldNotBeComparedIsNotTheSame();
    void listsTables();
    void showsBothSidesOfARow();
    void marksWhatIsCutWhereNothingElseDiffers();
    void listsSchemaChanges();
    void summarizes();
    void sqlGetsLines_data();
    void sqlGetsLines();
};

void TestComparisonModels::answers_data()
{
    QTest::addColumn<Comparison>("comparison");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("answer");
    QTest::newRow("two empty databases")
        << Comparison{} << QStringLiteral("They are the same") << QStringLiteral("Neither has a table.");
    Comparison same;
    same.tables = {inState("a", State::Same), inState("b", State::Same)};
    QTest::newRow("same") << same << QStringLiteral("They are the same")
                          << QStringLiteral("The schema and every row of 2 tables were compared.");
    Comparison rows;
    rows.tables = {people(), inState("b", State::Same)};
    QTest::newRow("rows") << rows << QStringLiteral("They differ")
                          << QStringLiteral("2 rows added, 1 removed and 1 changed in 1 table.");
    Comparison one = rows;
    one.tables.first().added = 1;
    one.tables.first().removed = 0;
    one.tables.first().changed = 0;
    QTest::newRow("one row") << one << QStringLiteral("They differ")
                             << QStringLiteral("1 row added in 1 table.");
    Comparison schema = one;
    schema.schema = {{SchemaChange::Kind::Added, QStringLiteral("index"), QStringLiteral("i"), {}, {}}};
    QTest::newRow("and the schema") << schema << QStringLiteral("They differ")
                                    << QStringLiteral("1 row added in 1 table; 1 change of the schema.");
}

void TestComparisonModels::answers()
{
    QFETCH(Comparison, comparison);
    QTEST(statusOf(comparison).word, "word");
    QTEST(answerText(comparison), "answer");
}

void TestComparisonModels::remarks()
{
    Comparison comparison;
    QCOMPARE(remarkText(comparison), QString());
    comparison.userVersionRight = 4;
    QVERIFY(remarkText(comparison).contains(QStringLiteral("user_version: 0 → 4")));
    QCOMPARE(statusOf(comparison).word, QStringLiteral("They differ"));
    comparison.applicationIdLeft = 7;
    QVERIFY(remarkText(comparison).contains(QStringLiteral("application_id: 7 → 0")));
}

void TestComparisonModels::whatCouldNotBeComparedIsNotTheSame()
{
    Comparison comparison;
    comparison.tables = {inState("a", State::Same), inState("b", State::NotComparable)};
    QVERIFY(statusOf(comparison).tone != Tone::Good);
    QVERIFY(!statusOf(comparison).word.contains(QStringLiteral("same")));
    QVERIFY(remarkText(comparison).contains(QStringLiteral("1 table could not be compared")));
    comparison.tables.append(people());
    QCOMPARE(statusOf(comparison).word, QStringLiteral("They differ"));
}

void TestComparisonModels::listsTables()
{
    ComparedTablesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    TableComparison byHash = inState("same", State::Same);
    byHash.byHash = true;
    model.setTables({people(), byHash, inState("gone", State::OnlyLeft)});
    const auto cell = [&model](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(cell(0, ComparedTablesModel::NameColumn), QStringLiteral("people"));
    QCOMPARE(cell(0, ComparedTablesModel::StateColumn), QStringLiteral("Differs"));
    QCOMPARE(cell(0, ComparedTablesModel::AddedColumn), QStringLiteral("2"));
    QCOMPARE(cell(0, ComparedTablesModel::RightRowsColumn), QStringLiteral("11"));
    QCOMPARE(cell(2, ComparedTablesModel::AddedColumn), QStringLiteral("–")); // not "0": nobody counted
    QCOMPARE(model.index(1, ComparedTablesModel::StateColumn).data(DetailRole).toString(),
             QStringLiteral("by hash"));
    // What differs comes first when sorted by state.
    const auto rank = [&model](int row) {
        return model.index(row, ComparedTablesModel::StateColumn).data(SortRole).toInt();
    };
    QVERIFY(rank(0) < rank(2));
    QVERIFY(rank(2) < rank(1));
}

void TestComparisonModels::showsBothSidesOfARow()
{
    RowSampleModel left(RowSampleModel::Side::Left);
    RowSampleModel right(RowSampleModel::Side::Right);
    const QAbstractItemModelTester tester(&left, QAbstractItemModelTester::FailureReportingMode::QtTest);
    left.setTable(people());
    right.setTable(people());
    QCOMPARE(left.columnCount(), 3);
    QCOMPARE(left.index(0, 2).data().toString(), QStringLiteral("London"));
    QCOMPARE(right.index(0, 2).data().toString(), QStringLiteral("Paris"));
    QVERIFY(left.index(0, 2).data(RowSampleModel::ChangedRole).toBool());
    QVERIFY(right.index(0, 2).data(RowSampleModel::ChangedRole).toBool());
    QVERIFY(!right.index(0, 1).data(RowSampleModel::ChangedRole).toBool());
    QVERIFY(!right.index(0, 0).data(RowSampleModel::ChangedRole).toBool());
    QVERIFY(right.index(0, 2).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("changed")));
    QVERIFY(right.index(1, 1).data(RowSampleModel::BlankRole).toBool());
    QCOMPARE(right.index(1, 1).data().toString(), QString());
    QCOMPARE(right.index(1, 0).data().toString(), QString());
    QVERIFY(left.index(2, 1).data(RowSampleModel::BlankRole).toBool());
    QCOMPARE(right.index(2, 1).data().toString(), QStringLiteral("Eve"));
    QCOMPARE(left.headerData(0, Qt::Vertical, Qt::DisplayRole).toString(), QStringLiteral("≠"));
    QCOMPARE(left.headerData(1, Qt::Vertical, Qt::DisplayRole).toString(), QStringLiteral("−"));
    QCOMPARE(left.headerData(2, Qt::Vertical, Qt::DisplayRole).toString(), QStringLiteral("+"));
}

void TestComparisonModels::marksWhatIsCutWhereNothingElseDiffers()
{
    RowSample sample{RowSample::Kind::Changed,
                     {number(1)},
                     {text("same"), CellValue::ofText(std::string(5000, 'x'))},
                     {text("same"), CellValue::ofText(std::string(5000, 'x'))}};
    QCOMPARE(changedColumns(sample), (QList<bool>{false, true}));
    sample.after[0] = text("other");
    QCOMPARE(changedColumns(sample), (QList<bool>{true, false}));
}

void TestComparisonModels::listsSchemaChanges()
{
    SchemaChangeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setChanges({{SchemaChange::Kind::Added,
                       QStringLiteral("index"),
                       QStringLiteral("by_name"),
                       {},
                       QStringLiteral("CREATE INDEX by_name ON people(name)")}});
    QCOMPARE(model.index(0, SchemaChangeModel::NameColumn).data().toString(), QStringLiteral("by_name"));
    QCOMPARE(model.index(0, SchemaChangeModel::ChangeColumn).data().toString(), QStringLiteral("+ added"));
}

void TestComparisonModels::summarizes()
{
    Comparison comparison;
    comparison.tables = {people()};
    const QString summary = summaryText(comparison, QStringLiteral("/a.db"), QStringLiteral("/b.db"));
    QVERIFY(summary.contains(QStringLiteral("Left: /a.db\n")));
    QVERIFY(summary.contains(QStringLiteral("people\tDiffers\t2\t1\t1\t10\t11\n")));
}

void TestComparisonModels::sqlGetsLines_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("readable");
    QTest::newRow("columns") << QStringLiteral(
        "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, CHECK (a IN (1,2)))")
                             << QStringLiteral("CREATE TABLE t(\n    a INTEGER PRIMARY KEY,\n    b TEXT,\n"
                                               "    CHECK (a IN (1,2))\n)");
    QTest::newRow("quoted") << QStringLiteral("CREATE TABLE \"a,(b\"(c DEFAULT ',(', [d,e] /* , */, f)")
                            << QStringLiteral("CREATE TABLE \"a,(b\"(\n    c DEFAULT ',(',\n"
                                              "    [d,e] /* , */,\n    f\n)");
    QTest::newRow("has lines") << QStringLiteral("CREATE TABLE t(\na,b)")
                               << QStringLiteral("CREATE TABLE t(\na,b)");
    QTest::newRow("index") << QStringLiteral("CREATE INDEX i ON t(a, b)")
                           << QStringLiteral("CREATE INDEX i ON t(a, b)");
    QTest::newRow("never ends") << QStringLiteral("CREATE TABLE t(a '")
                                << QStringLiteral("CREATE TABLE t(\n    a '");
    QTest::newRow("empty") << QString() << QString();
}

void TestComparisonModels::sqlGetsLines()
{
    QFETCH(QString, sql);
    QTEST(readableSql(sql), "readable");
}

QTEST_MAIN(TestComparisonModels)
#include "tst_comparisonmodels.moc"
