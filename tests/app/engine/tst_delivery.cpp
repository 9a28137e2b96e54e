// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "networkbench.h"

#include "places/destination.h"
#include "support/program.h"
#include "support/temporarymount.h"

#include <QCryptographicHash>
#include <QTest>

#include <thread>

using namespace litekeeper;
using namespace litekeeper::test;

/// Backups on a real Samba share are whole and read back from there, or nothing lies under their name.
class TestDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void deliversEveryFormat_data();
    void deliversEveryFormat();
    void goesFromShareToShare();
    void replacesAFixedName();
    void keepsWhatIsNotOurs();
    void refusesANameThatTheServerRefuses();
    void findsBytesThatChanged();
    void leavesNothingAfterACancel();
    void leavesNothingWhenTheServerDies();
    void failsWhenTheMountDies();
    void saysThatTheShareIsFull();
    void needsRoomToWork();
    void isVerifiedAgain_data();
    void isVerifiedAgain();
    void worksWithShortNames();

private:
    [[nodiscard]] BackupRequest request() const
    {
        return m_bench->request(m_source, m_bench->share() / "backups");
    }
    [[nodiscard]] Path destination() const { return m_bench->server() / "backups"; }

    std::unique_ptr<NetworkBench> m_bench;
    Path m_source;
};

namespace {

bool holdsNothing(const Path &destination)
{
    if (!std::filesystem::exists(destination / ".litekeeper")) {
        return leftNothing(destination);
    }
    const std::set<std::string> records = namesIn(destination / ".litekeeper");
    return leftNothing(destination)
        && std::none_of(records.cbegin(), records.cend(),
                        [](const std::string &name) { return name.find(".tmp") != std::string::npos; });
}

// Of the engine's own records nothing is left half, either. FUSE closes a little later than it is told to,
// and smbnetfs shows what was removed before under another name until then.
bool isTidy(const Path &destination)
{
    return waitUntil([&] { return holdsNothing(destination); }, 5);
}

void expectBackup(const BackupReport &report)
{
    QVERIFY2(!report.error, report.error ? qPrintable(describe(*report.error)) : "");
    QVERIFY(report.backup);
}

} // namespace

void TestDelivery::initTestCase()
{
    if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {
        QSKIP(reason.c_str());
    }
}

void TestDelivery::init()
{
    m_bench = std::make_unique<NetworkBench>();
    QVERIFY2(m_bench->world.problem().empty(), m_bench->world.problem().c_str());
    m_source = m_bench->local.source / "app.db";
    QVERIFY(makeDatabase(m_source, 3000, 1000, "WAL"));
    std::filesystem::create_directory(destination());
}

void TestDelivery::deliversEveryFormat_data()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<ProofLevel>("proof");
    for (const Format format : {Format::Database, Format::Zip, Format::Zstd}) {
        for (const ProofLevel proof : {ProofLevel::Copied, ProofLevel::ReadBack, ProofLevel::Proven}) {
            QTest::addRow("%s %s", qPrintable(formatCode(format)), qPrintable(proofCode(proof)))
                << format << proof;
        }
    }
}

