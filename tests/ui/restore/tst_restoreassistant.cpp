// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/restorewindow.h"

#include "service/networkaccess.h"
#include "support/backups.h"
#include "support/zipbuilder.h"
#include "ui/common/messagebar.h"
#include "ui/look/lookinside.h"
#include "ui/restore/differencemodel.h"
#include "ui/restore/restoreassistant.h"
#include "ui/restore/waysection.h"
#include "ui/support/answers.h"
#include "ui/support/world.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTreeView>

#include <cstdio>
#include <thread>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

namespace {

constexpr int longWait = 60'000;

/// Another process that has the database open and goes on writing to it.
int writeOn(const char *file)
{
    Sqlite database(file, SQLITE_OPEN_READWRITE);
    database.execute("PRAGMA busy_timeout=10000");
    while (true) {
        const bool done = database.execute("INSERT INTO log(entry) VALUES('x')");
        std::printf(done ? "%s\n" : "failed %s\n",
                    database.value("SELECT group_concat(title) FROM posts").c_str());
        std::fflush(stdout);
        std::this_thread::sleep_for(2ms);
    }
}

/// Somebody who takes their time to choose files.
class LateAnswers : public Answers
{
public:
    ManyChosen chosen;

    void chooseFiles(const QString &, const QStringList &, QObject *, ManyChosen function) override
    {
        chosen = std::move(function);
    }
};

std::string titlesIn(const Path &file)
{
    return Sqlite(file, SQLITE_OPEN_READONLY).value("SELECT group_concat(title) FROM posts");
}

} // namespace

/// The window in which backups are restored, with everything behind it: real files and processes.
class RestoreAssistantTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void overALiveDatabaseAndBack();
    void toANewFile();
    void aDamagedBackupIsRefused();
    void withoutASafetyCopyTheWordsAreNeeded();
    void cancelsAndCanGoOn();
    void closingCancelsFirst();
    void offersTheBackupsOfADatabase();
    void saysThatThereIsNoBackup();
    void aDatabaseOfAnyArchive();
    void offersToVerifyWhatIsNoBackup();
    void anotherChoiceNeedsAnotherLook();
    void anotherChoiceWhileItLooks();
    void saysWhatTheApplicationWillFind();
    void theRecommendedWayIsChosen();
    void onlySomeTablesComeBack();
    void tablesThatDifferComeFirst();
    void nothingTickedRestoresNothing();
    void aTableThatIsRefusedChangesNothing();
    void aTableThatWasMadeStays();
    void tablesNeedADatabaseThatIsThere();
    void aNetworkMountNeedsAStoppedProgram();
    void oneWindowAtATime();
    void quittingAsksFirst();
    void differenceIsAWellBehavedModel();

private:
    void open(const RestoreSubject &subject);
    void look();
    void restore();
    void tick(const char *table);
    [[nodiscard]] Path backUp();
    [[nodiscard]] Path live() const { return m_world->source("blog & more.db"); }
    [[nodiscard]] RestoreServices services()
    {
        return {m_world->catalogue(), m_world->backups(), m_world->runner(), m_world->services().paths};
    }
    template <typename Widget>
    [[nodiscard]] Widget *child(const char *name) const
    {
        return m_window->findChild<Widget *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString text(const char *label) const
    {
        return child<QLabel>(label)->text().remove(QChar(0x200B));
    }
    [[nodiscard]] QPushButton *next() const { return child<QPushButton>("restoreNext"); }
    [[nodiscard]] QString message() const
    {
        const auto *bar = m_window->findChild<MessageBar *>();
        return bar ? bar->text() : QString();
    }
    [[nodiscard]] bool isShown(const char *section) const { return !child<QWidget>(section)->isHidden(); }
    [[nodiscard]] QString factsIn(const char *grid) const
    {
        QStringList texts;
        const QList<QLabel *> labels = child<QWidget>(grid)->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            texts.append(label->isHidden() ? QString() : label->text().remove(QChar(0x200B)));
        }
        return texts.join(u'\n');
    }

    std::unique_ptr<World> m_world;
    Answers m_answers;
    QPointer<RestoreWindow> m_window;
};

