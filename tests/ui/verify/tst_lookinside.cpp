// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/lookinside.h"

#include "runner/taskrunner.h"
#include "service/databaselook.h"
#include "service/paths.h"
#include "support/databases.h"
#include "support/encryptedzip.h"
#include "support/files.h"
#include "ui/common/calmstyle.h"
#include "ui/common/cellroles.h"
#include "ui/verify/tableoutlinemodel.h"
#include "ui/verify/tablerowsmodel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTreeView>

#include <csignal>
#include <fstream>

using namespace litekeeper;
using namespace litekeeper::test;

class TestLookInside : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void rowsAreFetchedLazily();
    void pagesNobodyAskedForArePassedOver();
    void cellsSayWhatTheyHold();
    void outlinesTablesAndViews();
    void showsAndScrolls();
    void viewsAreNotRun();
    void copiesWhatIsSelected();
    void saysThatATableIsEmpty();
    void saysThatADatabaseIsEmpty();
    void saysWhyItFailed();
    void asksForThePassword();
    void keepsWhatWasReadWhenTheChildDies();

private:
    void open(const Path &file, const Path &database = {}, const QByteArray &password = {});
    [[nodiscard]] QTableView *rows() const
    {
        return m_window->findChild<QTableView *>(QStringLiteral("lookRows"));
    }
    [[nodiscard]] QTreeView *tables() const
    {
        return m_window->findChild<QTreeView *>(QStringLiteral("lookTables"));
    }
    [[nodiscard]] QString textOf(const char *name) const;

    std::unique_ptr<TemporaryFolder> m_folder;
    std::unique_ptr<TaskRunner> m_runner;
    QPointer<LookInside> m_window;
};

namespace {

RowPage pageOf(const char *table, qint64 from, int rows, std::optional<qint64> next)
{
    RowPage page{.table = QString::fromLatin1(table), .from = from, .next = next};
    for (int row = 0; row < rows; ++row) {
        page.rows.append({{.kind = CellValue::Kind::Integer, .integer = row}, {}});
    }
    return page;
}

const TableOutline outline{
    .name = QStringLiteral("t"), .columns = {QStringLiteral("a"), QStringLiteral("b")}, .rows = 300};

} // namespace

void TestLookInside::initTestCase()
{
    QApplication::setStyle(new CalmStyle);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestLookInside::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    m_runner = std::make_unique<TaskRunner>();
}

void TestLookInside::cleanup()
{
    delete m_window;
    m_runner.reset();
    m_folder.reset();
}

void TestLookInside::open(const Path &file, const Path &database, const QByteArray &password)
{
    const Paths paths{.catalogue = {},
                      .lockFolder = {},
                      .scratch = m_folder->path() / "scratch",
                      .samples = {},
                      .defaultBackupFolder = {}};
    m_window = new LookInside(
        std::make_unique<DatabaseLook>(*m_runner, paths, Path(LITEKEEPER_CLI)),
        {.file = file, .database = database.empty() ? file.filename() : database, .password = password});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window));
}

QString TestLookInside::textOf(const char *name) const
{
    const auto labels = m_window->findChildren<QLabel *>(QString::fromLatin1(name));
    QStringList texts;
    for (const QLabel *label : labels) {
        if (label->isVisible()) {
            texts.append(label->text());
        }
    }
    return texts.join(u'|');
}

void TestLookInside::rowsAreFetchedLazily()
{
    TableRowsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy wanted(&model, &TableRowsModel::pageWanted);
    QVERIFY(!model.canFetchMore({}));
    model.setTable(outline);
    // The tester may have asked for the first page already, as a view would; nobody asks twice.
    model.fetchMore({});
    model.fetchMore({});
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][1].toLongLong(), RowPage::begin);
    QVERIFY(!model.canFetchMore({}));
    QVERIFY(model.addPage(pageOf("t", RowPage::begin, 200, 201)));
    QCOMPARE(model.rowCount(), 200);
    model.fetchMore({});
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted[1][1].toLongLong(), 201);
    QVERIFY(model.addPage(pageOf("t", 201, 100, std::nullopt)));
    QCOMPARE(model.rowCount(), 300);
    QVERIFY(!model.canFetchMore({}));
    QVERIFY(model.isWhole());
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 0);
}

