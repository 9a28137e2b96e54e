// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/databasespage.h"

#include "support/databases.h"
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

private:
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
    m_page = std::make_unique<DatabasesPage>(m_profile->catalogue(), m_profile->runs(), m_profile->finder(),
                                             m_profile->launcher(), m_answers, m_profile->settings());
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

QTEST_MAIN(TestDatabasesPage)
#include "tst_databasespage.moc"
