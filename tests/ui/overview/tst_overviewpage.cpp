// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/overview/overviewpage.h"

#include "support/databases.h"
#include "ui/common/status.h"
#include "ui/support/profile.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace litekeeper;
using namespace litekeeper::test;

class TestOverviewPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anEmptyProfileOffersTheWayOn();
    void answersAndBacksUpWithOneClick();
    void aFailedBackupIsSaid();
    void enterAsksForDetails();
    void takesADatabaseOff();

private:
    void remember(const Path &source);
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_page->findChild<Widget *>(QLatin1String(name));
    }
    [[nodiscard]] QTreeView *table() const { return find<QTreeView>("overviewTable"); }

    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<OverviewPage> m_page;
};

void TestOverviewPage::init()
{
    m_profile = std::make_unique<Profile>();
    m_profile->openCatalogue();
    m_page = std::make_unique<OverviewPage>(m_profile->catalogue(), m_profile->runs(), m_profile->finder(),
                                            m_profile->jobs(), m_profile->watches(), m_profile->launcher(),
                                            m_profile->settings());
    m_page->resize(1000, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestOverviewPage::cleanup()
{
    m_page.reset();
    m_profile.reset();
}

void TestOverviewPage::remember(const Path &source)
{
    m_profile->catalogue().rememberDatabase(source);
    QTRY_VERIFY(table()->isVisible() && table()->model()->rowCount() > 0);
}

void TestOverviewPage::anEmptyProfileOffersTheWayOn()
{
    QTRY_VERIFY(find<QPushButton>("findButton")->isVisible());
    QVERIFY(!table()->isVisible());
    QSignalSpy wantsToFind(m_page.get(), &OverviewPage::findRequested);
    QSignalSpy wantsSample(m_page.get(), &OverviewPage::sampleRequested);
    QTest::mouseClick(find<QPushButton>("findButton"), Qt::LeftButton);
    QTest::mouseClick(find<QPushButton>("sampleButton"), Qt::LeftButton);
    QCOMPARE(wantsToFind.count(), 1);
    QCOMPARE(wantsSample.count(), 1);
}

void TestOverviewPage::answersAndBacksUpWithOneClick()
{
    const Path source = m_profile->home() / "blog.db";
    QVERIFY(makeDatabase(source));
    remember(source);
    const QString before = find<QLabel>("answerHeadline")->text();
    QVERIFY2(before.contains(QStringLiteral("not safe")), qPrintable(before));
    QTest::mouseClick(find<QPushButton>("answerButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("answerHeadline")->text() == QStringLiteral("Your data is safe"),
                             30'000);
    QCOMPARE(table()->model()->rowCount(), 1);
}

void TestOverviewPage::aFailedBackupIsSaid()
{
    const Path source = m_profile->home() / "empty.db";
    QVERIFY(makeDatabase(source));
    remember(source);
    std::filesystem::resize_file(source, 0);
    QSignalSpy finished(&m_profile->backups(), &BackupService::runFinished);
    QTest::mouseClick(find<QPushButton>("answerButton"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    QCOMPARE(finished.at(0).at(0).value<Run>().outcome, Outcome::Failed);
    QTRY_VERIFY(table()->model()->index(0, 2).data().toString() == statusOf(Outcome::Failed).word);
    QVERIFY(find<QLabel>("answerHeadline")->text().contains(QStringLiteral("not safe")));
}

void TestOverviewPage::enterAsksForDetails()
{
    const Path source = m_profile->home() / "blog.db";
    QVERIFY(makeDatabase(source));
    remember(source);
    QSignalSpy details(m_page.get(), &OverviewPage::detailsRequested);
    table()->setFocus();
    table()->setCurrentIndex(table()->model()->index(0, 0));
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(details.count(), 1);
    QCOMPARE(details.at(0).at(0).value<Path>(), source);
}

void TestOverviewPage::takesADatabaseOff()
{
    const Path source = m_profile->home() / "blog.db";
    QVERIFY(makeDatabase(source));
    remember(source);
    table()->setFocus();
    table()->setCurrentIndex(table()->model()->index(0, 0));
    QTest::keyClick(table(), Qt::Key_Delete);
    QTRY_VERIFY(find<QPushButton>("findButton")->isVisible());
}

QTEST_MAIN(TestOverviewPage)
#include "tst_overviewpage.moc"