void TestLookInside::pagesNobodyAskedForArePassedOver()
{
    TableRowsModel model;
    model.setTable(outline);
    QVERIFY(!model.addPage(pageOf("t", RowPage::begin, 10, std::nullopt)));
    model.fetchMore({});
    QVERIFY(!model.addPage(pageOf("other", RowPage::begin, 10, std::nullopt)));
    QVERIFY(!model.addPage(pageOf("t", 17, 10, std::nullopt)));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.addPage(pageOf("t", RowPage::begin, 10, std::nullopt)));
    QCOMPARE(model.rowCount(), 10);
}

void TestLookInside::cellsSayWhatTheyHold()
{
    using Kind = CellValue::Kind;
    TableRowsModel model;
    model.setTable({.name = QStringLiteral("t"),
                    .columns = {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"),
                                QStringLiteral("d"), QStringLiteral("e")}});
    model.fetchMore({});
    RowPage page{.table = QStringLiteral("t")};
    page.rows.append({{},
                      {.kind = Kind::Integer, .integer = -12},
                      {.kind = Kind::Real, .real = 0.1},
                      {.kind = Kind::Text, .text = QStringLiteral("<b>\nx"), .length = 5},
                      {.kind = Kind::Blob, .blob = QByteArray(32, '\x01'), .length = 12'600}});
    page.rows.append({{.kind = Kind::Text, .text = QString(1000, u'x'), .length = 5000}});
    QVERIFY(model.addPage(page));
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
    const QModelIndex cut = model.index(1, 0);
    QVERIFY(cut.data(Qt::DisplayRole).toString().size() < 300);
    QVERIFY(cut.data(Qt::ToolTipRole).toString().contains(QLatin1String("5,000")));
    QCOMPARE(cut.data(Qt::EditRole).toString().size(), 1000);
    QVERIFY(!model.index(1, 3).data(Qt::DisplayRole).isValid()); // a row that is too short
}

void TestLookInside::outlinesTablesAndViews()
{
    TableOutlineModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTables({outline, {.name = QStringLiteral("v"), .kind = TableOutline::Kind::View}});
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("300"));
    QVERIFY(!model.index(0, 0).data(DimmedRole).toBool());
    QVERIFY(model.index(1, 0).data(DimmedRole).toBool());
    QCOMPARE(model.index(1, 0).data(DetailRole).toString(), QStringLiteral("view"));
    QCOMPARE(model.table(2), nullptr);
    QCOMPARE(model.table(-1), nullptr);
}

void TestLookInside::showsAndScrolls()
{
    const Path file = m_folder->path() / "app.db";
    QVERIFY(makeDatabase(file, 1000, 10));
    open(file);
    QTRY_VERIFY_WITH_TIMEOUT(rows()->model()->rowCount() > 0, 30'000);
    // A screen of rows needs one page, and there it stays until somebody scrolls.
    QTest::qWait(100);
    QCOMPARE(rows()->model()->rowCount(), 200);
    QCOMPARE(textOf("lookCount"), QStringLiteral("The first 200 of 1,000 rows; scroll for more"));
    rows()->setFocus();
    for (int page = 2; page <= 5; ++page) {
        QTest::keyClick(rows(), Qt::Key_End, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(rows()->model()->rowCount(), page * 200, 30'000);
    }
    QCOMPARE(rows()->model()->index(999, 0).data().toString(), QStringLiteral("1000"));
    QCOMPARE(textOf("lookCount"), QStringLiteral("1,000 rows"));
    QVERIFY(!rows()->accessibleName().isEmpty());
    QVERIFY(!tables()->accessibleName().isEmpty());
    QTest::keyClick(m_window, Qt::Key_Escape);
    QTRY_VERIFY(!m_window); // it deletes itself
}

void TestLookInside::viewsAreNotRun()
{
    const Path file = m_folder->path() / "app.db";
    QVERIFY(makeDatabase(file, 5, 10));
    QVERIFY(Sqlite(file).execute("CREATE VIEW v AS SELECT * FROM items; CREATE TABLE z(x);"
                                 "INSERT INTO z VALUES(1),(2)"));
    open(file);
    QTRY_COMPARE_WITH_TIMEOUT(rows()->model()->rowCount(), 5, 30'000);
    QTest::keyClick(tables(), Qt::Key_Down); // the other table
    QTRY_COMPARE_WITH_TIMEOUT(rows()->model()->rowCount(), 2, 30'000);
    QTest::keyClick(tables(), Qt::Key_Down); // the view
    QVERIFY(!rows()->isVisible());
    QCOMPARE(textOf("emptyTitle"), QStringLiteral("A view is not run"));
    QTest::keyClick(tables(), Qt::Key_Up);
    QTRY_COMPARE_WITH_TIMEOUT(rows()->model()->rowCount(), 2, 30'000);
    QVERIFY(rows()->isVisible());
}

void TestLookInside::copiesWhatIsSelected()
{
    const Path file = m_folder->path() / "app.db";
    QVERIFY(Sqlite(file).execute("CREATE TABLE t(a, b); INSERT INTO t VALUES(1, 'x y'), (NULL, x'0aff')"));
    open(file);
    QTRY_COMPARE_WITH_TIMEOUT(rows()->model()->rowCount(), 2, 30'000);
    rows()->setFocus();
    QTest::keyClick(rows(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(rows(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("1\tx y\n\t0aff"));
}

void TestLookInside::saysThatATableIsEmpty()
{
    const Path file = m_folder->path() / "app.db";
    QVERIFY(Sqlite(file).execute("CREATE TABLE t(a)"));
    open(file);
    QTRY_COMPARE_WITH_TIMEOUT(textOf("emptyTitle"), QStringLiteral("The table has no rows"), 30'000);
}

void TestLookInside::saysThatADatabaseIsEmpty()
{
    const Path file = m_folder->path() / "app.db";
    QVERIFY(writeBytes(file, {}));
    open(file);
    QTRY_COMPARE_WITH_TIMEOUT(textOf("emptyTitle"), QStringLiteral("There is no table in it"), 30'000);
}

void TestLookInside::saysWhyItFailed()
{
    open(m_folder->path() / "gone.db");
    QTRY_COMPARE_WITH_TIMEOUT(textOf("emptyTitle"), QStringLiteral("It cannot be looked into"), 30'000);
    QVERIFY(textOf("emptyText").contains(QLatin1String("gone.db")));
}

void TestLookInside::asksForThePassword()
{
    const Path file = m_folder->path() / "app.db";
    QVERIFY(makeDatabase(file, 5, 10));
    const Path zip = m_folder->path() / "locked.zip";
    QVERIFY(packEncrypted(zip, file, "sesame"));
    open(zip, "app.db");
    auto *edit = m_window->findChild<QLineEdit *>(QStringLiteral("passwordEdit"));
    QVERIFY(!edit->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(edit->isVisible(), 30'000);
    QCOMPARE(textOf("emptyTitle"), QStringLiteral("The archive is encrypted"));
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, QStringLiteral("open"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(edit->text().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(textOf("emptyTitle"), QStringLiteral("The password does not fit"), 30'000);
    QTest::keyClicks(edit, QStringLiteral("sesame"));
    QTest::mouseClick(m_window->findChild<QPushButton *>(QStringLiteral("passwordVerify")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(rows()->model()->rowCount(), 5, 30'000);
    QVERIFY(!edit->isVisible());

    delete m_window;
    open(zip, "app.db", "sesame"); // whoever has it is not asked
    QTRY_COMPARE_WITH_TIMEOUT(rows()->model()->rowCount(), 5, 30'000);
}

void TestLookInside::keepsWhatWasReadWhenTheChildDies()
{
    const Path file = m_folder->path() / "app.db";
    QVERIFY(makeDatabase(file, 1000, 10));
    open(file);
    QTRY_COMPARE_WITH_TIMEOUT(rows()->model()->rowCount(), 200, 30'000);
    std::ifstream children("/proc/self/task/" + std::to_string(::getpid()) + "/children");
    pid_t child = 0;
    children >> child;
    QVERIFY(child > 0);
    ::kill(child, SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(!textOf("lookProblem").isEmpty(), 30'000);
    QCOMPARE(rows()->model()->rowCount(), 200);
    QCOMPARE(textOf("lookCount"), QStringLiteral("200 rows were read"));
}

QTEST_MAIN(TestLookInside)
#include "tst_lookinside.moc"
