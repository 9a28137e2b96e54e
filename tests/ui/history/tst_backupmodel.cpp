// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/backupmodel.h"

#include "ui/common/status.h"
#include "ui/history/tablefiguresmodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;

namespace {

const QDateTime now(QDate(2026, 11, 21), QTime(14, 0), Qt::UTC);

Backup backupOf(const char *source, ProofLevel proof, int hoursAgo)
{
    Backup backup;
    backup.id = QUuid::createUuid();
    backup.source = source;
    backup.file = Path("/backups") / (Path(source).stem().string() + "-" + std::to_string(hoursAgo) + ".db");
    backup.createdAt = now.addSecs(-3600 * hoursAgo);
    backup.proof = proof;
    backup.proofAt = backup.createdAt.addSecs(60);
    backup.fileBytes = 4096 * (hoursAgo + 1);
    backup.sha256 = proof >= ProofLevel::ReadBack ? QByteArray(32, char(0xab)) : QByteArray();
    return backup;
}

QVariant cell(const BackupModel &model, int row, int column, int role = Qt::DisplayRole)
{
    return model.index(row, column).data(role);
}

} // namespace

class TestBackupModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init();
    void cleanup();
    void showsWhatIsKnown();
    void sortsProofByLevelThenDate();
    void tellsWhatRehearsalsCameTo();
    void tellsMissingFromUnreachable();
    void showsAVerificationInItsRow();
    void knowsTheNewestProvenOne();
    void keepsWhatItWasToldWhenBackupsChange();
    void agesFollowTheClock();
    void tablesStandWithTheirRows();

