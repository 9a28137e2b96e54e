// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow.h"

#include "support/databases.h"
#include "support/stallmeter.h"
#include "ui/common/theme.h"
#include "ui/support/answers.h"
#include "ui/support/profile.h"

#include <QAction>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace litekeeper;
using namespace litekeeper::test;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void buildsPagesWhenTheyAreShown();
    void keysLeadToThePages();
    void everyPageHasItsName();
    void whatIsDroppedIsSearched();
    void archivesAreVerifiedWhereverTheyDrop();
    void openWithVerifies();
    void aFailureIsSaidInTheWindowAndTakenBack();
    void asksBeforeItCancelsRunningBackups();
    void quitsWhenTheBackupsAreCancelled();
    void triesASampleWithALiveWriter();
    void remembersItsGeometry();
    void changesItsColoursAtOnce();
    void saysThatThereIsNoDisplay();

private:
    void makeWindow();
    [[nodiscard]] QTreeView *databases() const
    {
        return m_window->findChild<QTreeView *>(QStringLiteral("databasesTable"));
    }
    void drop(const Path &path);

    std::unique_ptr<Profile> m_profile;
    Answers m_answers;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::init()
{
    m_profile = std::make_unique<Profile>();
    m_answers = Answers();
    makeWindow();
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_profile.reset();
    applyAppearance(Appearance::System);
}

void TestMainWindow::makeWindow()
{
    m_window = std::make_unique<MainWindow>(m_profile->services());
    m_window->setQuestions(m_answers);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestMainWindow::drop(const Path &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
    const QPoint position = m_window->rect().center();
    QDragEnterEvent enter(position, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(position, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &event);
}

void TestMainWindow::buildsPagesWhenTheyAreShown()
{
    QVERIFY(m_window->page(MainWindow::PageId::Overview));
    QVERIFY(!m_window->page(MainWindow::PageId::Databases));
    QVERIFY(!m_window->page(MainWindow::PageId::History));
    auto *sideBar = m_window->findChild<QListWidget *>(QStringLiteral("sideBar"));
    QTest::mouseClick(sideBar->viewport(), Qt::LeftButton, {},
                      sideBar->visualItemRect(sideBar->item(1)).center());
    QVERIFY(m_window->page(MainWindow::PageId::Databases));
    QVERIFY(m_window->page(MainWindow::PageId::Databases)->isVisible());
}

void TestMainWindow::keysLeadToThePages()
{
    const QList<MainWindow::PageId> pages{MainWindow::PageId::Overview, MainWindow::PageId::Databases,
                                          MainWindow::PageId::Jobs,     MainWindow::PageId::Activity,
                                          MainWindow::PageId::Verify,   MainWindow::PageId::History,
                                          MainWindow::PageId::Canary,   MainWindow::PageId::Settings};
    for (int number = int(pages.size()); number >= 1; --number) {
        QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_0 + number), Qt::ControlModifier);
        QTRY_VERIFY(m_window->page(pages.at(number - 1)));
        QVERIFY(m_window->page(pages.at(number - 1))->isVisible());
    }
}

void TestMainWindow::everyPageHasItsName()
{
    for (const auto id :
         {MainWindow::PageId::Overview, MainWindow::PageId::Databases, MainWindow::PageId::Activity,
          MainWindow::PageId::Verify, MainWindow::PageId::History, MainWindow::PageId::Canary,
          MainWindow::PageId::Settings}) {
        m_window->showPage(id);
        const QWidget *page = m_window->page(id);
        QVERIFY(!page->objectName().isEmpty());
        const QList<QAbstractButton *> buttons = page->findChildren<QAbstractButton *>();
        for (const QAbstractButton *button : buttons) {
            if (!button->objectName().isEmpty()) { // Qt's own buttons inside of fields have none
                QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                         qPrintable(button->objectName()));
            } else {
                QVERIFY2(qobject_cast<QLineEdit *>(button->parentWidget()),
                         button->metaObject()->className());
            }
        }
    }
}

void TestMainWindow::whatIsDroppedIsSearched()
{
    QVERIFY(makeDatabase(m_profile->folder() / "dropped.db"));
    drop(m_profile->folder() / "dropped.db");
    QVERIFY(m_window->page(MainWindow::PageId::Databases));
    QTRY_COMPARE(databases()->model()->rowCount(), 1);
}

void TestMainWindow::archivesAreVerifiedWhereverTheyDrop()
{
    QVERIFY(m_window->page(MainWindow::PageId::Overview)->isVisible());
    drop(m_profile->folder() / "missing.tar.gz");
    QVERIFY(m_window->page(MainWindow::PageId::Verify));
    QVERIFY(m_window->page(MainWindow::PageId::Verify)->isVisible());
    QCOMPARE(m_profile->verify().queue().size(), 1);
    // On this page a database is judged as well, and not listed for backups.
    drop(m_profile->folder() / "missing.db");
    QCOMPARE(m_profile->verify().queue().size(), 2);
    QVERIFY(!m_window->page(MainWindow::PageId::Databases));
}

