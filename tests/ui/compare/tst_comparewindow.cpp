// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparewindow.h"

#include "support/databases.h"
#include "support/files.h"
#include "ui/common/sqltext.h"
#include "ui/support/answers.h"
#include "ui/support/world.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTextBlock>
#include <QToolButton>
#include <QTreeView>

using namespace litekeeper;
using namespace litekeeper::test;

class TestCompareWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void saysWhatDiffers();
    void saysThatTheyAreTheSame();
    void marksWhatChanged();
    void showsTheSchemaSideBySide();
    void swaps();
    void tellsWhatTheFilesAre();
    void asksForTheFiles();
    void saysWhyTheyCannotBeCompared();
    void cancels();
    void goesOnToTheSameFileWhileItCompares();
    void exportsSql();
    void exportsOnlyWhatIsShown();
    void keepsTheResultWhenAnExportFails();
    void copiesTheSummary();
    void closesWhileItCompares();

private:
    void open(const Path &left, const Path &right);
    void openPair() { open(file("left.db"), file("right.db")); }
    void makePair(int rows = 100);
    [[nodiscard]] Path file(const char *name) const { return m_world->folder() / name; }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_window->findChild<Widget *>(QLatin1String(name));
    }
    [[nodiscard]] QString text(const char *name) const { return find<QLabel>(name)->text(); }
    [[nodiscard]] QString side(const char *which, const char *name) const
    {
        return find<QWidget>(which)->findChild<QLabel *>(QLatin1String(name))->text();
    }
    /// Title and sentence that stand in the place of results.
    [[nodiscard]] QString message() const;

    std::unique_ptr<World> m_world;
    Answers m_answers;
    QPointer<CompareWindow> m_window;
};

namespace {

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

void TestCompareWindow::initTestCase()
{
    QApplication::setStyle(new CalmStyle);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestCompareWindow::init()
{
    m_world = std::make_unique<World>();
    m_answers = {};
}

void TestCompareWindow::cleanup()
{
    delete m_window;
    m_world.reset();
}

void TestCompareWindow::open(const Path &left, const Path &right)
{
    m_window = new CompareWindow({m_world->catalogue(), m_world->runner(), m_world->paths()}, left, right);
    m_window->setQuestions(m_answers);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window));
}

void TestCompareWindow::makePair(int rows)
{
    QVERIFY(makeDatabase(file("left.db"), rows));
    std::filesystem::copy_file(file("left.db"), file("right.db"));
    QVERIFY(Sqlite(file("right.db"))
                .execute("DELETE FROM items WHERE id = 3; UPDATE items SET content = 'new' WHERE id = 5;"
                         "INSERT INTO items VALUES(1000000000, 'more')"));
}

QString TestCompareWindow::message() const
{
    const auto *state = find<QWidget>("compareMessage");
    return state->findChild<QLabel *>(QStringLiteral("emptyTitle"))->text() + u'|'
        + state->findChild<QLabel *>(QStringLiteral("emptyText"))->text();
}

void TestCompareWindow::saysWhatDiffers()
{
    makePair();
    openPair();
    QTRY_COMPARE(text("answerTitle"), QStringLiteral("They differ"));
    QCOMPARE(text("answerText"), QStringLiteral("1 row added, 1 removed and 1 changed in 1 table."));
    const auto *tables = find<QTreeView>("comparedTables");
    QVERIFY(tables->isVisible());
    QCOMPARE(tables->model()->rowCount(), 1);
    QVERIFY(!find<QProgressBar>("verificationProgress")->isVisible());
    QCOMPARE(m_window->windowTitle(), QStringLiteral("Compare left.db with right.db"));
}

void TestCompareWindow::saysThatTheyAreTheSame()
{
    QVERIFY(makeDatabase(file("left.db")));
    std::filesystem::copy_file(file("left.db"), file("right.db"));
    openPair();
    QTRY_COMPARE(text("answerTitle"), QStringLiteral("They are the same"));
    QVERIFY(find<QWidget>("sampleHint")->isVisible());
}

void TestCompareWindow::marksWhatChanged()
{
    makePair();
    openPair();
    auto *left = find<QTableView>("leftSamples");
    auto *right = find<QTableView>("rightSamples");
    QTRY_VERIFY(left->isVisible());
    QCOMPARE(left->model()->rowCount(), 3);
    QCOMPARE(right->model()->rowCount(), 3);
    // Both sides go together.
    left->setFocus();
    left->setCurrentIndex(left->model()->index(1, 1));
    QCOMPARE(right->currentIndex(), right->model()->index(1, 1));
    left->setColumnWidth(1, 77);
    QCOMPARE(right->columnWidth(1), 77);
    right->setCurrentIndex(right->model()->index(1, 1));
    right->setFocus();
    QTest::keyClick(right, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("new"));
}

