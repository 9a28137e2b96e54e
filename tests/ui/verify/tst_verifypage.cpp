// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verifypage.h"

#include "service/verifyservice.h"
#include "support/files.h"
#include "ui/look/lookinside.h"
#include "ui/support/answers.h"
#include "ui/support/verdicts.h"
#include "ui/support/world.h"
#include "ui/verify/verdictmodel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeView>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

QString plainText(const QLabel *label)
{
    return label->text().remove(QChar(0x200B));
}

} // namespace

/// The page with the real catalogue. What the service would say is said for it, so that every state stands
/// still; tst_verifyfiles has the real thing.
class VerifyPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theEmptyPageAsksForFiles();
    void dropsAreVerified();
    void theHeadlineIsSeenAtOnce();
    void theDatabaseHasItsOwnDetails();
    void findingsSayWhere();
    void aPasswordIsAskedForAndForgotten();
    void progressMovesAndCanBeCancelled();
    void escapeCancels();
    void verdictsOfEarlierAreThere();
    void showsTheFileThatIsAskedFor();
    void removedOnesStayAway();
    void reportsAreWritten();
    void looksInside();
    void copiesTheHash();
    void theLevelIsRemembered();
    void worksByKeys();

private:
    void makePage();
    void store(const FileVerdict &verdict) { m_world->catalogue().storeVerdict(verdict).waitForFinished(); }
    /// As if the service had verified it.
    void judge(const FileVerdict &verdict)
    {
        store(verdict);
        Q_EMIT m_world->verify().finished(verdict);
    }
    [[nodiscard]] QTreeView *tree() const
    {
        return m_page->findChild<QTreeView *>(QStringLiteral("verdictTree"));
    }
    [[nodiscard]] QString shown(int row, int column = 0, const QModelIndex &parent = {}) const
    {
        return tree()->model()->index(row, column, parent).data().toString();
    }
    template <typename Widget = QLabel>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_page->findChild<Widget *>(QLatin1String(name));
    }
    [[nodiscard]] QAction *action(const char *name) const { return find<QAction>(name); }

    std::unique_ptr<World> m_world;
    Answers m_answers;
    std::unique_ptr<VerifyPage> m_page;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void VerifyPageTest::init()
{
    m_world = std::make_unique<World>();
    m_answers = Answers();
    makePage();
}

void VerifyPageTest::cleanup()
{
    m_tester.reset();
    m_page.reset();
    m_world.reset();
}

