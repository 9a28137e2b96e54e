// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/databasespage.h"

#include "service/searchprotocol.h"
#include "support/databases.h"
#include "support/deadshare.h"
#include "support/files.h"
#include "ui/databases/databasemodel.h"
#include "ui/support/answers.h"
#include "ui/support/profile.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace litekeeper;
using namespace litekeeper::test;

class TestDatabasesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void findsDatabasesByTheirContent();
    void filtersWhatWasFound();
    void backsUpWithTheButton();
    void backsUpSeveralWithTheKeys();
    void remembersHowItBacksUp();
    void searchesAFolderThatIsAdded();
    void selectsWhatIsDropped();
    void showsDetailsAndCountsRows();
    void showsSharesAndHowTheyDo();
    void aShareThatHangsHoldsNothingUp();
    void searchesAShare();
    void saysWhatIsWrongWithAnAddress();
    void saysWhatTheMounterSaid();
    void connectsToAServer();

private:
    /// A program in place of litekeeper-cli, and one in place of the desktop's mounter.
    void makeProgram(const QByteArray &text);
    void makeMounter(const QByteArray &text) const;
    void makeScript(const Path &file, const QByteArray &text) const;
    [[nodiscard]] QModelIndex placeRow(const QString &label) const;
    void clickPlace(const QString &label) const;
    void makePage();
    void searchHome();
    void selectRow(const QString &name, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    [[nodiscard]] int rowWith(const QString &name) const;
    [[nodiscard]] QTreeView *table() const
    {
        return m_page->findChild<QTreeView *>(QStringLiteral("databasesTable"));
    }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_page->findChild<Widget *>(QLatin1String(name));
    }

    std::unique_ptr<Profile> m_profile;
    Answers m_answers;
    std::unique_ptr<DatabasesPage> m_page;
};

void TestDatabasesPage::init()
{
    m_profile = std::make_unique<Profile>();
    m_answers = Answers();
    m_profile->openCatalogue();
    makePage();
}

void TestDatabasesPage::cleanup()
{
    m_page.reset();
    m_profile.reset();
}

void TestDatabasesPage::makePage()
{
    m_page = std::make_unique<DatabasesPage>(
        DatabasesPage::Services{m_profile->catalogue(), m_profile->runs(), m_profile->finder(),
                                m_profile->places(), m_profile->launcher(), m_profile->settings()},
        m_answers);
    m_page->resize(1000, 700);
    m_page->QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestDatabasesPage::searchHome()
{
    QSignalSpy finished(&m_profile->finder(), &FinderService::finished);
    m_page->searchHome();
    QTRY_COMPARE(finished.count(), 1);
}

int TestDatabasesPage::rowWith(const QString &name) const
{
    for (int row = 0; row < table()->model()->rowCount(); ++row) {
        if (table()->model()->index(row, 0).data().toString() == name) {
            return row;
        }
    }
    return -1;
}

void TestDatabasesPage::selectRow(const QString &name, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex index = table()->model()->index(rowWith(name), 0);
    QVERIFY(index.isValid());
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, modifiers, table()->visualRect(index).center());
}

void TestDatabasesPage::findsDatabasesByTheirContent()
{
    QVERIFY(makeDatabase(m_profile->home() / "no-ending"));
    std::filesystem::create_directories(m_profile->home() / "deep/er");
    QVERIFY(makeDatabase(m_profile->home() / "deep/er/blog.db"));
    QFile text(QString::fromStdString((m_profile->home() / "text.db").string()));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("not a database, whatever its name says");
    text.close();
    searchHome();
    QCOMPARE(table()->model()->rowCount(), 2);
    QVERIFY(rowWith(QStringLiteral("blog.db")) >= 0);
    QVERIFY(rowWith(QStringLiteral("no-ending")) >= 0);
    QVERIFY(find<QLabel>("pageSubtitle")->text().contains(QStringLiteral("2 databases")));
    // What is deleted is gone after the next search.
    std::filesystem::remove(m_profile->home() / "no-ending");
    QTest::mouseClick(find<QPushButton>("searchButton"), Qt::LeftButton);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
}