void TestCompareWindow::showsTheSchemaSideBySide()
{
    makePair();
    std::filesystem::copy_file(file("left.db"), file("other.db"));
    QVERIFY(Sqlite(file("other.db")).execute("ALTER TABLE items ADD COLUMN note TEXT"));
    open(file("left.db"), file("other.db"));
    QTRY_COMPARE(text("answerTitle"), QStringLiteral("They differ"));
    QTest::mouseClick(find<QToolButton>("schemaSide"), Qt::LeftButton);
    QVERIFY(find<QTreeView>("schemaChanges")->isVisible());
    const auto *after = find<SqlText>("schemaAfter");
    QVERIFY(after->toPlainText().contains(QStringLiteral("\n    note TEXT\n)")));
    QVERIFY(!find<SqlText>("schemaBefore")->toPlainText().contains(QStringLiteral("note")));
    // Only the new line is marked, although the line before it has got a comma.
    QCOMPARE(after->extraSelections().size(), 2);
    QVERIFY(after->extraSelections().first().cursor.block().text().contains(QStringLiteral("note TEXT")));
    QVERIFY(find<SqlText>("schemaBefore")->extraSelections().isEmpty());
}

void TestCompareWindow::swaps()
{
    makePair();
    QVERIFY(Sqlite(file("right.db")).execute("INSERT INTO items VALUES(1000000001, 'and more')"));
    openPair();
    QTRY_COMPARE(text("answerText"), QStringLiteral("2 rows added, 1 removed and 1 changed in 1 table."));
    QTest::mouseClick(find<QPushButton>("swapSides"), Qt::LeftButton);
    QTRY_COMPARE(text("answerText"), QStringLiteral("1 row added, 2 removed and 1 changed in 1 table."));
    QCOMPARE(side("leftSide", "sideName"), QStringLiteral("right.db"));
}

void TestCompareWindow::tellsWhatTheFilesAre()
{
    const Path source = m_world->source("blog.db");
    QVERIFY(makeDatabase(source));
    const QUuid id = m_world->backUp(source);
    QVERIFY(!id.isNull());
    const Result<Backup> backup = m_world->catalogue().backup(id).result();
    QVERIFY(backup.hasValue());
    QVERIFY(makeDatabase(file("other.db")));
    open(backup->file, source);
    QTRY_VERIFY(side("leftSide", "sideAbout").contains(QStringLiteral("Proven")));
    QCOMPARE(side("rightSide", "sideAbout"), QStringLiteral("The live database, as it is now"));
    QTRY_COMPARE(text("answerTitle"), QStringLiteral("They are the same"));
    delete m_window;
    open(backup->file, file("other.db"));
    QTRY_VERIFY(side("leftSide", "sideAbout").contains(QStringLiteral("Proven")));
    QVERIFY(side("rightSide", "sideAbout").startsWith(QStringLiteral("Not in the history")));
}

