// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/verifiedside.h"

#include "ui/history/filterbar.h"
#include "ui/history/historypage.h"
#include "ui/history/verifiedmodel.h"
#include "ui/support/answers.h"
#include "ui/support/verdicts.h"
#include "ui/support/world.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>

using namespace litekeeper;
using namespace litekeeper::test;

class VerifiedSideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsTellTheVerdict();
    void everyVerificationOfAFileIsKept();
    void filtersByVerdictAndWords();
    void theEmptySideLeadsToVerify();

private:
    struct Shown
    {
        World world;
        Answers answers;
        std::unique_ptr<HistoryPage> page;

        Shown()
        {
            page
                = std::make_unique<HistoryPage>(world.runner(), world.catalogue(), answers, world.settings());
            page->resize(1000, 700);
            page->show();
            QTest::mouseClick(page->findChild<QToolButton *>(QStringLiteral("verifiedSide")), Qt::LeftButton);
        }
        void store(const FileVerdict &verdict) { world.catalogue().storeVerdict(verdict).waitForFinished(); }
        [[nodiscard]] QAbstractItemModel *rows() const
        {
            return page->findChild<QTreeView *>(QStringLiteral("verifiedTable"))->model();
        }
    };
};

void VerifiedSideTest::rowsTellTheVerdict()
{
    VerifiedModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setVerdicts({siteZip("/downloads"), giteaZip("/downloads")});
    QCOMPARE(model.rowCount(), 2);
    const auto text = [&model](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, VerifiedModel::VerdictColumn), QStringLiteral("Empty"));
    QCOMPARE(model.index(0, VerifiedModel::VerdictColumn).data(DetailRole).toString(),
             QStringLiteral("1 of 2 databases is empty"));
    QCOMPARE(text(0, VerifiedModel::DatabasesColumn), QStringLiteral("2"));
    QCOMPARE(text(1, VerifiedModel::FileColumn), QStringLiteral("gitea-dump-1763521211.zip"));
    model.setVerdicts({});
    QCOMPARE(model.rowCount(), 0);
}

void VerifiedSideTest::everyVerificationOfAFileIsKept()
{
    Shown shown;
    FileVerdict older = siteZip("/downloads");
    older.verifiedAt = older.verifiedAt.addDays(-1);
    shown.store(older);
    shown.store(siteZip("/downloads"));
    QTRY_COMPARE(shown.rows()->rowCount(), 2);
    const auto *side = shown.page->findChild<VerifiedSide *>();
    QTRY_COMPARE(side->findChild<QLabel *>(QStringLiteral("detailsTitle"))->text().remove(QChar(0x200B)),
                 QStringLiteral("Would not restore: 1 of 2 databases is empty."));
    QTRY_VERIFY(shown.page->findChild<QToolButton *>(QStringLiteral("verifiedSide"))
                    ->text()
                    .endsWith(QStringLiteral("2")));
}

void VerifiedSideTest::filtersByVerdictAndWords()
{
    Shown shown;
    shown.store(siteZip("/downloads"));
    shown.store(giteaZip("/downloads"));
    shown.store(damagedArchive("/downloads"));
    QTRY_COMPARE(shown.rows()->rowCount(), 3);
    auto *verdicts = shown.page->findChild<QComboBox *>(QStringLiteral("verdictFilter"));
    QVERIFY(verdicts->isVisible());
    QVERIFY(!shown.page->findChild<QComboBox *>(QStringLiteral("sourceFilter"))->isVisible());
    verdicts->setCurrentIndex(verdicts->findText(QStringLiteral("Empty")));
    QCOMPARE(shown.rows()->rowCount(), 1);
    verdicts->setCurrentIndex(0);
    shown.page->findChild<QLineEdit *>(QStringLiteral("textFilter"))->setText(QStringLiteral("gitea"));
    QCOMPARE(shown.rows()->rowCount(), 1);
    shown.page->findChild<FilterBar *>()->clearWishes();
    QCOMPARE(shown.rows()->rowCount(), 3);
}

void VerifiedSideTest::theEmptySideLeadsToVerify()
{
    Shown shown;
    auto *button = shown.page->findChild<QPushButton *>(QStringLiteral("historyToVerify"));
    QTRY_VERIFY(button->isVisible());
    QSignalSpy requested(shown.page.get(), &HistoryPage::verifyRequested);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
}

QTEST_MAIN(VerifiedSideTest)
#include "tst_verifiedside.moc"