void TestDatabasesPage::filtersWhatWasFound()
{
    QVERIFY(makeDatabase(m_profile->home() / "blog.db"));
    QVERIFY(makeDatabase(m_profile->home() / "shop.db"));
    searchHome();
    QTest::keyClicks(find<QLineEdit>("filterEdit"), QStringLiteral("SHOP"));
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QTest::keyClicks(find<QLineEdit>("filterEdit"), QStringLiteral("xyz"));
    QTRY_COMPARE(table()->model()->rowCount(), 0);
    QVERIFY(find<QLabel>("emptyText")->text().contains(QStringLiteral("SHOPxyz")));
}

void TestDatabasesPage::backsUpWithTheButton()
{
    QVERIFY(makeDatabase(m_profile->home() / "blog.db", 500));
    searchHome();
    auto *button = find<QPushButton>("backUpButton");
    QVERIFY(button->isEnabled()); // what was found is chosen: the second click of a first run
    table()->clearSelection();
    QVERIFY(!button->isEnabled());
    selectRow(QStringLiteral("blog.db"));
    QVERIFY(button->isEnabled());
    QSignalSpy finished(&m_profile->backups(), &BackupService::runFinished);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    const Run run = finished.at(0).at(0).value<Run>();
    QVERIFY2(run.outcome == Outcome::Succeeded, qPrintable(run.reason));
    const QModelIndex cell
        = table()->model()->index(rowWith(QStringLiteral("blog.db")), DatabaseModel::LastBackupColumn);
    QTRY_VERIFY(cell.data(StatusRole).isValid());
    QVERIFY(!cell.data(ProgressRole).isValid());
    // Its own backups are no databases to be backed up.
    QSignalSpy searched(&m_profile->finder(), &FinderService::finished);
    m_page->addDropped({m_profile->destination()});
    QTRY_COMPARE(searched.count(), 1);
    QCOMPARE(searched.at(0).at(1).toLongLong(), 1);
    QTRY_COMPARE(table()->model()->rowCount(), 0);
    int files = 0;
    for (const auto &entry : std::filesystem::directory_iterator(m_profile->destination())) {
        files += entry.path().extension() == ".db" ? 1 : 0;
    }
    QCOMPARE(files, 1);
}