void TestDelivery::deliversEveryFormat()
{
    QFETCH(Format, format);
    QFETCH(ProofLevel, proof);
    BackupRequest wish = request();
    wish.format = format;
    wish.proof = proof;
    const BackupReport report = m_bench->local.backUp(wish);
    expectBackup(report);
    QCOMPARE(report.backup->proof, proof);
    const Path file = destination() / report.backup->file.filename();
    const QByteArray bytes = readBytes(file);
    QCOMPARE(report.backup->fileBytes, bytes.size());
    QCOMPARE(report.backup->sha256.toHex(),
             QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QCOMPARE(namesIn(destination()), (std::set<std::string>{".litekeeper", file.filename().string()}));
    const Result<Backup> manifest = Destination::manifestIn(destination(), file);
    QVERIFY(manifest);
    QCOMPARE(manifest->sha256, report.backup->sha256);
    QVERIFY(m_bench->stagingIsEmpty());
    if (format == Format::Database) {
        QCOMPARE(integrityOf(file), std::string("ok"));
    }
}

void TestDelivery::goesFromShareToShare()
{
    QVERIFY(makeDatabase(m_bench->server() / "remote.db", 3000, 1000, "WAL"));
    Sqlite owner(m_bench->server() / "remote.db");
    QVERIFY(owner.execute("INSERT INTO items VALUES (5000, 'in the -wal')"));
    m_source = m_bench->share() / "remote.db";
    const BackupReport report = m_bench->local.backUp(request());
    expectBackup(report);
    QCOMPARE(report.strategy, QStringLiteral("network copy"));
    QCOMPARE(Sqlite(destination() / report.backup->file.filename()).value("SELECT max(id) FROM items"),
             std::string("5000"));
    QVERIFY(m_bench->stagingIsEmpty());
}

void TestDelivery::replacesAFixedName()
{
    BackupRequest wish = request();
    wish.nameTemplate = QStringLiteral("{name}");
    const BackupReport first = m_bench->local.backUp(wish);
    expectBackup(first);
    QVERIFY(Sqlite(m_source).execute("INSERT INTO items VALUES (5000, 'new')"));
    const BackupReport second = m_bench->local.backUp(wish);
    expectBackup(second);
    QCOMPARE(second.backup->file, first.backup->file);
    QCOMPARE(Sqlite(destination() / second.backup->file.filename()).value("SELECT max(id) FROM items"),
             std::string("5000"));
    QCOMPARE(namesIn(destination()).size(), size_t(2));
}

// The server knows no difference between upper and lower case.
void TestDelivery::keepsWhatIsNotOurs()
{
    QVERIFY(writeBytes(destination() / "APP.DB", "somebody's own"));
    BackupRequest wish = request();
    wish.nameTemplate = QStringLiteral("{name}");
    const BackupReport report = m_bench->local.backUp(wish);
    QVERIFY(report.error);
    QCOMPARE(report.error->kind, ErrorKind::AlreadyExists);
    QCOMPARE(readBytes(destination() / "APP.DB"), QByteArray("somebody's own"));
}

void TestDelivery::refusesANameThatTheServerRefuses()
{
    BackupRequest wish = request();
    for (const char *name : {"a:b.db", "what?.db", "end.", "line\nbreak.db"}) {
        wish.destination = m_bench->share() / "backups" / name;
        const Result<BackupPlan> plan = planBackup(wish);
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, ErrorKind::InvalidArgument);
    }
    const Path source = m_bench->local.source / "10:30.db";
    std::filesystem::copy_file(m_source, source);
    wish = m_bench->request(source, m_bench->share() / "backups");
    QCOMPARE(m_bench->local.backUp(wish).error->kind, ErrorKind::InvalidArgument);
    // Here it is as good as any other.
    wish.destination = m_bench->local.destination;
    expectBackup(m_bench->local.backUp(wish));
    QVERIFY(isTidy(destination()));
    expectBackup(m_bench->local.backUp(request()));
}

void TestDelivery::findsBytesThatChanged()
{
    BackupRequest wish = request();
    wish.format = Format::Zip; // nothing else is read back before
    int changed = 0;
    const RunControl control([&, last = Phase::Preparing](const Progress &progress) mutable {
        // The second time, behind Delivering: the first is the archive in the staging folder.
        if (progress.phase == Phase::ReadingBack && last == Phase::Syncing) {
            for (const std::string &name : namesIn(destination())) {
                if (FILE *file = std::fopen((destination() / name).c_str(), "r+b")) {
                    changed
                        += std::fseek(file, 100'000, SEEK_SET) == 0 && std::fputs("other", file) >= 0 ? 1 : 0;
                    std::fclose(file);
                }
            }
        }
        last = progress.phase;
    });
    const BackupReport report = m_bench->local.backUp(wish, control);
    QCOMPARE(changed, 1);
    QVERIFY(report.error);
    QCOMPARE(report.error->kind, ErrorKind::ReadBackMismatch);
    QVERIFY(isTidy(destination()));
    QVERIFY(m_bench->stagingIsEmpty());
}

void TestDelivery::leavesNothingAfterACancel()
{
    RunControl *wish = nullptr;
    RunControl control(AtPhase(Phase::Delivering, [&] { wish->requestStop(); }));
    wish = &control;
    const BackupReport report = m_bench->local.backUp(request(), control);
    QVERIFY(report.error);
    QCOMPARE(report.error->kind, ErrorKind::Cancelled);
    QVERIFY(isTidy(destination()));
}

void TestDelivery::leavesNothingWhenTheServerDies()
{
    const RunControl control(AtPhase(Phase::Delivering, [&] { m_bench->world.killServer(); }));
    const BackupReport report = m_bench->local.backUp(request(), control);
    QVERIFY(report.error);
    qInfo("%s", qPrintable(describe(*report.error)));
    QCOMPARE(report.error->kind, ErrorKind::NotAnswering);
    for (const std::string &name : namesIn(destination())) {
        QVERIFY(name == ".litekeeper" || Path(name).extension() == ".partial");
    }
    QVERIFY(m_bench->stagingIsEmpty());
    QVERIFY(m_bench->world.startServer());
    expectBackup(m_bench->local.backUp(request()));
}

void TestDelivery::failsWhenTheMountDies()
{
    const RunControl control(AtPhase(Phase::Delivering, [&] { m_bench->world.killMount(); }));
    const BackupReport report = m_bench->local.backUp(request(), control);
    QVERIFY(report.error);
    QCOMPARE(report.error->kind, ErrorKind::NotAnswering);
    QVERIFY(m_bench->stagingIsEmpty());
}

void TestDelivery::saysThatTheShareIsFull()
{
    if (!canMount()) {
        QSKIP("mounting a small file system needs root");
    }
    const TemporaryMount small(destination(), "size=2m");
    QVERIFY(small.isMounted());
    const BackupReport report = m_bench->local.backUp(request());
    QVERIFY(report.error);
    qInfo("%s", qPrintable(describe(*report.error)));
    QCOMPARE(report.error->kind, ErrorKind::NoSpace);
    QVERIFY(isTidy(destination()));
}

void TestDelivery::needsRoomToWork()
{
    if (!canMount()) {
        QSKIP("mounting a small file system needs root");
    }
    std::filesystem::create_directories(m_bench->staging());
    const TemporaryMount small(m_bench->staging(), "size=2m");
    QVERIFY(small.isMounted());
    const Result<BackupPlan> plan = planBackup(request());
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind, ErrorKind::NoSpace);
    QCOMPARE(plan.error().path, m_bench->staging());
}

