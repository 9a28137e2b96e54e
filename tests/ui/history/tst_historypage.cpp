// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/historypage.h"

#include "support/databases.h"
#include "support/files.h"
#include "ui/common/tableview.h"
#include "ui/history/backupmodel.h"
#include "ui/runs/runmodel.h"
#include "ui/support/answers.h"
#include "ui/support/world.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

constexpr int longWait = 30'000;
constexpr int keepIt = 0;
constexpr int deleteIt = 1;

} // namespace

class HistoryPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theEmptyPageLeadsToTheDatabases();
    void listsBackupsAndRuns();
    void filtersByWordsDatabaseAndProof();
    void showsTheTablesOfABackup();
    void verifiesAgainInPlace();
    void saysWhatAVerificationFound();
    void deletesAfterAsking();
    void asksTwiceBeforeTheNewestProvenOne();
    void keepsWhatIsToBeKept();
    void showsMissingFiles();
    void copiesByKeyboard();
    void offersTheActionsInAMenu();

private:
    [[nodiscard]] TableView *table(const char *name = "backupTable") const
    {
        return m_page->findChild<TableView *>(QLatin1String(name));
    }
    [[nodiscard]] int rows(const char *name = "backupTable") const
    {
        return table(name)->model()->rowCount();
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString details(const char *name) const
    {
        return m_page->findChild<QWidget *>(QStringLiteral("backupDetails"))
            ->findChild<QLabel *>(QLatin1String(name))
            ->text()
            .remove(QChar(0x200B));
    }
    void select(const QUuid &backupId) const { m_page->showBackup(backupId); }
    void click(const char *name) const
    {
        QTest::mouseClick(m_page->findChild<QAbstractButton *>(QLatin1String(name)), Qt::LeftButton);
    }
    [[nodiscard]] QStringList questions() const
    {
        QStringList ids;
        for (const Question &question : m_answers.asked) {
            ids.append(question.id);
        }
        return ids;
    }
    [[nodiscard]] Path fileOf(const QUuid &backupId) const
    {
        return m_world->catalogue().backup(backupId).result().value().file;
    }

    std::unique_ptr<World> m_world;
    Answers m_answers;
    std::unique_ptr<HistoryPage> m_page;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void HistoryPageTest::init()
{
    m_world = std::make_unique<World>();
    QVERIFY(makeDatabase(m_world->source("ghost.db")));
    QVERIFY(makeDatabase(m_world->source("gitea.db"), 20));
    m_answers = {};
    m_page = std::make_unique<HistoryPage>(m_world->runner(), m_world->catalogue(), m_answers,
                                           m_world->settings());
    m_tester = std::make_unique<QAbstractItemModelTester>(
        table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_page->resize(1000, 700);
    m_page->show();
    click("backupsSide");
}

void HistoryPageTest::cleanup()
{
    m_tester.reset();
    m_page.reset();
    m_world.reset();
}

void HistoryPageTest::theEmptyPageLeadsToTheDatabases()
{
    auto *button = m_page->findChild<QPushButton *>(QStringLiteral("historyToDatabases"));
    QTRY_VERIFY(button->isVisible());
    QSignalSpy requested(m_page.get(), &HistoryPage::databasesRequested);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
}

void HistoryPageTest::listsBackupsAndRuns()
{
    QVERIFY(!m_world->backUp(m_world->source("ghost.db")).isNull());
    QVERIFY(m_world->backUp(m_world->source("missing.db")).isNull());
    QTRY_COMPARE(rows(), 1);
    QCOMPARE(cell(0, BackupModel::DatabaseColumn), QStringLiteral("ghost.db"));
    QCOMPARE(cell(0, BackupModel::ProofColumn), QStringLiteral("Proven"));
    click("runsSide");
    QVERIFY(table("runTable")->isVisible());
    QTRY_COMPARE(rows("runTable"), 2);
    QVERIFY(!m_page->findChild<QAction *>(QStringLiteral("deleteBackup"))->isEnabled()); // of the other side
}

void HistoryPageTest::filtersByWordsDatabaseAndProof()
{
    QVERIFY(!m_world->backUp(m_world->source("ghost.db"), ProofLevel::Proven).isNull());
    QVERIFY(!m_world->backUp(m_world->source("gitea.db"), ProofLevel::Checked).isNull());
    QTRY_COMPARE(rows(), 2);
    auto *text = m_page->findChild<QLineEdit *>(QStringLiteral("textFilter"));
    QTest::keyClick(m_page.get(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(text, QStringLiteral("gitea"));
    QCOMPARE(rows(), 1);
    QCOMPARE(cell(0, BackupModel::DatabaseColumn), QStringLiteral("gitea.db"));
    QTest::keyClicks(text, QStringLiteral(" nothing like it"));
    QCOMPARE(rows(), 0);
    const QList<QPushButton *> clears = m_page->findChildren<QPushButton *>(QStringLiteral("clearFilter"));
    const auto clear
        = std::find_if(clears.begin(), clears.end(), [](QPushButton *each) { return each->isVisible(); });
    QVERIFY(clear != clears.end());
    QTest::mouseClick(*clear, Qt::LeftButton);
    QCOMPARE(rows(), 2);

    auto *proof = m_page->findChild<QComboBox *>(QStringLiteral("proofFilter"));
    proof->setCurrentIndex(proof->findData(int(ProofLevel::Checked)));
    QCOMPARE(rows(), 1);
    auto *source = m_page->findChild<QComboBox *>(QStringLiteral("sourceFilter"));
    source->setCurrentIndex(source->findText(QStringLiteral("ghost.db")));
    QCOMPARE(rows(), 0);
    proof->setCurrentIndex(0);
    QCOMPARE(cell(0, BackupModel::DatabaseColumn), QStringLiteral("ghost.db"));
}

void HistoryPageTest::showsTheTablesOfABackup()
{
    select(m_world->backUp(m_world->source("ghost.db")));
    QTRY_VERIFY(rows("backupTables") > 0);
    const QAbstractItemModel *tables = table("backupTables")->model();
    const QModelIndexList items
        = tables->match(tables->index(0, 0), Qt::DisplayRole, QStringLiteral("items"), 1, Qt::MatchExactly);
    QCOMPARE(items.size(), 1);
    QCOMPARE(items.first().siblingAtColumn(1).data().toString(), QStringLiteral("100"));
}

void HistoryPageTest::verifiesAgainInPlace()
{
    const QUuid id = m_world->backUp(m_world->source("ghost.db"), ProofLevel::Copied);
    QTRY_COMPARE(rows(), 1);
    QTRY_COMPARE(details("detailsState"), QStringLiteral("Copied"));
    const QDateTime before = QDateTime::currentDateTimeUtc();
    click("verifyAgainButton");
    QVERIFY(!m_page->findChild<QAction *>(QStringLiteral("verifyAgain"))->isEnabled()); // once at a time
    QTRY_VERIFY_WITH_TIMEOUT(details("detailsState") != QStringLiteral("Copied"), longWait);
    const Backup verified = m_world->catalogue().backup(id).result().value();
    QVERIFY(verified.proof > ProofLevel::Copied);
    QVERIFY(verified.proofAt >= before.addSecs(-1));
    QTRY_VERIFY(m_page->findChild<QAction *>(QStringLiteral("verifyAgain"))->isEnabled());
}

void HistoryPageTest::saysWhatAVerificationFound()
{
    const QUuid id = m_world->backUp(m_world->source("ghost.db"));
    QTRY_COMPARE(rows(), 1);
    QByteArray bytes = readBytes(fileOf(id));
    for (int i = 4096; i < 4096 + 200; ++i) {
        bytes[i] = char(0xff);
    }
    QVERIFY(writeBytes(fileOf(id), bytes));
    click("verifyAgainButton");
    // The proof falls, or the verification fails: either way the window says so in a sentence.
    QTRY_VERIFY_WITH_TIMEOUT(m_page->findChild<QLabel *>(QStringLiteral("messageText")), longWait);
    QVERIFY(m_page->findChild<QLabel *>(QStringLiteral("messageText"))->isVisible());
}

void HistoryPageTest::deletesAfterAsking()
{
    const QUuid older = m_world->backUp(m_world->source("ghost.db"), ProofLevel::Copied);
    QTRY_COMPARE(rows(), 1);
    const Path file = fileOf(older);
    select(older);
    m_answers.choices = {deleteIt};
    click("deleteBackupButton");
    QTRY_COMPARE(rows(), 0);
    QCOMPARE(questions(), QStringList(QStringLiteral("deleteBackup")));
    QVERIFY(!std::filesystem::exists(file));
}

void HistoryPageTest::asksTwiceBeforeTheNewestProvenOne()
{
    const QUuid id = m_world->backUp(m_world->source("ghost.db"), ProofLevel::Proven);
    QTRY_COMPARE(rows(), 1);
    const Path file = fileOf(id);
    m_answers.choices = {deleteIt, keepIt};
    click("deleteBackupButton");
    QCOMPARE(questions(),
             (QStringList{QStringLiteral("deleteBackup"), QStringLiteral("deleteNewestProven")}));
    QVERIFY(std::filesystem::exists(file));

    m_answers.choices = {deleteIt, deleteIt};
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Delete);
    QTRY_COMPARE(rows(), 0);
    QVERIFY(!std::filesystem::exists(file));
}

void HistoryPageTest::keepsWhatIsToBeKept()
{
    const QUuid id = m_world->backUp(m_world->source("ghost.db"));
    QTRY_COMPARE(rows(), 1);
    m_answers.choices = {keepIt};
    click("deleteBackupButton");
    QCOMPARE(m_answers.asked.size(), 1);
    QVERIFY(std::filesystem::exists(fileOf(id)));
    QCOMPARE(rows(), 1);
}

void HistoryPageTest::showsMissingFiles()
{
    const QUuid id = m_world->backUp(m_world->source("ghost.db"));
    QTRY_COMPARE(rows(), 1);
    QVERIFY(std::filesystem::remove(fileOf(id)));
    m_page->hide();
    m_page->show(); // looks again whenever it comes into view
    QTRY_VERIFY(table()->model()->index(0, 0).data(DimmedRole).toBool());
    QVERIFY(!m_page->findChild<QAction *>(QStringLiteral("verifyAgain"))->isEnabled());
    auto *proof = m_page->findChild<QComboBox *>(QStringLiteral("proofFilter"));
    proof->setCurrentIndex(proof->findData(BackupModel::goneState));
    QCOMPARE(rows(), 1);
}

void HistoryPageTest::copiesByKeyboard()
{
    const QUuid id = m_world->backUp(m_world->source("ghost.db"));
    QTRY_COMPARE(rows(), 1);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QString::fromLatin1(m_world->catalogue().backup(id).result().value().sha256.toHex()));
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), displayPath(fileOf(id)));
}

void HistoryPageTest::offersTheActionsInAMenu()
{
    QVERIFY(!m_world->backUp(m_world->source("ghost.db")).isNull());
    QTRY_COMPARE(rows(), 1);
    Q_EMIT table()->customContextMenuRequested(table()->visualRect(table()->currentIndex()).center());
    auto *menu = m_page->findChild<QMenu *>(QStringLiteral("backupMenu"));
    QVERIFY(menu);
    QVERIFY(menu->actions().contains(m_page->findChild<QAction *>(QStringLiteral("verifyAgain"))));
    menu->close();
}

QTEST_MAIN(HistoryPageTest)
#include "tst_historypage.moc"
