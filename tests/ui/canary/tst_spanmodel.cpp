// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/spanmodel.h"

#include "ui/common/status.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;

namespace {

const QDateTime begin(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

ObservationSpan span(qint64 id, WatchState state, qint64 looks = 1)
{
    ObservationSpan span{.id = id, .firstAt = begin.addDays(id), .looks = looks};
    span.newest.at = span.firstAt.addSecs(3600 * (looks - 1));
    span.newest.state = state;
    return span;
}

} // namespace

class TestSpanModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_model = std::make_unique<SpanModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void theNewestLooksComeFirst()
    {
        m_model->setSpans(m_watch, {span(3, WatchState::Planted), span(7, WatchState::Proven, 1200)});
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(cell(0, SpanModel::StateColumn), QStringLiteral("Proven"));
        QCOMPARE(cell(0, SpanModel::LooksColumn), QStringLiteral("1,200"));
        QCOMPARE(cell(1, SpanModel::StateColumn), QStringLiteral("Planted"));
        QCOMPARE(m_model->index(1, 0).data(SpanModel::SpanIdRole).toLongLong(), 3);
        QCOMPARE(m_model->index(0, 0).data(StatusRole).value<Status>().tone, Tone::Good);
        QCOMPARE(m_model->rowOf(3), 1);
        QCOMPARE(m_model->rowOf(7), 0);
        QCOMPARE(m_model->rowOf(5), -1);
        QCOMPARE(m_model->rowOf(8), -1);
    }

    void anotherLookIsOneChange()
    {
        m_model->setSpans(m_watch, {span(3, WatchState::Planted)});
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->setSpans(m_watch, {span(3, WatchState::Planted, 2)});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(cell(0, SpanModel::LooksColumn), QStringLiteral("2"));
        QVERIFY(reset.isEmpty());
    }

    void aChangeIsARowMore()
    {
        m_model->setSpans(m_watch, {span(3, WatchState::Planted)});
        const QPersistentModelIndex selected = m_model->index(0, 0);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        m_model->setSpans(
            m_watch,
            {span(3, WatchState::Planted, 5), span(4, WatchState::Lost), span(9, WatchState::Planted)});
        QVERIFY(reset.isEmpty());
        QCOMPARE(m_model->rowCount(), 3);
        QCOMPARE(selected.row(), 2);
        QCOMPARE(selected.data(SpanModel::SpanIdRole).toLongLong(), 3);
        QCOMPARE(cell(2, SpanModel::LooksColumn), QStringLiteral("5"));
        QCOMPARE(cell(1, SpanModel::StateColumn), QStringLiteral("Lost"));
    }

    void anotherWatchBeginsAnew()
    {
        m_model->setSpans(m_watch, {span(3, WatchState::Planted)});
        m_model->setSpans(QUuid::createUuid(), {span(3, WatchState::Lost)});
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(cell(0, SpanModel::StateColumn), QStringLiteral("Lost"));
        m_model->setSpans({}, {});
        QCOMPARE(m_model->rowCount(), 0);
    }

private:
    [[nodiscard]] QString cell(int row, int column) const
    {
        return m_model->index(row, column).data().toString();
    }

    const QUuid m_watch = QUuid::createUuid();
    std::unique_ptr<SpanModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_MAIN(TestSpanModel)
#include "tst_spanmodel.moc"