private:
    std::unique_ptr<BackupModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestBackupModel::init()
{
    m_model = std::make_unique<BackupModel>();
    m_model->setNow(now);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestBackupModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestBackupModel::showsWhatIsKnown()
{
    const Backup backup = backupOf("/srv/ghost.db", ProofLevel::Proven, 2);
    m_model->setBackups({backup, backupOf("/srv/ghost.db", ProofLevel::Copied, 3)});
    QCOMPARE(cell(*m_model, 0, BackupModel::DatabaseColumn), QStringLiteral("ghost.db"));
    QCOMPARE(cell(*m_model, 0, BackupModel::FileColumn), QStringLiteral("ghost-2.db"));
    QCOMPARE(cell(*m_model, 0, BackupModel::FileColumn, DetailRole), QStringLiteral("/backups"));
    QCOMPARE(cell(*m_model, 0, BackupModel::SizeColumn), QStringLiteral("12.0 KiB"));
    QCOMPARE(cell(*m_model, 0, BackupModel::ProofColumn), QStringLiteral("Proven"));
    QCOMPARE(cell(*m_model, 0, BackupModel::ProofColumn, DetailRole), QStringLiteral("1 hour ago"));
    QCOMPARE(cell(*m_model, 0, BackupModel::Sha256Column), QStringLiteral("abababab…"));
    QCOMPARE(cell(*m_model, 0, BackupModel::Sha256Column, Qt::ToolTipRole),
             QString::fromLatin1(backup.sha256.toHex()));
    QCOMPARE(cell(*m_model, 0, BackupModel::CreatedColumn, Qt::ToolTipRole),
             QStringLiteral("2026-11-21 12:00:00 UTC"));
    QCOMPARE(cell(*m_model, 1, BackupModel::Sha256Column), QStringLiteral("–"));
    QCOMPARE(cell(*m_model, 0, BackupModel::SizeColumn, Qt::TextAlignmentRole).toInt() & Qt::AlignRight,
             int(Qt::AlignRight));
}

void TestBackupModel::sortsProofByLevelThenDate()
{
    m_model->setBackups({backupOf("/a.db", ProofLevel::Checked, 1), backupOf("/a.db", ProofLevel::Proven, 9),
                         backupOf("/a.db", ProofLevel::Proven, 5)});
    const auto key
        = [this](int row) { return cell(*m_model, row, BackupModel::ProofColumn, SortRole).toLongLong(); };
    QVERIFY(key(0) < key(1)); // a level weighs more than any date
    QVERIFY(key(1) < key(2));
}

void TestBackupModel::tellsWhatRehearsalsCameTo()
{
    Backup passed = backupOf("/srv/a.db", ProofLevel::Proven, 5);
    passed.rehearsal = {.at = now.addSecs(-7200)};
    Backup failed = backupOf("/srv/b.db", ProofLevel::Proven, 6);
    failed.rehearsal
        = {.at = now.addSecs(-3600), .failure = QStringLiteral("“select 0” gave 0, and > 0 was expected.")};
    m_model->setBackups({passed, failed});
    const QModelIndex good = m_model->index(0, BackupModel::ProofColumn);
    QCOMPARE(good.data().toString(), QStringLiteral("Proven"));
    QCOMPARE(good.data(DetailRole).toString(), QStringLiteral("rehearsed 2 hours ago"));
    QCOMPARE(good.data(StatusRole).value<Status>().glyph, Glyph::Shield);
    // It cannot be overlooked: a shield would say that all is well.
    const QModelIndex bad = m_model->index(1, BackupModel::ProofColumn);
    QCOMPARE(bad.data().toString(), QStringLiteral("Rehearsal failed"));
    QCOMPARE(bad.data(DetailRole).toString(), QStringLiteral("1 hour ago"));
    QCOMPARE(bad.data(StatusRole).value<Status>().tone, Tone::Bad);
    QVERIFY(bad.data(Qt::ToolTipRole).toString().contains(QLatin1String("gave 0")));
}

void TestBackupModel::tellsMissingFromUnreachable()
{
    const Backup backup = backupOf("/srv/ghost.db", ProofLevel::Proven, 2);
    m_model->setBackups({backup});
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QCOMPARE(cell(*m_model, 0, 0, BackupModel::StateRole).toInt(), int(ProofLevel::Proven));

    m_model->setPresence(backup.id, FilePresence::Missing);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(cell(*m_model, 0, 0, BackupModel::StateRole).toInt(), BackupModel::goneState);
    QVERIFY(cell(*m_model, 0, 0, DimmedRole).toBool());
    const QString missing = cell(*m_model, 0, BackupModel::FileColumn).toString();
    QVERIFY(missing.endsWith(displayName(backup.file)) && missing != displayName(backup.file));
    const auto missingGlyph = cell(*m_model, 0, BackupModel::FileColumn, StatusRole).value<Status>().glyph;

    m_model->setPresence(backup.id, FilePresence::Unreachable);
    QVERIFY(cell(*m_model, 0, BackupModel::FileColumn).toString() != missing);
    QCOMPARE(cell(*m_model, 0, BackupModel::FileColumn, SortRole), displayName(backup.file));
    QVERIFY(cell(*m_model, 0, BackupModel::FileColumn, StatusRole).value<Status>().glyph != missingGlyph);

    m_model->setPresence(backup.id, FilePresence::Present);
    QVERIFY(!cell(*m_model, 0, 0, DimmedRole).toBool());
    m_model->setPresence(backup.id, FilePresence::Present);
    QCOMPARE(changed.size(), 3);
}

void TestBackupModel::showsAVerificationInItsRow()
{
    const Backup backup = backupOf("/srv/ghost.db", ProofLevel::Proven, 2);
    m_model->setBackups({backupOf("/srv/ghost.db", ProofLevel::Proven, 1), backup});
    m_model->setVerified(backup.id, 0.25);
    QCOMPARE(cell(*m_model, 1, BackupModel::ProofColumn, ProgressRole).toDouble(), 0.25);
    QVERIFY(!cell(*m_model, 0, BackupModel::ProofColumn, ProgressRole).isValid());
    QVERIFY(!cell(*m_model, 1, BackupModel::SizeColumn, ProgressRole).isValid());
    m_model->setVerified(backup.id, std::nullopt);
    QVERIFY(!cell(*m_model, 1, BackupModel::ProofColumn, ProgressRole).isValid());
}

void TestBackupModel::knowsTheNewestProvenOne()
{
    const Backup checked = backupOf("/a.db", ProofLevel::Checked, 1);
    const Backup newest = backupOf("/a.db", ProofLevel::Proven, 2);
    const Backup older = backupOf("/a.db", ProofLevel::Proven, 3);
    const Backup other = backupOf("/b.db", ProofLevel::Proven, 9);
    m_model->setBackups({checked, newest, older, other});
    QVERIFY(!m_model->isNewestProven(checked.id));
    QVERIFY(m_model->isNewestProven(newest.id));
    QVERIFY(!m_model->isNewestProven(older.id));
    QVERIFY(m_model->isNewestProven(other.id));
    QVERIFY(!m_model->isNewestProven(QUuid::createUuid()));
}

void TestBackupModel::keepsWhatItWasToldWhenBackupsChange()
{
    const Backup first = backupOf("/a.db", ProofLevel::Checked, 5);
    m_model->setBackups({first});
    m_model->setPresence(first.id, FilePresence::Missing);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    Backup proven = first;
    proven.proof = ProofLevel::Proven;
    m_model->setBackups({backupOf("/b.db", ProofLevel::Proven, 1), proven});
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(cell(*m_model, 1, BackupModel::ProofColumn), QStringLiteral("Proven"));
    QCOMPARE(m_model->presence(first.id), FilePresence::Missing);
    QVERIFY(reset.isEmpty());
}

void TestBackupModel::agesFollowTheClock()
{
    m_model->setBackups({backupOf("/a.db", ProofLevel::Proven, 2)});
    m_model->setNow(now.addDays(3));
    QCOMPARE(cell(*m_model, 0, BackupModel::ProofColumn, DetailRole), QStringLiteral("3 days ago"));
}

void TestBackupModel::tablesStandWithTheirRows()
{
    TableFiguresModel tables;
    QAbstractItemModelTester tester(&tables, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QList<TableFigures> figures{{QStringLiteral("posts"), 12345, QByteArray(16, 'x')},
                                      {QStringLiteral("users"), 7, QByteArray(16, 'y')}};
    tables.setTables(figures);
    QCOMPARE(tables.rowCount(), 2);
    QCOMPARE(tables.index(0, TableFiguresModel::RowsColumn).data().toString(), QStringLiteral("12,345"));
    QCOMPARE(tables.index(0, TableFiguresModel::RowsColumn).data(SortRole).toLongLong(), 12345);
    QSignalSpy reset(&tables, &QAbstractItemModel::modelReset);
    tables.setTables(figures);
    QVERIFY(reset.isEmpty());
    tables.setTables({});
    QCOMPARE(reset.size(), 1);
}

QTEST_GUILESS_MAIN(TestBackupModel)
#include "tst_backupmodel.moc"