void VerifyPageTest::makePage()
{
    m_tester.reset();
    m_page = std::make_unique<VerifyPage>(
        VerifyPage::Services{m_world->verify(), m_world->catalogue(), m_world->runner(), m_world->settings()},
        m_answers);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        tree()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_page->resize(1100, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void VerifyPageTest::theEmptyPageAsksForFiles()
{
    auto *button = find<QPushButton>("dropAreaFiles");
    QTRY_VERIFY(button->isVisible());
    QVERIFY(!tree()->isVisible());
    m_answers.files = {QStringLiteral("/nowhere/a.zip"), QStringLiteral("/nowhere/b.zip")};
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(tree()->isVisible());
    QCOMPARE(tree()->model()->rowCount(), 2);
    QVERIFY(!button->isVisible());
    m_world->verify().cancelAll();
    QTRY_VERIFY(button->isVisible());

    m_answers.folder = QStringLiteral("/nowhere/folder");
    QTest::mouseClick(find<QPushButton>("dropAreaFolder"), Qt::LeftButton);
    QTRY_COMPARE(shown(0), QStringLiteral("folder"));
}

void VerifyPageTest::dropsAreVerified()
{
    QMimeData data;
    data.setUrls(
        {QUrl(QStringLiteral("file:///nowhere/site.zip")), QUrl(QStringLiteral("http://example.org/"))});
    const QPoint position = m_page->rect().center();
    QDragEnterEvent enter(position, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_page.get(), &enter);
    QVERIFY(enter.isAccepted());
    QVERIFY(find<QWidget>("dropCover")->isVisible());
    QDropEvent drop(position, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_page.get(), &drop);
    QVERIFY(!find<QWidget>("dropCover")->isVisible());
    QCOMPARE(m_world->verify().queue().size(), 1);
    QCOMPARE(m_world->verify().queue().constFirst().file, Path("/nowhere/site.zip"));
    m_page->verify({"/nowhere/site.zip"}); // it is waiting already
    QCOMPARE(m_world->verify().queue().size(), 1);
}

void VerifyPageTest::theHeadlineIsSeenAtOnce()
{
    judge(siteZip("/downloads"));
    QTRY_COMPARE(plainText(find("detailsTitle")),
                 QStringLiteral("Would not restore: 1 of 2 databases is empty."));
    QCOMPARE(find("detailsState")->text(), QStringLiteral("Empty"));
    QCOMPARE(find("pageSubtitle")->text(), QStringLiteral("1 file · 1 not sound"));
    const QModelIndex file = tree()->model()->index(0, 0);
    QVERIFY(tree()->isExpanded(file)); // the empty database needs no click to be seen
    QCOMPARE(shown(0, 0, file), QStringLiteral("ghost.db"));
    QCOMPARE(shown(0, VerdictModel::VerdictColumn, file), QStringLiteral("Empty"));
}

void VerifyPageTest::theDatabaseHasItsOwnDetails()
{
    judge(siteZip("/downloads"));
    const QModelIndex file = tree()->model()->index(0, 0);
    tree()->setCurrentIndex(tree()->model()->index(1, 0, file));
    QCOMPARE(plainText(find("detailsTitle")), QStringLiteral("Would restore: the database is sound."));
    auto *tables = find<QTreeView>("verdictTables");
    QVERIFY(tables->isVisible());
    QCOMPARE(tables->model()->rowCount(), 3);
    tree()->setCurrentIndex(tree()->model()->index(0, 0, file));
    QCOMPARE(plainText(find("detailsTitle")), QStringLiteral("Would not restore: the file has 0 bytes."));
    QVERIFY(!tables->isVisible());
}

void VerifyPageTest::findingsSayWhere()
{
    judge(siteZip("/downloads"));
    QTRY_VERIFY(find("finding0"));
    QVERIFY(
        plainText(find("finding0")).contains(QStringLiteral("0 bytes"))); // the problem before the warning
    QVERIFY(plainText(find("findingPlace0")).endsWith(QStringLiteral("ghost.db")));
    QVERIFY(find("finding0")->accessibleName().startsWith(QStringLiteral("Problem: site/wwwroot")));
    QVERIFY(find("findingPlace1")->isVisible());
}

void VerifyPageTest::aPasswordIsAskedForAndForgotten()
{
    FileVerdict locked = fileVerdict("/nowhere/locked.zip", 100, Verdict::Unsupported, {});
    locked.findings = {{Severity::Problem, QStringLiteral("encrypted"), QStringLiteral("Encrypted."), {}}};
    judge(locked);
    auto *edit = find<QLineEdit>("passwordEdit");
    auto *verify = find<QPushButton>("passwordVerify");
    QTRY_VERIFY(edit->isVisible());
    QCOMPARE(edit->echoMode(), QLineEdit::Password);
    QVERIFY(!verify->isEnabled());
    QTest::keyClicks(edit, QStringLiteral("sesame"));
    QTest::mouseClick(verify, Qt::LeftButton);
    QCOMPARE(m_world->verify().queue().size(), 1);
    QVERIFY(edit->text().isEmpty());
    QVERIFY(!edit->isVisible());
    for (const QString &key : m_world->settings().allKeys()) {
        QVERIFY(!m_world->settings().value(key).toByteArray().contains("sesame"));
    }
    judge(siteZip("/downloads")); // needs none
    tree()->setCurrentIndex(tree()->model()->index(1, 0));
    QVERIFY(!edit->isVisible());
}

void VerifyPageTest::progressMovesAndCanBeCancelled()
{
    m_page->verify({"/nowhere/a.zip", "/nowhere/b.zip"});
    const QUuid id = m_world->verify().queue().constFirst().id;
    Q_EMIT m_world->verify().progressed(
        id, {.phase = Phase::Reading, .bytesDone = 512, .bytesTotal = 1024, .millisecondsLeft = 30'000});
    auto *bar = find<QProgressBar>("verificationProgress");
    QTRY_VERIFY(bar->isVisible());
    QCOMPARE(bar->value() * 2, bar->maximum());
    QCOMPARE(find("verificationPhase")->text(), QStringLiteral("Reading the file"));
    QCOMPARE(find("pageSubtitle")->text(), QStringLiteral("2 files · 2 being verified")); // no promise yet
    QTest::mouseClick(find<QPushButton>("verificationCancel"), Qt::LeftButton);
    QTRY_VERIFY(tree()->model()->rowCount() < 2 || shown(0) == QStringLiteral("b.zip"));
    QVERIFY(shown(0) != QStringLiteral("a.zip"));
}

void VerifyPageTest::escapeCancels()
{
    m_page->verify({"/nowhere/a.zip"});
    QCOMPARE(m_world->verify().queue().size(), 1);
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Escape);
    QTRY_COMPARE(tree()->model()->rowCount(), 0);
    QVERIFY(m_world->verify().queue().isEmpty());
}

void VerifyPageTest::verdictsOfEarlierAreThere()
{
    store(siteZip("/downloads"));
    makePage();
    QTRY_COMPARE(tree()->model()->rowCount(), 1);
    QTRY_VERIFY(plainText(find("detailsTitle")).startsWith(QStringLiteral("Would not restore")));
    QCOMPARE(shown(0, VerdictModel::VerifiedColumn), QStringLiteral("just now"));
}

void VerifyPageTest::showsTheFileThatIsAskedFor()
{
    const FileVerdict wanted = siteZip("/downloads");
    judge(wanted);
    judge(fileVerdict("/downloads/later.db", 100, Verdict::Damaged, {}));
    tree()->setCurrentIndex(tree()->model()->index(0, 0));
    m_page->showFile(wanted.file);
    QCOMPARE(find("detailsState")->text(), QStringLiteral("Empty"));
    QCOMPARE(tree()->currentIndex().data().toString(), QStringLiteral("site_202611200300.zip"));

    makePage(); // asked for before the catalogue has answered
    m_page->showFile(wanted.file);
    QTRY_COMPARE(tree()->model()->rowCount(), 2);
    QCOMPARE(tree()->currentIndex().data().toString(), QStringLiteral("site_202611200300.zip"));
}

void VerifyPageTest::removedOnesStayAway()
{
    FileVerdict older = siteZip("/downloads");
    older.verifiedAt = older.verifiedAt.addDays(-3);
    store(older);
    store(siteZip("/downloads"));
    QTRY_COMPARE(tree()->model()->rowCount(), 1);
    tree()->setCurrentIndex(tree()->model()->index(0, 0));
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Delete);
    QTRY_COMPARE(tree()->model()->rowCount(), 0);
    QTRY_VERIFY(m_world->catalogue().verdicts(10).result()->isEmpty());
    makePage();
    QTRY_VERIFY(find<QPushButton>("dropAreaFiles")->isVisible());
}

void VerifyPageTest::reportsAreWritten()
{
    judge(siteZip("/downloads"));
    const Path html = m_world->folder() / "report.html";
    m_answers.newFile = QString::fromStdString(html.string());
    QTRY_VERIFY(action("saveReport")->isEnabled());
    action("saveReport")->trigger();
    QTRY_VERIFY(readBytes(html).contains("1 of 2 databases is empty"));
    QTRY_VERIFY(find("messageText"));
    const Path json = m_world->folder() / "report.json";
    m_answers.newFile = QString::fromStdString(json.string());
    action("saveReport")->trigger();
    // The file is there before the message is, which would come in place of the next one.
    QTRY_VERIFY(find("messageText")->text().contains(QStringLiteral("report.json")));
    QVERIFY(QJsonDocument::fromJson(readBytes(json)).isObject());
    m_answers.newFile = QStringLiteral("/nowhere/at/all.html");
    action("saveReport")->trigger();
    QTRY_VERIFY(find("messageText") && find("messageText")->text().contains(QStringLiteral("all.html")));
}

void VerifyPageTest::looksInside()
{
    judge(siteZip("/nowhere"));
    QAction *look = action("lookInsideDatabase");
    QVERIFY(!look->isEnabled()); // the archive holds two
    const QModelIndex file = tree()->model()->index(0, 0);
    tree()->setCurrentIndex(tree()->model()->index(0, 0, file));
    QVERIFY(!look->isEnabled()); // 0 bytes
    tree()->setCurrentIndex(tree()->model()->index(1, 0, file));
    QVERIFY(look->isEnabled());
    look->trigger();
    auto *window = find<LookInside>("lookInside");
    QVERIFY(window);
    QVERIFY(window->isVisible());
    QVERIFY(!window->isModal());
    // The archive is gone, or there is no litekeeper-cli: either way the window says so.
    const auto *message = window->findChild<QWidget *>(QStringLiteral("lookMessage"));
    QTRY_COMPARE_WITH_TIMEOUT(message->findChild<QLabel *>(QStringLiteral("emptyTitle"))->text(),
                              QStringLiteral("It cannot be looked into"), 30'000);
    QTest::keyClick(window, Qt::Key_Escape);
    QTRY_VERIFY(!find<LookInside>("lookInside"));
}

void VerifyPageTest::copiesTheHash()
{
    const FileVerdict file = siteZip("/downloads");
    judge(file);
    QTRY_VERIFY(action("copyFileSha256")->isEnabled());
    action("copyFileSha256")->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QString::fromLatin1(file.sha256.toHex()));
    tree()->setCurrentIndex(tree()->model()->index(1, 0, tree()->model()->index(0, 0)));
    action("copyFileSha256")->trigger();
    QCOMPARE(QApplication::clipboard()->text(),
             QString::fromLatin1(file.databases.constFirst().sha256.toHex()));
}

void VerifyPageTest::theLevelIsRemembered()
{
    auto *level = find<QComboBox>("verifyLevel");
    QCOMPARE(level->currentText(), QStringLiteral("Full check"));
    level->setCurrentIndex(1);
    m_page->verify({"/nowhere/a.zip"});
    QCOMPARE(m_world->verify().queue().constFirst().level, VerifyLevel::Quick);
    m_world->verify().cancelAll();
    makePage();
    QCOMPARE(find<QComboBox>("verifyLevel")->currentText(), QStringLiteral("Quick check"));
}

void VerifyPageTest::worksByKeys()
{
    judge(siteZip("/downloads"));
    QTRY_COMPARE(tree()->model()->rowCount(), 1);
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Down);
    QCOMPARE(plainText(find("detailsTitle")), QStringLiteral("Would not restore: the file has 0 bytes."));
    QTest::keyClick(tree(), Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(m_world->verify().queue().size(), 1); // the file that holds it
    QCOMPARE(m_world->verify().queue().constFirst().file, Path("/downloads/site_202611200300.zip"));
    m_world->verify().cancelAll();
    QTRY_VERIFY(action("verifyFileAgain")->isEnabled());
}

QTEST_MAIN(VerifyPageTest)
#include "tst_verifypage.moc"