void TestCompareWindow::asksForTheFiles()
{
    makePair();
    open({}, {});
    QVERIFY(message().startsWith(QStringLiteral("Choose two files")));
    QVERIFY(!find<QToolButton>("exportScriptButton")->isEnabled());
    m_answers.files = {QString::fromStdString(file("left.db").string())};
    QTest::mouseClick(find<QWidget>("leftSide")->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(side("leftSide", "sideName"), QStringLiteral("left.db"));
    QVERIFY(message().startsWith(QStringLiteral("Choose two files")));
    QTest::mouseClick(find<QWidget>("rightSide")->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(message().startsWith(QStringLiteral("Both are the same file")));
    m_answers.files = {QString::fromStdString(file("right.db").string())};
    QTest::mouseClick(find<QWidget>("rightSide")->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE(text("answerTitle"), QStringLiteral("They differ"));
}

void TestCompareWindow::saysWhyTheyCannotBeCompared()
{
    makePair();
    QVERIFY(writeBytes(file("right.db"), QByteArray("no database\n").repeated(1000)));
    openPair();
    QTRY_VERIFY2(message().startsWith(QStringLiteral("They cannot be compared|")), qPrintable(message()));
    QVERIFY(message().contains(QStringLiteral("right.db")));
    // It may have been put right meanwhile.
    std::filesystem::remove(file("right.db"));
    std::filesystem::copy_file(file("left.db"), file("right.db"));
    QTest::mouseClick(find<QToolButton>("compareAgainButton"), Qt::LeftButton);
    QTRY_COMPARE(text("answerTitle"), QStringLiteral("They are the same"));
    std::filesystem::remove(file("right.db"));
    QTest::mouseClick(find<QToolButton>("compareAgainButton"), Qt::LeftButton);
    QTRY_VERIFY(message().startsWith(QStringLiteral("They cannot be compared|")));
    QCOMPARE(text("answerTitle"), QString());
}

void TestCompareWindow::cancels()
{
    makePair(300'000);
    openPair();
    auto *cancel = find<QPushButton>("verificationCancel");
    QVERIFY(cancel->isVisible());
    QVERIFY(!find<QToolButton>("compareAgainButton")->isEnabled());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QTRY_VERIFY(message().startsWith(QStringLiteral("Cancelled|")));
    QVERIFY(!cancel->isVisible());
    QVERIFY(find<QToolButton>("compareAgainButton")->isEnabled());
}

void TestCompareWindow::goesOnToTheSameFileWhileItCompares()
{
    makePair(300'000);
    openPair();
    QVERIFY(find<QPushButton>("verificationCancel")->isVisible());
    m_answers.files = {QString::fromStdString(file("left.db").string())};
    QTest::mouseClick(find<QWidget>("rightSide")->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(message().startsWith(QStringLiteral("Both are the same file|")));
    QVERIFY(!find<QPushButton>("verificationCancel")->isVisible());
}

void TestCompareWindow::exportsSql()
{
    makePair();
    openPair();
    auto *button = find<QToolButton>("exportScriptButton");
    QTRY_VERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton); // the person changes their mind
    QVERIFY(button->isEnabled());
    m_answers.newFile = QString::fromStdString(file("change.sql").string());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(find<QLabel>("messageText"));
    QVERIFY2(text("messageText").contains(QStringLiteral("change.sql")), qPrintable(text("messageText")));
    QVERIFY(Sqlite(file("left.db")).execute(readBytes(file("change.sql")).toStdString()));
    QTest::mouseClick(find<QToolButton>("compareAgainButton"), Qt::LeftButton);
    QTRY_COMPARE(text("answerTitle"), QStringLiteral("They are the same"));
}

void TestCompareWindow::exportsOnlyWhatIsShown()
{
    makePair();
    openPair();
    auto *button = find<QToolButton>("exportScriptButton");
    QTRY_VERIFY(button->isEnabled());
    LateAnswers answers;
    m_window->setQuestions(answers);
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::mouseClick(find<QPushButton>("swapSides"), Qt::LeftButton); // while somebody chooses a file
    answers.chosen(QString::fromStdString(file("change.sql").string()));
    QVERIFY(text("messageText").startsWith(QStringLiteral("No SQL was saved")));
    QTRY_COMPARE(text("answerTitle"), QStringLiteral("They differ")); // which goes on
    QVERIFY(!std::filesystem::exists(file("change.sql")));
}

void TestCompareWindow::keepsTheResultWhenAnExportFails()
{
    makePair();
    openPair();
    auto *button = find<QToolButton>("exportScriptButton");
    QTRY_VERIFY(button->isEnabled());
    m_answers.newFile = QString::fromStdString(file("no such folder/change.sql").string());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(find<QLabel>("messageText"));
    QVERIFY(find<QTreeView>("comparedTables")->isVisible());
    QCOMPARE(text("answerTitle"), QStringLiteral("They differ"));
    QVERIFY(button->isEnabled());
}

void TestCompareWindow::copiesTheSummary()
{
    makePair();
    openPair();
    auto *button = find<QToolButton>("copySummaryButton");
    QTRY_VERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(
        QGuiApplication::clipboard()->text().contains(QStringLiteral("items\tDiffers\t1\t1\t1\t100\t100")));
}

void TestCompareWindow::closesWhileItCompares()
{
    makePair(300'000);
    openPair();
    QTest::keyClick(m_window, Qt::Key_Escape);
    QTRY_VERIFY(!m_window);
    m_world.reset(); // waits for what goes on
}

QTEST_MAIN(TestCompareWindow)
#include "tst_comparewindow.moc"
