// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/lookinside.h"

#include "runner/taskrunner.h"
#include "service/databaselook.h"
#include "service/networkaccess.h"
#include "service/paths.h"
#include "support/databases.h"
#include "support/encryptedzip.h"
#include "support/files.h"
#include "ui/common/calmstyle.h"
#include "ui/common/cellroles.h"
#include "ui/look/tableoutlinemodel.h"
#include "ui/look/tablerowsmodel.h"
#include "ui/support/answers.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
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
    void outlinesTablesAndViews();
    void showsAndScrolls();
    void viewsAreNotRun();
    void copiesWhatIsSelected();
    void saysThatATableIsEmpty();
    void saysThatADatabaseIsEmpty();
    void saysWhyItFailed();
    void asksForThePassword();
    void keepsWhatWasReadWhenTheChildDies();
    void showsTheDefinition();
    void filtersRows();
    void searchesAllTables();
    void copiesAWholeValue();
    void savesAValue();
    void exportsRows();
    void cancelsAnExport();
    void saysWhyNothingWasSaved();
    void savesNothingOnceTheChildHasDied();
    void savesOneThingAfterTheOther();
    void looksIntoALiveDatabase();
    void scrollsThroughMillions();

private:
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_window->findChild<Widget *>(QLatin1String(name));
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return rows()->model()->index(row, column).data().toString();
    }
    void click(const char *name) const { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }
    void openNotes();
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
    Answers m_answers;
};

namespace {

const TableOutline outline{
    .name = QStringLiteral("t"), .columns = {QStringLiteral("a"), QStringLiteral("b")}, .rows = 300};

/// Somebody who takes their time to choose a file.
class LateAnswers : public Answers
{
public:
    Chosen chosen;