void RestoreAssistantTest::initTestCase()
{
    QApplication::setStyle(new CalmStyle);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void RestoreAssistantTest::init()
{
    m_world = std::make_unique<World>();
    m_answers = {};
    QVERIFY(Sqlite(live()).execute(
        "PRAGMA journal_mode=WAL; CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT);"
        "CREATE TABLE log(entry TEXT); CREATE TABLE same(x);"
        "INSERT INTO posts VALUES(1,'one'),(2,'two')"));
}

void RestoreAssistantTest::cleanup()
{
    delete m_window;
    m_world.reset();
}

/// The file of a proven backup of what is there now.
Path RestoreAssistantTest::backUp()
{
    const QUuid id = m_world->backUp(live());
    const Result<Backup> backup = m_world->catalogue().backup(id).result();
    return backup ? backup->file : Path();
}

void RestoreAssistantTest::open(const RestoreSubject &subject)
{
    m_window = new RestoreWindow(services(), subject);
    m_window->setQuestions(m_answers);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window));
}

void RestoreAssistantTest::look()
{
    QTRY_VERIFY(next()->isEnabled());
    QTest::mouseClick(next(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy(), longWait);
}

void RestoreAssistantTest::restore()
{
    QTest::mouseClick(next(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy(), longWait);
}

/// With the keyboard.
void RestoreAssistantTest::tick(const char *table)
{
    auto *some = child<QRadioButton>("restoreSomeTables");
    QVERIFY(some->isEnabled());
    some->setFocus();
    QTest::keyClick(some, Qt::Key_Space);
    auto *list = child<QListWidget>("restoreTableChoice");
    QVERIFY(list->isVisible());
    const QList<QListWidgetItem *> found
        = list->findItems(QString::fromLatin1(table), Qt::MatchStartsWith | Qt::MatchCaseSensitive);
    QCOMPARE(found.size(), 1);
    list->setFocus();
    list->setCurrentItem(found.first());
    QTest::keyClick(list, Qt::Key_Space);
}

void RestoreAssistantTest::overALiveDatabaseAndBack()
{
    const Path backup = backUp();
    QVERIFY(Sqlite(live()).execute("DELETE FROM posts WHERE id=1; INSERT INTO posts VALUES(3,'three')"));
    QProcess writer;
    writer.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--write"), displayPath(live())});
    QVERIFY(writer.waitForReadyRead(longWait));

    open({.file = backup});
    QTRY_VERIFY(factsIn("restoreBackupFacts").contains(QLatin1String("Proven")));
    QVERIFY(child<QRadioButton>("restoreOverOrigin")->isChecked());
    QCOMPARE(text("restoreOrigin"), displayPath(live()));
    QTRY_VERIFY(next()->isEnabled());
    QVERIFY(!isShown("restoreLook") && !isShown("restoreHow"));

    // Enter looks; it is not what overwrites.
    QTest::keyClick(m_window, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy() && isShown("restoreLook"), longWait);
    QVERIFY2(text("restoreDifference").startsWith(QLatin1String("1 row comes back,")),
             qPrintable(text("restoreDifference")));
    const QString seen = factsIn("restoreTargetFacts");
    QVERIFY2(seen.contains(QStringLiteral("(process %1)").arg(writer.processId())), qPrintable(seen));
    QVERIFY(seen.contains(QLatin1String("WAL mode")));
    QTRY_VERIFY(factsIn("restoreTargetFacts").contains(QLatin1String("now, Proven")));
    QVERIFY(child<QRadioButton>("restoreIntoLive")->isChecked());
    QVERIFY(child<QRadioButton>("restoreIntoLive")->text().contains(QLatin1String("(recommended)")));
    QVERIFY(child<QCheckBox>("restoreSafetyCopy")->isChecked());
    QCOMPARE(next()->text(), QStringLiteral("&Restore over blog && more.db"));
    QVERIFY(!next()->isDefault());
    QVERIFY(titlesIn(live()).find("three") != std::string::npos);

    QVERIFY(next()->hasFocus()); // so that the space bar is enough
    QTest::keyClick(next(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy() && isShown("restoreEnd"), longWait);
    QCOMPARE(titlesIn(live()), std::string("one,two"));
    QCOMPARE(text("restoreEndTitle"), QStringLiteral("Restored"));
    QVERIFY(factsIn("restoreEndFacts").contains(QLatin1String("-before-restore-")));
    writer.readAll();
    QVERIFY(writer.waitForReadyRead(longWait) && writer.waitForReadyRead(longWait));
    const QByteArray said = writer.readAll();
    QVERIFY2(said.contains("one,two") && !said.contains("failed"), said.constData());

    auto *undo = child<QPushButton>("restoreUndo");
    QVERIFY(undo->hasFocus());
    QTest::keyClick(undo, Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(text("restoreEndTitle"), QStringLiteral("Undone"), longWait);
    QCOMPARE(titlesIn(live()), std::string("two,three"));
    writer.kill();
    writer.waitForFinished();
    QCOMPARE(integrityOf(live()), std::string("ok"));
}

void RestoreAssistantTest::toANewFile()
{
    const Path backup = backUp();
    const Path target = m_world->home() / "new.db";
    open({.file = backup});
    QTRY_VERIFY(!child<QRadioButton>("restoreOverOrigin")->isHidden());
    m_answers.newFile = displayPath(target);
    child<QRadioButton>("restoreElsewhere")->click();
    QVERIFY(!next()->isEnabled());
    QTest::mouseClick(child<QPushButton>("restoreChooseNewFile"), Qt::LeftButton);
    look();
    QVERIFY(isShown("restoreLook") && !isShown("restoreHow"));
    QCOMPARE(next()->text(), QStringLiteral("&Restore to new.db"));
    QVERIFY(next()->isDefault()); // nothing is lost by that
    restore();
    QCOMPARE(titlesIn(target), std::string("one,two"));
    QVERIFY(isShown("restoreEnd"));
    QVERIFY(child<QPushButton>("restoreUndo")->isHidden());
    QVERIFY(!factsIn("restoreEndFacts").contains(QLatin1String("Safety copy")));

    QTest::mouseClick(child<QPushButton>("restoreLookInside"), Qt::LeftButton);
    auto *inside = m_window->findChild<LookInside *>();
    QVERIFY(inside);
    auto *tables = inside->findChild<QTreeView *>(QStringLiteral("lookTables"));
    QTRY_VERIFY_WITH_TIMEOUT(tables->isVisible() && tables->model()->rowCount() == 3, longWait);
}

void RestoreAssistantTest::aDamagedBackupIsRefused()
{
    const Path backup = backUp();
    QByteArray bytes = readBytes(backup);
    bytes[5000] = char(bytes.at(5000) ^ 1);
    QVERIFY(writeBytes(backup, bytes));
    const QByteArray before = readBytes(live());
    open({.file = backup});
    look();
    QVERIFY2(message().contains(displayPath(backup)), qPrintable(message()));
    QVERIFY(!isShown("restoreLook") && !isShown("restoreHow"));
    QCOMPARE(next()->text(), QStringLiteral("&Look first"));
    QCOMPARE(readBytes(live()), before);
}

void RestoreAssistantTest::withoutASafetyCopyTheWordsAreNeeded()
{
    const Path backup = backUp();
    QVERIFY(Sqlite(live()).execute("DELETE FROM posts"));
    open({.file = backup});
    look();
    auto *words = child<QCheckBox>("restoreNoWayBack");
    QVERIFY(words->isHidden());
    child<QCheckBox>("restoreSafetyCopy")->click();
    QVERIFY(!words->isHidden());
    QVERIFY(!next()->isEnabled());
    QVERIFY(text("restoreState").contains(QLatin1String("no way back")));
    words->click();
    QVERIFY(next()->isEnabled());
    // Turned on again, it is safe, and the words are needed the next time.
    child<QCheckBox>("restoreSafetyCopy")->click();
    QVERIFY(next()->isEnabled() && words->isHidden());
    child<QCheckBox>("restoreSafetyCopy")->click();
    restore();
    QCOMPARE(titlesIn(live()), std::string("one,two"));
    QVERIFY(child<QPushButton>("restoreUndo")->isHidden());
    const QList<Backup> backups = m_world->catalogue().backups().result().value();
    QCOMPARE(backups.size(), 1);
}

void RestoreAssistantTest::cancelsAndCanGoOn()
{
    const Path backup = backUp();
    QVERIFY(makeDatabase(live(), 3000, 20'000, "WAL"));
    open({.file = backup});
    look();
    QTest::mouseClick(next(), Qt::LeftButton);
    QVERIFY(m_window->isBusy());
    QVERIFY(!child<QWidget>("restoreHow")->isEnabled());
    QTest::mouseClick(child<QPushButton>("verificationCancel"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy(), longWait);
    QCOMPARE(message(), QStringLiteral("Cancelled. Nothing was changed."));
    QCOMPARE(Sqlite(live()).value("SELECT count(*) FROM items"), std::string("3000"));
    QVERIFY(next()->isEnabled());
    restore();
    QVERIFY(isShown("restoreEnd"));
    QVERIFY(message().isEmpty());
    QVERIFY(titlesIn(live()) == "one,two");
}

void RestoreAssistantTest::closingCancelsFirst()
{
    const Path backup = backUp();
    QVERIFY(makeDatabase(live(), 3000, 20'000, "WAL"));
    open({.file = backup});
    look();
    QTest::mouseClick(next(), Qt::LeftButton);
    m_window->close();
    QVERIFY(m_window && m_window->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!m_window, longWait);
    QCOMPARE(Sqlite(live()).value("SELECT count(*) FROM items"), std::string("3000"));

    open({.file = backup});
    QTRY_VERIFY(next()->isEnabled());
    QTest::mouseClick(next(), Qt::LeftButton); // a look ends at once
    QVERIFY(m_window->isBusy());
    m_window->close();
    QTRY_VERIFY(!m_window);
}

void RestoreAssistantTest::offersTheBackupsOfADatabase()
{
    const Path lost = backUp();
    QTest::qWait(1100); // names carry seconds
    const Path proven = backUp();
    QTest::qWait(1100);
    const QUuid weak = m_world->backUp(live(), ProofLevel::Copied);
    QVERIFY(!weak.isNull());
    std::filesystem::remove(lost);
    open({.source = live()});
    auto *list = child<QComboBox>("restoreBackup");
    QTRY_COMPARE(list->count(), 2);
    QCOMPARE(list->currentIndex(), 1); // the newest is not proven
    QVERIFY(factsIn("restoreBackupFacts").contains(displayPath(proven)));
    QCOMPARE(text("restoreOrigin"), displayPath(live()));
    look();
    QVERIFY(text("restoreDifference").contains(QLatin1String("the same content")));
}

void RestoreAssistantTest::saysThatThereIsNoBackup()
{
    open({.source = live()});
    auto *findings = child<QWidget>("backupFindings");
    QTRY_VERIFY(!findings->isHidden());
    QVERIFY(!next()->isEnabled());
    // The way on: a file of one's own, over the same database.
    const Path other = m_world->home() / "other.db";
    QVERIFY(Sqlite(other).execute("CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT);"
                                  "INSERT INTO posts VALUES(9,'nine')"));
    m_answers.files = {displayPath(other)};
    QTest::mouseClick(child<QPushButton>("restoreChooseBackup"), Qt::LeftButton);
    look();
    restore();
    QCOMPARE(titlesIn(live()), std::string("nine"));
}

void RestoreAssistantTest::aDatabaseOfAnyArchive()
{
    const Path other = m_world->home() / "other.db";
    QVERIFY(Sqlite(other).execute("CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT);"
                                  "INSERT INTO posts VALUES(9,'nine')"));
    const Path archive = m_world->home() / "site.zip";
    QVERIFY(writeBytes(archive,
                       buildZip({{.name = "a/other.db", .data = readBytes(other)},
                                 {.name = "b/readme.txt", .data = "hello"}})));
    open({.file = archive, .database = "a/other.db"});
    QVERIFY(factsIn("restoreBackupFacts").contains(QLatin1String("a/other.db")));
    QVERIFY(child<QRadioButton>("restoreOverOrigin")->isHidden());
    m_answers.files = {displayPath(live())};
    QTest::mouseClick(child<QPushButton>("restoreChooseDatabase"), Qt::LeftButton);
    look();
    restore();
    QCOMPARE(titlesIn(live()), std::string("nine"));
    // The copy of what was there lies among the other backups.
    QVERIFY(factsIn("restoreEndFacts").contains(displayPath(m_world->destination())));
}

void RestoreAssistantTest::offersToVerifyWhatIsNoBackup()
{
    const Path file = m_world->home() / "notes.txt";
    QVERIFY(writeBytes(file, QByteArray(8192, 'x')));
    open({.file = file});
    m_answers.files = {displayPath(live())};
    QTest::mouseClick(child<QPushButton>("restoreChooseDatabase"), Qt::LeftButton);
    look();
    QSignalSpy asked(m_window, &RestoreWindow::verifyRequested);
    auto *verify = child<QPushButton>("restoreVerify");
    QVERIFY2(verify, qPrintable(message()));
    QTest::mouseClick(verify, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().value<Path>(), file);
}

void RestoreAssistantTest::anotherChoiceNeedsAnotherLook()
{
    const Path backup = backUp();
    open({.file = backup});
    look();
    QVERIFY(isShown("restoreHow"));
    child<QRadioButton>("restoreElsewhere")->click();
    QVERIFY(!isShown("restoreHow") && !isShown("restoreLook"));
    QVERIFY(!next()->isEnabled());
}

/// In a dialog that was open already: what was seen is not what the window shows then.
void RestoreAssistantTest::anotherChoiceWhileItLooks()
{
    const Path backup = backUp();
    const Path other = m_world->home() / "other.db";
    std::filesystem::copy_file(live(), other);
    open({.file = backup});
    LateAnswers answers;
    m_window->setQuestions(answers);
    QTest::mouseClick(child<QPushButton>("restoreChooseBackup"), Qt::LeftButton);
    QTRY_VERIFY(next()->isEnabled());
    QTest::mouseClick(next(), Qt::LeftButton);
    QVERIFY(m_window->isBusy());
    answers.chosen({displayPath(other)});
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy(), longWait);
    QVERIFY(!isShown("restoreLook"));
    QTRY_COMPARE(next()->text(), QStringLiteral("&Look first"));
    look();
    QVERIFY(isShown("restoreLook"));
    QVERIFY(factsIn("restoreBackupFacts").contains(displayPath(other)));
}

void RestoreAssistantTest::saysWhatTheApplicationWillFind()
{
    const Path backup = backUp();
    QVERIFY(Sqlite(live()).execute("PRAGMA user_version=7; DROP TABLE same; CREATE TABLE newer(x);"
                                   "INSERT INTO newer VALUES(1); CREATE INDEX i ON posts(title)"));
    open({.file = backup});
    look();
    const auto *findings = child<QWidget>("restoreFindings");
    QVERIFY(!findings->isHidden());
    const QList<QLabel *> labels = findings->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text().contains(QLatin1String("from 7 to 0"));
    }));
    QStringList names;
    const QAbstractItemModel *model = child<QTreeView>("restoreTables")->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        names.append(model->index(row, DifferenceModel::NameColumn).data().toString());
    }
    QSignalSpy compared(m_window, &RestoreWindow::compareRequested);
    QTest::mouseClick(child<QPushButton>("restoreCompare"), Qt::LeftButton);
    QCOMPARE(compared.size(), 1);
    QCOMPARE(compared.first().at(1).value<Path>(), backup);
    QCOMPARE(names,
             (QStringList{QStringLiteral("newer"), QStringLiteral("same"), QStringLiteral("i (index)")}));
    QCOMPARE(model->index(0, DifferenceModel::GoneColumn).data().toString(), QStringLiteral("1"));
}

void RestoreAssistantTest::theRecommendedWayIsChosen()
{
    const Path backup = m_world->home() / "pages.db";
    QVERIFY(Sqlite(backup).execute(
        "PRAGMA page_size=8192; CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT);"
        "INSERT INTO posts VALUES(9,'nine')"));
    open({.file = backup});
    m_answers.files = {displayPath(live())};
    QTest::mouseClick(child<QPushButton>("restoreChooseDatabase"), Qt::LeftButton);
    look();
    QVERIFY(child<QRadioButton>("restoreSwap")->isChecked());
    QVERIFY(!child<QRadioButton>("restoreIntoLive")->isEnabled());
    QVERIFY(text("restoreIntoLiveHint").contains(QLatin1String("8192")));
    restore();
    QCOMPARE(titlesIn(live()), std::string("nine"));
    QVERIFY(text("restoreUndoHint").contains(QLatin1String("Stop")));
    QTest::mouseClick(child<QPushButton>("restoreUndo"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(text("restoreEndTitle"), QStringLiteral("Undone"), longWait);
    QCOMPARE(titlesIn(live()), std::string("one,two"));
}

void RestoreAssistantTest::tablesThatDifferComeFirst()
{
    QVERIFY(Sqlite(live()).execute("CREATE TABLE zebras(id INTEGER PRIMARY KEY AUTOINCREMENT, name);"
                                   "INSERT INTO zebras(name) VALUES('striped');"
                                   "CREATE VIRTUAL TABLE docs USING fts5(body);"
                                   "INSERT INTO docs VALUES('the first words')"));
    const Path backup = backUp();
    QVERIFY(Sqlite(live()).execute("DELETE FROM zebras; DELETE FROM docs"));
    open({.file = backup});
    look();
    const auto *list = child<QListWidget>("restoreTableChoice");
    QStringList lines;
    for (int row = 0; row < list->count(); ++row) {
        lines.append(list->item(row)->text());
    }
    QCOMPARE(lines.value(0), QStringLiteral("zebras · 1 row · differs"));
    // What keeps a full-text index, and what SQLite keeps for itself, comes with other tables.
    QVERIFY2(lines.filter(QRegularExpression(QStringLiteral("^(docs|sqlite)_"))).isEmpty(),
             qPrintable(lines.join(u'\n')));
    QVERIFY(lines.last().endsWith(QLatin1String("the same already")));
}

void RestoreAssistantTest::onlySomeTablesComeBack()
{
    const Path backup = backUp();
    QVERIFY(Sqlite(live()).execute("DELETE FROM posts WHERE id=1; INSERT INTO posts VALUES(3,'three');"
                                   "PRAGMA user_version=7; INSERT INTO same VALUES(1)"));
    open({.file = backup});
    QVERIFY(!child<QRadioButton>("restoreSomeTables")->isEnabled()); // nobody has looked
    QVERIFY(text("restoreScopeHint").contains(QLatin1String("Look first")));
    QProcess writer; // to the other table
    writer.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--write"), displayPath(live())});
    QVERIFY(writer.waitForReadyRead(longWait));
    look();
    QVERIFY(child<QRadioButton>("restoreWhole")->isChecked());
    QVERIFY(!child<QListWidget>("restoreTableChoice")->isVisible());
    QVERIFY(!child<QWidget>("restoreFindings")->isHidden()); // the version would go back
    tick("posts");
    QVERIFY(child<QWidget>("restoreFindings")->isHidden());
    QVERIFY2(text("restoreDifference").startsWith(QLatin1String("1 row comes back, 1 row goes")),
             qPrintable(text("restoreDifference")));
    QCOMPARE(child<QTreeView>("restoreTables")->model()->rowCount(), 1);
    QVERIFY(child<QRadioButton>("restoreIntoLive")->isChecked());
    QVERIFY(!child<QRadioButton>("restoreSwap")->isEnabled());
    QVERIFY(text("restoreSwapHint").contains(QLatin1String("single tables")));
    QCOMPARE(next()->text(), QStringLiteral("&Restore 1 table of blog && more.db"));
    QVERIFY(!next()->isDefault());
    tick("same");
    QCOMPARE(next()->text(), QStringLiteral("&Restore 2 tables of blog && more.db"));
    tick("same");

    const std::string before = Sqlite(live(), SQLITE_OPEN_READONLY).value("SELECT count(*) FROM log");
    QTest::mouseClick(next(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy() && isShown("restoreEnd"), longWait);
    QCOMPARE(titlesIn(live()), std::string("one,two"));
    const auto entries = [this] {
        return std::stoll(Sqlite(live(), SQLITE_OPEN_READONLY).value("SELECT count(*) FROM log"));
    };
    const long long after = entries();
    QVERIFY(after >= std::stoll(before)); // the backup has none of them
    QCOMPARE(Sqlite(live()).value("SELECT count(*) FROM same"), std::string("1"));
    QCOMPARE(Sqlite(live()).value("PRAGMA user_version"), std::string("7"));
    QVERIFY2(text("restoreEndSentence").contains(QStringLiteral("1 table of blog & more.db")),
             qPrintable(text("restoreEndSentence")));
    QVERIFY(factsIn("restoreEndFacts").contains(QLatin1String("2 rows in place of 2")));

    QTest::mouseClick(child<QPushButton>("restoreUndo"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(text("restoreEndTitle"), QStringLiteral("Undone"), longWait);
    QCOMPARE(titlesIn(live()), std::string("two,three"));
    QVERIFY(entries() >= after); // what was written meanwhile is still there
    writer.kill();
    writer.waitForFinished();
    const QByteArray said = writer.readAll();
    QVERIFY2(said.contains("one,two") && !said.contains("failed"), said.right(500).constData());
    QCOMPARE(integrityOf(live()), std::string("ok"));
}

void RestoreAssistantTest::nothingTickedRestoresNothing()
{
    const Path backup = backUp();
    QVERIFY(Sqlite(live()).execute("DELETE FROM posts"));
    open({.file = backup});
    look();
    QVERIFY(next()->isEnabled());
    tick("posts");
    QVERIFY(next()->isEnabled());
    tick("posts");
    QVERIFY(!next()->isEnabled());
    QVERIFY(text("restoreState").contains(QLatin1String("Tick")));
    // Back to everything: what was seen still holds.
    child<QRadioButton>("restoreWhole")->click();
    QVERIFY(next()->isEnabled() && child<QRadioButton>("restoreSwap")->isEnabled());
    QCOMPARE(next()->text(), QStringLiteral("&Restore over blog && more.db"));
    QVERIFY(titlesIn(live()).empty());
    restore();
    QCOMPARE(titlesIn(live()), std::string("one,two"));
}

void RestoreAssistantTest::aTableThatIsRefusedChangesNothing()
{
    QVERIFY(Sqlite(live()).execute(
        "CREATE TABLE wide(id INTEGER PRIMARY KEY, a, b); INSERT INTO wide VALUES(1,2,3)"));
    const Path backup = backUp();
    QVERIFY(Sqlite(live()).execute("ALTER TABLE wide DROP COLUMN b; DELETE FROM posts;"));
    open({.file = backup});
    look();
    tick("posts");
    tick("wide"); // a column too few
    restore();
    QVERIFY2(message().contains(QLatin1String("wide")), qPrintable(message()));
    QVERIFY(isShown("restoreHow") && isShown("restoreScope") && !isShown("restoreEnd"));
    QVERIFY(next()->isEnabled() && next()->hasFocus());
    QVERIFY(titlesIn(live()).empty());
    QCOMPARE(m_world->catalogue().backups().result().value().size(), 1); // not even a safety copy
    tick("wide");
    QTRY_VERIFY(message().isEmpty());
    restore();
    QVERIFY2(isShown("restoreEnd"), qPrintable(message()));
    QCOMPARE(titlesIn(live()), std::string("one,two"));
}

void RestoreAssistantTest::aTableThatWasMadeStays()
{
    const Path backup = backUp();
    QVERIFY(Sqlite(live()).execute("DROP TABLE posts"));
    open({.file = backup});
    look();
    tick("posts");
    restore();
    QCOMPARE(titlesIn(live()), std::string("one,two"));
    QVERIFY(factsIn("restoreEndFacts").contains(QLatin1String("was made")));
    QVERIFY(text("restoreUndoHint").contains(QLatin1String("refused")));
    QTest::mouseClick(child<QPushButton>("restoreUndo"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy() && !message().isEmpty(), longWait);
    QVERIFY2(message().contains(QLatin1String("no such table")), qPrintable(message()));
    QVERIFY(isShown("restoreEnd"));
    QCOMPARE(titlesIn(live()), std::string("one,two"));
}

void RestoreAssistantTest::tablesNeedADatabaseThatIsThere()
{
    const Path backup = backUp();
    open({.file = backup});
    m_answers.newFile = displayPath(m_world->home() / "new.db");
    QTRY_VERIFY(!child<QRadioButton>("restoreOverOrigin")->isHidden());
    child<QRadioButton>("restoreElsewhere")->click();
    QTest::mouseClick(child<QPushButton>("restoreChooseNewFile"), Qt::LeftButton);
    look();
    QVERIFY(!child<QRadioButton>("restoreSomeTables")->isEnabled());
    QVERIFY(text("restoreScopeHint").contains(QLatin1String("need a database")));
}

void RestoreAssistantTest::aNetworkMountNeedsAStoppedProgram()
{
    const Path backup = backUp();
    const NetworkAccess network(m_world->paths().scratch);
    const Path scratch = m_world->folder() / "scratch";
    std::filesystem::create_directory(scratch);
    Result<RestorePlan> plan = planRestore(backup, live(), scratch, 0, network, RunControl());
    QVERIFY(plan);
    plan->target.isOnNetwork = true;
    plan->target.recommended = RestoreWay::SwapFile;
    plan->target.whyNotLive = QStringLiteral("It is on a network mount, where SQLite must not open it.");
    WaySection section;
    section.setPlan(*plan, m_world->destination());
    auto *stopped = section.findChild<QCheckBox *>(QStringLiteral("restoreStopped"));
    QVERIFY(!stopped->isHidden() && !stopped->isChecked());
    QVERIFY(!section.whatIsMissing().isEmpty());
    stopped->click();
    QVERIFY(section.whatIsMissing().isEmpty());
    QVERIFY(section.choice().applicationIsStopped);
    QCOMPARE(section.choice().way, std::optional(RestoreWay::SwapFile));
    section.setPlan(*plan, m_world->destination());
    QVERIFY(!section.whatIsMissing().isEmpty()); // said once, it does not hold for the next
}

void RestoreAssistantTest::oneWindowAtATime()
{
    const Path backup = backUp();
    QVERIFY(makeDatabase(live(), 3000, 20'000, "WAL"));
    QWidget parent;
    RestoreAssistant assistant(services(), &parent);
    assistant.open({.file = backup});
    m_window = parent.findChild<RestoreWindow *>();
    QVERIFY(m_window);
    look();
    QTest::mouseClick(next(), Qt::LeftButton);
    QVERIFY(assistant.isBusy());
    assistant.open({.source = live()});
    QCOMPARE(parent.findChildren<RestoreWindow *>().size(), 1);
    QVERIFY(m_window->isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(!assistant.isBusy(), longWait);
    assistant.open({.source = live()});
    QTRY_VERIFY(!m_window); // the old one has gone for the new one
    QCOMPARE(parent.findChildren<RestoreWindow *>().size(), 1);
}

void RestoreAssistantTest::quittingAsksFirst()
{
    const Path backup = backUp();
    QVERIFY(makeDatabase(live(), 3000, 20'000, "WAL"));
    QWidget parent;
    RestoreAssistant assistant(services(), &parent);
    QVERIFY(assistant.mayQuit(m_answers));
    QVERIFY(m_answers.asked.isEmpty());
    assistant.open({.file = backup});
    m_window = parent.findChild<RestoreWindow *>();
    look();
    QTest::mouseClick(next(), Qt::LeftButton);
    QSignalSpy released(&assistant, &RestoreAssistant::released);
    QVERIFY(!assistant.mayQuit(m_answers)); // the safe answer
    QVERIFY(m_window->isBusy());
    m_answers.choice = 1;
    QVERIFY(!assistant.mayQuit(m_answers));
    QTRY_COMPARE_WITH_TIMEOUT(released.size(), 1, longWait);
    QVERIFY(!m_window && assistant.mayQuit(m_answers));
    QCOMPARE(Sqlite(live()).value("SELECT count(*) FROM items"), std::string("3000"));
}

void RestoreAssistantTest::differenceIsAWellBehavedModel()
{
    DifferenceModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Comparison difference;
    TableComparison same;
    TableComparison back;
    back.state = TableComparison::State::OnlyRight;
    back.rowsRight = 1200;
    TableComparison unknown;
    unknown.state = TableComparison::State::NotComparable;
    difference.tables = {same, back, unknown};
    model.setDifference(difference);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, DifferenceModel::BackColumn).data().toString(), QStringLiteral("1,200"));
    QCOMPARE(model.index(1, DifferenceModel::BackColumn).data().toString(), QString(QChar(0x2013)));
    model.setDifference({});
    QCOMPARE(model.rowCount(), 0);
}

int main(int argc, char *argv[])
{
    if (argc == 3 && std::string(argv[1]) == "--write") {
        return writeOn(argv[2]);
    }
    QApplication application(argc, argv);
    RestoreAssistantTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_restoreassistant.moc"