void TestDelivery::isVerifiedAgain_data()
{
    QTest::addColumn<Format>("format");
    for (const Format format : {Format::Database, Format::Zip, Format::Zstd}) {
        QTest::addRow("%s", qPrintable(formatCode(format))) << format;
    }
}

void TestDelivery::isVerifiedAgain()
{
    QFETCH(Format, format);
    BackupRequest wish = request();
    wish.format = format;
    wish.proof = ProofLevel::Copied;
    const BackupReport report = m_bench->local.backUp(wish);
    QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
    const Result<Backup> refused = verifyAgain(*report.backup, ProofLevel::Proven, RunControl());
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::NetworkMount);
    const Result<Backup> verified
        = verifyAgain(*report.backup, ProofLevel::Proven, RunControl(), m_bench->staging());
    QVERIFY2(verified, verified ? "" : qPrintable(describe(verified.error())));
    QCOMPARE(verified->proof, ProofLevel::Proven);
    QCOMPARE(verified->file, report.backup->file);
    QVERIFY(m_bench->stagingIsEmpty());

    const Path file = destination() / report.backup->file.filename();
    QByteArray bytes = readBytes(file);
    bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
    QVERIFY(writeBytes(file, bytes));
    const Result<Backup> damaged
        = verifyAgain(*report.backup, ProofLevel::Proven, RunControl(), m_bench->staging());
    QVERIFY(!damaged);
    QCOMPARE(damaged.error().kind, ErrorKind::Damaged);
    QCOMPARE(damaged.error().path, report.backup->file);
    QCOMPARE(namesIn(destination()).size(), size_t(2));
}

/// FAT: no difference between upper and lower case, no links, no modes, times of two seconds.
void TestDelivery::worksWithShortNames()
{
    if (!canMount() || ::system("command -v mkfs.vfat >/dev/null") != 0) {
        QSKIP("a FAT file system needs root and mkfs.vfat");
    }
    const Path image = m_bench->local.source / "fat.img";
    const Path folder = m_bench->local.source / "fat";
    std::filesystem::create_directory(folder);
    QVERIFY(writeBytes(image, {}));
    std::filesystem::resize_file(image, 64 << 20);
    const std::string make = "mkfs.vfat '" + image.native() + "' >/dev/null && mount -o loop '"
        + image.native() + "' '" + folder.native() + "' 2>/dev/null";
    if (::system(make.c_str()) != 0) {
        QSKIP("there is no loop device or no FAT here");
    }
    const auto unmount = qScopeGuard([&] { (void)::umount2(folder.c_str(), MNT_DETACH); });
    for (const Format format : {Format::Database, Format::Zip, Format::Zstd}) {
        BackupRequest wish = request();
        wish.destination = folder;
        wish.format = format;
        const BackupReport report = m_bench->local.backUp(wish);
        expectBackup(report);
        QVERIFY(verifyAgain(*report.backup, ProofLevel::Proven, RunControl()));
    }
    QVERIFY(writeBytes(folder / "APP.DB", "somebody's own"));
    BackupRequest wish = request();
    wish.destination = folder;
    wish.nameTemplate = QStringLiteral("{name}");
    QCOMPARE(m_bench->local.backUp(wish).error->kind, ErrorKind::AlreadyExists);
}

QTEST_GUILESS_MAIN(TestDelivery)
#include "tst_delivery.moc"