void TestMainWindow::openWithVerifies()
{
    m_window->openFiles({m_profile->folder() / "missing.db"});
    QVERIFY(m_window->page(MainWindow::PageId::Verify)->isVisible());
    QCOMPARE(m_profile->verify().queue().size(), 1);
}

void TestMainWindow::aFailureIsSaidInTheWindowAndTakenBack()
{
    const Path source = m_profile->folder() / "blog.db";
    QVERIFY(makeDatabase(source));
    QSignalSpy finished(&m_profile->backups(), &BackupService::runFinished);
    m_profile->backups().backUpNow({m_profile->folder() / "missing.db", m_profile->destination()},
                                   Trigger::Window);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    auto *text = m_window->findChild<QLabel *>(QStringLiteral("messageText"));
    QVERIFY(text);
    QVERIFY2(text->text().contains(QStringLiteral("missing.db")), qPrintable(text->text()));
    // The same database, there by now: the message goes when its backup is well.
    QVERIFY(makeDatabase(m_profile->folder() / "missing.db"));
    QTest::mouseClick(m_window->findChild<QPushButton *>(QStringLiteral("messageRetry")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, 30'000);
    const Run run = finished.at(1).at(0).value<Run>();
    QVERIFY2(run.outcome == Outcome::Succeeded, qPrintable(run.reason));
    QTRY_VERIFY(!m_window->findChild<QLabel *>(QStringLiteral("messageText")));
}

void TestMainWindow::asksBeforeItCancelsRunningBackups()
{
    const Path source = m_profile->folder() / "large.db";
    QVERIFY(makeDatabase(source, 20'000, 4000));
    QSignalSpy finished(&m_profile->backups(), &BackupService::runFinished);
    const QUuid id = m_profile->backups().backUpNow({source, m_profile->destination()}, Trigger::Window);
    m_profile->backups().pause(id); // so that it cannot end before the question
    m_answers.choice = 0;
    m_window->close();
    QCOMPARE(m_answers.asked.size(), 1);
    QCOMPARE(m_answers.asked.constFirst().id, QStringLiteral("quitWhileRunning"));
    QVERIFY(m_window->isVisible());
    QCOMPARE(finished.count(), 0);
    m_profile->backups().cancel(id);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    QVERIFY(m_window->isVisible());
}

void TestMainWindow::quitsWhenTheBackupsAreCancelled()
{
    const Path source = m_profile->folder() / "large.db";
    QVERIFY(makeDatabase(source, 20'000, 4000));
    QSignalSpy finished(&m_profile->backups(), &BackupService::runFinished);
    const QUuid id = m_profile->backups().backUpNow({source, m_profile->destination()}, Trigger::Window);
    m_profile->backups().pause(id);
    m_answers.choice = 1;
    m_window->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), 30'000);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(finished.at(0).at(0).value<Run>().outcome, Outcome::Cancelled);
}

void TestMainWindow::triesASampleWithALiveWriter()
{
    auto *button = m_window->findChild<QPushButton *>(QStringLiteral("sampleButton"));
    QTRY_VERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(databases() && databases()->model()->rowCount() == 1, 30'000);
    QVERIFY(m_profile->sample().isWriting());
    auto *backUp = m_window->findChild<QPushButton *>(QStringLiteral("backUpButton"));
    QTRY_VERIFY(backUp->isEnabled());
    QSignalSpy finished(&m_profile->backups(), &BackupService::runFinished);
    QTest::mouseClick(backUp, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
    const Run run = finished.at(0).at(0).value<Run>();
    QVERIFY2(run.outcome == Outcome::Succeeded, qPrintable(run.reason));
    QCOMPARE(run.restarts, 0);
    QVERIFY(m_profile->sample().isWriting());
}

void TestMainWindow::remembersItsGeometry()
{
    m_window->resize(903, 611);
    m_window->close();
    m_window.reset();
    makeWindow();
    QCOMPARE(m_window->size(), QSize(903, 611));
}

void TestMainWindow::changesItsColoursAtOnce()
{
    m_window->findChild<QAction *>(QStringLiteral("appearance-dark"))->trigger();
    QTRY_COMPARE(m_window->palette().color(QPalette::Window), darkPalette().color(QPalette::Window));
    m_window->findChild<QAction *>(QStringLiteral("appearance-light"))->trigger();
    QTRY_COMPARE(m_window->palette().color(QPalette::Window), lightPalette().color(QPalette::Window));
    m_window.reset();
    makeWindow();
    QVERIFY(m_window->findChild<QAction *>(QStringLiteral("appearance-light"))->isChecked());
}

void TestMainWindow::saysThatThereIsNoDisplay()
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        environment.remove(QLatin1String(name));
    }
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(LITEKEEPER_PROGRAM), QStringList());
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 1);
    const QByteArray said = program.readAllStandardError();
    QVERIFY2(said.contains("no display") && said.contains("litekeeper-cli"), said.constData());
    QCOMPARE(said.count('\n'), 1);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