void TestDatabasesPage::backsUpSeveralWithTheKeys()
{
    QVERIFY(makeDatabase(m_profile->home() / "blog.db"));
    QVERIFY(makeDatabase(m_profile->home() / "shop.db"));
    searchHome();
    table()->setFocus();
    table()->selectAll();
    QVERIFY(find<QPushButton>("backUpButton")->text().contains(QLatin1Char('2')));
    QSignalSpy finished(&m_profile->backups(), &BackupService::runFinished);
    QTest::keyClick(m_page.get(), Qt::Key_B, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, 30'000);
}

void TestDatabasesPage::remembersHowItBacksUp()
{
    QVERIFY(makeDatabase(m_profile->home() / "blog.db"));
    searchHome();
    const Path other = m_profile->folder() / "other";
    std::filesystem::create_directories(other);
    m_answers.folder = QString::fromStdString(other.string());
    QTest::mouseClick(find<QToolButton>("destinationChoose"), Qt::LeftButton);
    auto *format = find<QComboBox>("formatBox");
    format->setFocus();
    QTest::keyClick(format, Qt::Key_Down);
    QCOMPARE(m_profile->launcher().options().destination, other);
    const BackupOptions chosen = m_profile->launcher().options();
    QCOMPARE(chosen.format, Format::Zip);
    m_page.reset();
    m_profile->restart();
    m_profile->openCatalogue();
    QVERIFY(m_profile->launcher().options() == chosen);
    makePage();
    QCOMPARE(find<QComboBox>("formatBox")->currentData().toInt(), int(Format::Zip));
    QCOMPARE(find<QComboBox>("destinationBox")->currentText(), displayPath(other));
}

void TestDatabasesPage::searchesAFolderThatIsAdded()
{
    const Path folder = m_profile->folder() / "elsewhere";
    std::filesystem::create_directories(folder);
    QVERIFY(makeDatabase(folder / "far.db"));
    m_answers.folder = QString::fromStdString(folder.string());
    QTest::mouseClick(find<QPushButton>("addFolderButton"), Qt::LeftButton);
    QTRY_COMPARE(rowWith(QStringLiteral("far.db")), 0);
    // It is still there after a new start.
    m_page.reset();
    m_profile->restart();
    m_profile->openCatalogue();
    makePage();
    const auto *places = find<QListView>("placesList")->model();
    QTRY_VERIFY(places->rowCount() > 0
                && places->match(places->index(0, 0), Qt::DisplayRole, QStringLiteral("elsewhere")).size()
                    == 1);
}

void TestDatabasesPage::selectsWhatIsDropped()
{
    const Path file = m_profile->folder() / "dropped.db";
    QVERIFY(makeDatabase(file));
    m_page->addDropped({file});
    QTRY_VERIFY(find<QPushButton>("backUpButton")->isEnabled());
    QCOMPARE(table()->currentIndex().data().toString(), QStringLiteral("dropped.db"));
}

void TestDatabasesPage::showsDetailsAndCountsRows()
{
    QVERIFY(makeDatabase(m_profile->home() / "blog.db", 321));
    searchHome();
    selectRow(QStringLiteral("blog.db"));
    auto *details = find<QWidget>("detailsPanel");
    QVERIFY(details->isHidden());
    QTest::keyClick(table(), Qt::Key_Return);
    QTRY_VERIFY(details->isVisible());
    QCOMPARE(find<QLabel>("detailsName")->text(), QStringLiteral("blog.db"));
    auto *count = find<QPushButton>("countRows");
    QTRY_VERIFY(!count->visibleRegion().isEmpty()); // laid out
    QTest::mouseClick(count, Qt::LeftButton);
    auto *tables = find<QTreeView>("tablesView");
    QTRY_VERIFY2(tables->model()->rowCount() == 1, qPrintable(find<QLabel>("tablesSentence")->text()));
    QCOMPARE(tables->model()->index(0, 0).data().toString(), QStringLiteral("items"));
    QCOMPARE(tables->model()->index(0, 1).data().toString(), QStringLiteral("321"));
    QTest::keyClick(m_page.get(), Qt::Key_Escape);
    QTRY_VERIFY(details->isHidden());
}

void TestDatabasesPage::makeScript(const Path &file, const QByteArray &text) const
{
    const Path fresh = withSuffix(file, ".new"); // one that runs cannot be written to
    QVERIFY(writeBytes(fresh, "#!/bin/sh\n" + text + "\n"));
    std::filesystem::permissions(fresh, std::filesystem::perms::owner_all);
    std::filesystem::rename(fresh, file);
}

void TestDatabasesPage::makeProgram(const QByteArray &text)
{
    m_profile->program = m_profile->folder() / "child";
    makeScript(m_profile->program, "read line\n" + text);
}

void TestDatabasesPage::makeMounter(const QByteArray &text) const
{
    const Path folder = m_profile->folder() / "bin";
    std::filesystem::create_directories(folder);
    makeScript(folder / "gio", text);
    qputenv("PATH", pathBytes(folder) + ":/usr/bin:/bin");
}

QModelIndex TestDatabasesPage::placeRow(const QString &label) const
{
    const QAbstractItemModel *places = find<QListView>("placesList")->model();
    for (int row = 0; row < places->rowCount(); ++row) {
        if (places->index(row, 0).data().toString() == label) {
            return places->index(row, 0);
        }
    }
    return {};
}

void TestDatabasesPage::clickPlace(const QString &label) const
{
    auto *list = find<QListView>("placesList");
    list->scrollTo(placeRow(label));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(placeRow(label)).center());
}

#define HAVE_SHARE(share)                                                                                    \
    const Path folder = m_profile->folder() / "share";                                                       \
    std::filesystem::create_directories(folder);                                                             \
    const DeadShare share(folder);                                                                           \
    if (!share.why().empty()) {                                                                              \
        QSKIP(share.why().c_str());                                                                          \
    }

