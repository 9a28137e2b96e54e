// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/historyfilter.h"

#include "ui/common/cellroles.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QStandardItemModel>
#include <QTest>

using namespace litekeeper;

namespace {

constexpr int sourceRole = UserCellRole;
constexpr int stateRole = UserCellRole + 1;

QStandardItem *item(const char *search, const char *source, int state, int hour)
{
    auto *item = new QStandardItem(QString::fromLatin1(search));
    item->setData(QString::fromLatin1(search), SearchRole);
    item->setData(QString::fromLatin1(source), sourceRole);
    item->setData(state, stateRole);
    item->setData(QDateTime(QDate(2026, 11, 21), QTime(hour, 0), Qt::UTC), SortRole);
    return item;
}

} // namespace

class TestHistoryFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void letsEverythingThroughAtFirst();
    void everyWordMustOccur();
    void filtersByDatabaseAndState();
    void sortsByTheSortRole();
    void followsChangesOfTheModel();

private:
    [[nodiscard]] QStringList shown() const
    {
        QStringList texts;
        for (int row = 0; row < m_filter->rowCount(); ++row) {
            texts.append(m_filter->index(row, 0).data().toString());
        }
        return texts;
    }

    QStandardItemModel m_model;
    std::unique_ptr<HistoryFilter> m_filter;
};

void TestHistoryFilter::init()
{
    m_model.clear();
    m_model.appendRow(item("ghost zip", "/srv/ghost.db", 4, 3));
    m_model.appendRow(item("Ghost database", "/srv/ghost.db", 2, 1));
    m_model.appendRow(item("gitea zip", "/srv/gitea.db", 4, 2));
    m_filter = std::make_unique<HistoryFilter>(sourceRole, stateRole);
    m_filter->setSourceModel(&m_model);
}

void TestHistoryFilter::letsEverythingThroughAtFirst()
{
    QAbstractItemModelTester tester(m_filter.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(m_filter->rowCount(), 3);
    m_filter->setWish({});
    QCOMPARE(m_filter->rowCount(), 3);
}

void TestHistoryFilter::everyWordMustOccur()
{
    m_filter->setWish({QStringLiteral("GHOST"), {}, {}});
    QCOMPARE(m_filter->rowCount(), 2);
    m_filter->setWish({QStringLiteral(" zip  ghost "), {}, {}});
    QCOMPARE(shown(), QStringList(QStringLiteral("ghost zip")));
    m_filter->setWish({QStringLiteral("ghost gitea"), {}, {}});
    QCOMPARE(m_filter->rowCount(), 0);
}

void TestHistoryFilter::filtersByDatabaseAndState()
{
    m_filter->setWish({{}, QStringLiteral("/srv/ghost.db"), {}});
    QCOMPARE(m_filter->rowCount(), 2);
    m_filter->setWish({{}, QStringLiteral("/srv/ghost.db"), 4});
    QCOMPARE(shown(), QStringList(QStringLiteral("ghost zip")));
    m_filter->setWish({{}, {}, 4});
    QCOMPARE(m_filter->rowCount(), 2);
}

void TestHistoryFilter::sortsByTheSortRole()
{
    m_filter->sort(0, Qt::DescendingOrder);
    QCOMPARE(shown(),
             (QStringList{QStringLiteral("ghost zip"), QStringLiteral("gitea zip"),
                          QStringLiteral("Ghost database")}));
}

void TestHistoryFilter::followsChangesOfTheModel()
{
    m_filter->setWish({{}, {}, 4});
    m_model.item(1)->setData(4, stateRole);
    QCOMPARE(m_filter->rowCount(), 3);
    m_model.item(0)->setData(-1, stateRole);
    QCOMPARE(m_filter->rowCount(), 2);
}

QTEST_GUILESS_MAIN(TestHistoryFilter)
#include "tst_historyfilter.moc"