    void chooseNewFile(const QString &, const QString &, const QStringList &, QObject *,
                       Chosen function) override
    {
        chosen = std::move(function);
    }
};

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
    m_answers = {};
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
        std::make_unique<DatabaseLook>(*m_runner, paths, Path(LITEKEEPER_CLI)), *m_runner,
        {.file = file, .database = database.empty() ? file.filename() : database, .password = password});
    m_window->setQuestions(m_answers);
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
    QCOMPARE(rows()->model()->rowCount(), 1000);
    QCOMPARE(textOf("lookCount"), QStringLiteral("1,000 rows"));
    rows()->setFocus();
    QTest::keyClick(rows(), Qt::Key_End, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(rows()->model()->index(999, 0).data().toString(), QStringLiteral("1000"),
                              30'000);
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
    QTRY_COMPARE_WITH_TIMEOUT(rows()->model()->index(0, 0).data().toString(), QStringLiteral("1"), 30'000);
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
    QTRY_COMPARE_WITH_TIMEOUT(rows()->model()->index(0, 0).data().toString(), QStringLiteral("1"), 30'000);
    std::ifstream children("/proc/self/task/" + std::to_string(::getpid()) + "/children");
    pid_t child = 0;
    children >> child;
    QVERIFY(child > 0);
    ::kill(child, SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(!textOf("lookProblem").isEmpty(), 30'000);
    QCOMPARE(rows()->model()->index(199, 0).data().toString(), QStringLiteral("200"));
    QCOMPARE(textOf("lookCount"), QStringLiteral("Nothing more can be read"));
}

/// Two tables, one of them with a long text and a picture in its second row.
void TestLookInside::openNotes()
{
    const Path file = m_folder->path() / "app.db";
    QVERIFY(Sqlite(file).execute("CREATE TABLE notes(id INTEGER PRIMARY KEY, title TEXT, body);"
                                 "CREATE INDEX by_title ON notes(title);"
                                 "INSERT INTO notes VALUES(1, 'first', 'alpha'), (2, 'second', "
                                 "replace(hex(zeroblob(50000)), '0', 'x')),"
                                 " (3, 'third', x'89504e470d0a1a0a00ff'), (4, 'fourth', 'ALPHA again');"
                                 "CREATE TABLE words(word); INSERT INTO words VALUES('beta'), ('alphabet')"));
    open(file);
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, 1), QStringLiteral("first"), 30'000);
}

void TestLookInside::showsTheDefinition()
{
    openNotes();
    click("definitionSide");
    const auto *text = find<QPlainTextEdit>("lookDefinition");
    QVERIFY(text->isVisible());
    QVERIFY(text->isReadOnly());
    QVERIFY(text->toPlainText().contains(QStringLiteral("\n    title TEXT,")));
    QVERIFY(text->toPlainText().contains(QStringLiteral("CREATE INDEX by_title")));
}

void TestLookInside::filtersRows()
{
    openNotes();
    QTest::keyClicks(find<QLineEdit>("rowFilter"), QStringLiteral("alpha"));
    QTRY_COMPARE_WITH_TIMEOUT(textOf("lookCount"), QStringLiteral("2 rows of the table match"), 30'000);
    QCOMPARE(cell(1, 0), QStringLiteral("4"));
    find<QComboBox>("rowFilterColumn")->setCurrentIndex(2); // the title
    Q_EMIT find<QComboBox>("rowFilterColumn")->activated(2);
    QTRY_COMPARE_WITH_TIMEOUT(textOf("emptyTitle"), QStringLiteral("No row contains that"), 30'000);
    find<QLineEdit>("rowFilter")->clear();
    QTRY_COMPARE_WITH_TIMEOUT(textOf("lookCount"), QStringLiteral("4 rows"), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(cell(3, 1), QStringLiteral("fourth"), 30'000);
}

void TestLookInside::searchesAllTables()
{
    openNotes();
    QTest::keyClicks(find<QLineEdit>("searchText"), QStringLiteral("alpha"));
    QTest::keyClick(find<QLineEdit>("searchText"), Qt::Key_Return);
    auto *hits = find<QTreeView>("searchHits");
    QTRY_COMPARE_WITH_TIMEOUT(hits->model()->rowCount(), 3, 30'000);
    QTRY_VERIFY(!find<QPushButton>("searchStop")->isVisible());
    QVERIFY(m_window); // Return closes no window
    hits->setCurrentIndex(hits->model()->index(1, 0));
    QTest::keyClick(hits, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(rows()->isVisible() && rows()->currentIndex().row() == 3, 30'000);
    QCOMPARE(rows()->currentIndex().column(), 2);
    QTest::keyClicks(find<QLineEdit>("searchText"), QStringLiteral("zeta"));
    QTest::keyClick(find<QLineEdit>("searchText"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(textOf("emptyTitle").contains(QStringLiteral("was not found")), 30'000);
}

void TestLookInside::copiesAWholeValue()
{
    openNotes();
    rows()->setCurrentIndex(rows()->model()->index(1, 2));
    QCOMPARE(rows()->model()->index(1, 2).data(Qt::EditRole).toString().size(), CellValue::textLimit);
    click("copyWholeValueButton");
    QTRY_COMPARE_WITH_TIMEOUT(QGuiApplication::clipboard()->text().size(), 100'000, 30'000);
}

void TestLookInside::savesAValue()
{
    openNotes();
    rows()->setCurrentIndex(rows()->model()->index(2, 2));
    QVERIFY(cell(2, 2).contains(QStringLiteral("PNG")));
    click("saveValueButton"); // the person changes their mind
    QVERIFY(find<QToolButton>("saveValueButton")->isEnabled());
    const Path file = m_folder->path() / "picture.png";
    m_answers.newFile = QString::fromStdString(file.string());
    click("saveValueButton");
    QTRY_VERIFY_WITH_TIMEOUT(textOf("messageText").contains(QStringLiteral("picture.png")), 30'000);
    QCOMPARE(readBytes(file), QByteArray::fromHex("89504e470d0a1a0a00ff"));
}

void TestLookInside::exportsRows()
{
    openNotes();
    QTest::keyClicks(find<QLineEdit>("rowFilter"), QStringLiteral("alpha"));
    QTRY_COMPARE_WITH_TIMEOUT(textOf("lookCount"), QStringLiteral("2 rows of the table match"), 30'000);
    const Path file = m_folder->path() / "rows.json";
    m_answers.newFile = QString::fromStdString(file.string());
    click("exportRowsButton");
    QTRY_VERIFY_WITH_TIMEOUT(textOf("messageText").startsWith(QStringLiteral("2 rows were saved")), 30'000);
    QCOMPARE(QJsonDocument::fromJson(readBytes(file)).array().size(), 2);
}

void TestLookInside::saysWhyNothingWasSaved()
{
    openNotes();
    m_answers.newFile = QString::fromStdString((m_folder->path() / "no such folder/rows.csv").string());
    click("exportRowsButton");
    QTRY_VERIFY_WITH_TIMEOUT(textOf("messageText").contains(QStringLiteral("no such folder")), 30'000);
    // It goes on: what was not taken is called off in the child, too.
    m_answers.newFile = QString::fromStdString((m_folder->path() / "rows.csv").string());
    QTRY_VERIFY(find<QToolButton>("exportRowsButton")->isEnabled());
    click("exportRowsButton");
    QTRY_VERIFY_WITH_TIMEOUT(textOf("messageText").startsWith(QStringLiteral("4 rows were saved")), 30'000);
}

void TestLookInside::cancelsAnExport()
{
    const Path file = m_folder->path() / "app.db";
    QVERIFY(Sqlite(file).execute("PRAGMA synchronous=OFF; CREATE TABLE t(a); WITH RECURSIVE n(i) AS"
                                 " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)"
                                 " INSERT INTO t SELECT 'row ' || i FROM n"));
    open(file);
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, 0), QStringLiteral("row 1"), 60'000);
    const Path rowsFile = m_folder->path() / "rows.csv";
    m_answers.newFile = QString::fromStdString(rowsFile.string());
    click("exportRowsButton");
    QVERIFY(find<QPushButton>("takingCancel")->isVisible());
    click("takingCancel");
    QVERIFY(!find<QPushButton>("takingCancel")->isVisible()); // at once
    click("exportRowsButton"); // what the child still had of the first one does not get into it
    QTRY_VERIFY_WITH_TIMEOUT(textOf("messageText").startsWith(QStringLiteral("1,000,000 rows were saved")),
                             60'000);
    const QByteArray saved = readBytes(rowsFile);
    QVERIFY(saved.endsWith("\"row 1000000\"\r\n"));
    QCOMPARE(saved.count('\n'), 1'000'001);
}

/// A child that dies while somebody chooses where to save.
void TestLookInside::savesNothingOnceTheChildHasDied()
{
    openNotes();
    LateAnswers answers;
    m_window->setQuestions(answers);
    click("exportRowsButton");
    std::ifstream children("/proc/self/task/" + std::to_string(::getpid()) + "/children");
    pid_t child = 0;
    children >> child;
    QVERIFY(child > 0);
    ::kill(child, SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(!textOf("lookProblem").isEmpty(), 30'000);
    answers.chosen(QString::fromStdString((m_folder->path() / "rows.csv").string()));
    QVERIFY(textOf("messageText").startsWith(QStringLiteral("Nothing was saved, because nothing more")));
    QVERIFY(!find<QPushButton>("takingCancel")->isVisible());
}

void TestLookInside::savesOneThingAfterTheOther()
{
    openNotes();
    rows()->setCurrentIndex(rows()->model()->index(2, 2));
    LateAnswers answers;
    m_window->setQuestions(answers);
    click("saveValueButton");
    const Questions::Chosen first = answers.chosen;
    click("exportRowsButton"); // both ask where to
    first(QString::fromStdString((m_folder->path() / "picture.png").string()));
    answers.chosen(QString::fromStdString((m_folder->path() / "rows.csv").string()));
    QVERIFY(textOf("messageText").startsWith(QStringLiteral("Nothing was saved, because")));
    QTRY_VERIFY_WITH_TIMEOUT(textOf("messageText").contains(QStringLiteral("picture.png")), 30'000);
    QVERIFY(!std::filesystem::exists(m_folder->path() / "rows.csv"));
}

void TestLookInside::looksIntoALiveDatabase()
{
    const Path file = m_folder->path() / "app.db";
    QVERIFY(makeDatabase(file, 5, 10));
    Sqlite writer(file);
    QVERIFY(writer.execute("PRAGMA journal_mode=WAL; INSERT INTO items VALUES(9, 'in the WAL only')"));
    Paths paths;
    paths.scratch = m_folder->path() / "scratch";
    const NetworkAccess network(m_folder->path() / "staging");
    m_window = new LookInside(std::make_unique<DatabaseLook>(*m_runner, paths, Path(LITEKEEPER_CLI)),
                              *m_runner, {.file = file, .database = "app.db", .network = &network});
    m_window->show();
    QTRY_COMPARE_WITH_TIMEOUT(rows()->model()->rowCount(), 6, 30'000);
    QCOMPARE(m_window->windowTitle(), QStringLiteral("Inside app.db"));
    QVERIFY(writer.execute("INSERT INTO items VALUES(10, 'it goes on')"));
}

void TestLookInside::scrollsThroughMillions()
{
    const Path file = m_folder->path() / "app.db";
    QVERIFY(Sqlite(file).execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE TABLE t(a);"
                                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                                 " WHERE i < 2000000) INSERT INTO t SELECT i FROM n"));
    open(file);
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, 0), QStringLiteral("1"), 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(textOf("lookCount"), QStringLiteral("2,000,000 rows"), 60'000);
    rows()->setFocus();
    QTest::keyClick(rows(), Qt::Key_End, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(cell(1'999'999, 0), QStringLiteral("2000000"), 60'000);
    rows()->verticalScrollBar()->setValue(1'000'000);
    QTRY_COMPARE_WITH_TIMEOUT(cell(1'000'000, 0), QStringLiteral("1000001"), 60'000);
    for (int step = 0; step < 200; ++step) { // as somebody drags the bar
        rows()->verticalScrollBar()->setValue(step * 9'999);
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE_WITH_TIMEOUT(cell(199 * 9'999, 0), QString::number(199 * 9'999 + 1), 60'000);
    QVERIFY(m_window->findChild<TableRowsModel *>()->blocks() <= TableRowsModel::mostBlocks);
}

QTEST_MAIN(TestLookInside)
#include "tst_lookinside.moc"