namespace {

const QByteArray answers = R"(echo '{"answer":{"latency":12400,"free":1000,"total":5000}}')";
const QString shareLabel = QStringLiteral("share on host");

} // namespace

void TestDatabasesPage::showsSharesAndHowTheyDo()
{
    HAVE_SHARE(share);
    m_page.reset();
    makeProgram(answers);
    m_profile->restart();
    m_profile->openCatalogue();
    makePage();
    QTRY_COMPARE_WITH_TIMEOUT(placeRow(shareLabel).data(DetailRole).toString(),
                              QStringLiteral("answers in 12 ms"), 30'000);
    makeProgram("exec sleep 1000");
    m_profile->places().setTimeLimit(std::chrono::milliseconds(500));
    m_profile->places().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(
        placeRow(shareLabel).data(DetailRole).toString().startsWith(QStringLiteral("not answering since ")),
        30'000);
    QVERIFY(placeRow(shareLabel).data(StatusRole).isValid());
    // Nobody looks, nobody asks.
    m_page->hide();
    QTRY_VERIFY_WITH_TIMEOUT(!m_profile->places().isRefreshing(), 30'000);
}

void TestDatabasesPage::aShareThatHangsHoldsNothingUp()
{
    HAVE_SHARE(share);
    QVERIFY(makeDatabase(m_profile->home() / "blog.db"));
    m_page.reset();
    makeProgram("exec sleep 1000");
    m_profile->restart();
    m_profile->openCatalogue();
    m_profile->places().setTimeLimit(std::chrono::milliseconds(500));
    m_profile->finder().setSilence(std::chrono::milliseconds(500));
    makePage();
    QTRY_VERIFY_WITH_TIMEOUT(placeRow(shareLabel).isValid(), 30'000);
    QSignalSpy finished(&m_profile->finder(), &FinderService::finished);
    clickPlace(shareLabel);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    QVERIFY2(find<QLabel>("emptyText")->text().contains(QStringLiteral("does not answer")),
             qPrintable(find<QLabel>("emptyText")->text()));
    QVERIFY(find<QPushButton>("emptySearchButton")->isVisible());
    // Stopped before its time is over.
    m_profile->finder().setSilence(std::chrono::minutes(5));
    QTest::mouseClick(find<QPushButton>("searchButton"), Qt::LeftButton);
    QTRY_VERIFY(m_profile->finder().searching());
    QTest::keyClick(m_page.get(), Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, 30'000);
    searchHome();
    QTRY_VERIFY(rowWith(QStringLiteral("blog.db")) >= 0);
}

void TestDatabasesPage::searchesAShare()
{
    HAVE_SHARE(share);
    const DatabaseFacts shop{.path = folder / "shop.db",
                             .bytes = 8192,
                             .pageSize = 4096,
                             .pageCount = 2,
                             .modified = QDateTime::currentDateTimeUtc()};
    const QByteArray facts = searchprotocol::foundLine({shop}).trimmed();
    const QByteArray done
        = R"({"litekeeper-network":1,"answer":{"files":7,"databases":1,"unreadable":0,"folder":""}})";
    m_page.reset();
    makeProgram("case \"$line\" in *probe*) " + answers + ";; *) echo '" + facts + "'; echo '" + done
                + "';; esac");
    m_profile->restart();
    m_profile->openCatalogue();
    makePage();
    QTRY_VERIFY_WITH_TIMEOUT(placeRow(shareLabel).isValid(), 30'000);
    clickPlace(shareLabel);
    QTRY_VERIFY_WITH_TIMEOUT(rowWith(QStringLiteral("shop.db")) >= 0, 30'000);
    const QModelIndex row = table()->model()->index(rowWith(QStringLiteral("shop.db")), 0);
    QVERIFY(row.data(DatabaseModel::NetworkRole).toBool());
    QVERIFY(row.data(DetailRole).toString().startsWith(QStringLiteral("network")));
    QVERIFY(find<QPushButton>("backUpButton")->isEnabled());
    selectRow(QStringLiteral("shop.db"));
    QTest::keyClick(table(), Qt::Key_Return);
    QTRY_VERIFY(find<QWidget>("detailsPanel")->isVisible());
    QVERIFY(find<QLabel>("tablesSentence")->text().contains(QStringLiteral("share")));
}

void TestDatabasesPage::saysWhatIsWrongWithAnAddress()
{
    auto *panel = find<QWidget>("connectPanel");
    QVERIFY(panel->isHidden());
    QTest::mouseClick(find<QPushButton>("connectServerButton"), Qt::LeftButton);
    QVERIFY(panel->isVisible());
    auto *address = find<QComboBox>("serverAddress");
    QTRY_VERIFY(address->hasFocus() || address->lineEdit()->hasFocus());
    QCOMPARE(address->currentText(), QStringLiteral("smb://"));
    for (const QString &wrong :
         {QStringLiteral("nas"), QStringLiteral("smb://nas"), QStringLiteral("x://nas/y")}) {
        address->lineEdit()->selectAll();
        QTest::keyClicks(address->lineEdit(), wrong);
        QTest::keyClick(address->lineEdit(), Qt::Key_Return);
        QVERIFY(find<QLabel>("connectSentence")->text().contains(QStringLiteral("address"))
                || find<QLabel>("connectSentence")->text().contains(QStringLiteral("server")));
        QVERIFY(find<QPushButton>("connectButton")->isEnabled());
    }
    QTest::keyClick(address->lineEdit(), Qt::Key_Escape);
    QVERIFY(panel->isHidden());
    QTest::keyClick(m_page.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(panel->isVisible());
}

void TestDatabasesPage::saysWhatTheMounterSaid()
{
    makeMounter("echo 'gio: x: Password dialog cancelled' >&2; exit 2");
    QTest::mouseClick(find<QPushButton>("connectServerButton"), Qt::LeftButton);
    auto *address = find<QComboBox>("serverAddress");
    address->setEditText(QStringLiteral("smb://ada:secret@nas/photos"));
    QTest::mouseClick(find<QPushButton>("connectButton"), Qt::LeftButton);
    QCOMPARE(address->currentText(), QStringLiteral("smb://ada@nas/photos"));
    auto *sentence = find<QLabel>("connectSentence");
    QTRY_VERIFY2(sentence->text().contains(QStringLiteral("Password dialog cancelled")),
                 qPrintable(sentence->text()));
    QVERIFY(!sentence->text().contains(QStringLiteral("secret")));
    QVERIFY(find<QPushButton>("fileManagerButton")->isVisible());
    QVERIFY(find<QPushButton>("connectButton")->isEnabled());
}

void TestDatabasesPage::connectsToAServer()
{
    m_page.reset();
    makeProgram(answers);
    makeMounter("exit 0");
    m_profile->restart();
    m_profile->openCatalogue();
    makePage();
    QTRY_VERIFY_WITH_TIMEOUT(!m_profile->places().isRefreshing(), 30'000);
    HAVE_SHARE(share); // as the mounter would have mounted it
    QTest::mouseClick(find<QPushButton>("connectServerButton"), Qt::LeftButton);
    find<QComboBox>("serverAddress")->setEditText(QStringLiteral("smb://ada:secret@HOST/share"));
    QSignalSpy finished(&m_profile->finder(), &FinderService::finished);
    QTest::mouseClick(find<QPushButton>("connectButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("connectPanel")->isHidden(), 30'000);
    QCOMPARE(find<QListView>("placesList")->currentIndex().data().toString(), shareLabel);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000); // it is searched
    // It is offered again, without the password.
    QTest::mouseClick(find<QPushButton>("connectServerButton"), Qt::LeftButton);
    QCOMPARE(find<QComboBox>("serverAddress")->itemText(0), QStringLiteral("smb://ada@host/share"));
    // One that shows up nowhere is said to.
    find<QComboBox>("serverAddress")->setEditText(QStringLiteral("smb://other/share"));
    QTest::mouseClick(find<QPushButton>("connectButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("connectSentence")->text().contains(QStringLiteral("gvfs-fuse")),
                             30'000);
}

QTEST_MAIN(TestDatabasesPage)
#include "tst_databasespage.moc"
