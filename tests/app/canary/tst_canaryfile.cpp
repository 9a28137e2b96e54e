// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/canaryfile.h"
#include "support/files.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <sys/stat.h>

using namespace litekeeper;
using namespace litekeeper::test;

class TestCanaryFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWasWritten();
    void isReadableForAll();
    void firstOneIsNotReplaced();
    void wrongBytesAreDamage_data();
    void wrongBytesAreDamage();
    void whatIsNoFileIsDamage_data();
    void whatIsNoFileIsDamage();
    void missingIsNoDamage();
    void everyFlippedBitIsSeen();
    void everyCutIsSeen();
    void stepsRememberTheWay();
    void stepsGoOverWhatIsRemembered();
    void watchedPaths_data();
    void watchedPaths();
};

namespace {

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

Canary someCanary()
{
    const CanaryOrigin origin{.at = QDateTime(QDate(2026, 5, 3), QTime(12, 0, 0, 7), Qt::UTC),
                              .host = {.bootId = text("boot"), .machineId = text("machine")},
                              .volume = {.type = text("ext4"), .mountPoint = "/mnt/\xff", .root = "/"}};
    Canary canary = newCanary({}, origin);
    canary.stepOn(0, origin);
    canary.databases = {text("app.db"), text("bytes:%FF")};
    canary.emptyDatabases = {text("app.db")};
    return canary;
}

} // namespace

void TestCanaryFile::comesBackAsItWasWritten()
{
    const TemporaryFolder folder;
    const Path file = canaryFileIn(folder.path());
    const Canary canary = someCanary();
    QVERIFY(createCanary(file, canary));
    const Result<Canary> back = readCanary(file);
    QVERIFY2(back, back ? "" : qPrintable(describe(back.error())));
    QCOMPARE(back->id, canary.id);
    QVERIFY(!back->id.isNull());
    QVERIFY(back->steps == canary.steps);
    QVERIFY(back->planted == canary.planted);
    QVERIFY(back->written == canary.written);
    QCOMPARE(back->databases, canary.databases);
    QCOMPARE(back->emptyDatabases, canary.emptyDatabases);
    Canary next = *back;
    next.stepOn(0, back->planted);
    QVERIFY(replaceCanary(file, next));
    QCOMPARE(readCanary(file)->sequence(), 3);
    // Nothing else is left in the folder.
    QCOMPARE(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

void TestCanaryFile::isReadableForAll()
{
    const TemporaryFolder folder;
    const Path file = canaryFileIn(folder.path());
    const mode_t before = ::umask(077);
    const bool written = bool(createCanary(file, someCanary()));
    ::umask(before);
    QVERIFY(written);
    struct stat status = {};
    QCOMPARE(::stat(file.c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, mode_t(0644));
}

void TestCanaryFile::firstOneIsNotReplaced()
{
    const TemporaryFolder folder;
    const Path file = canaryFileIn(folder.path());
    QVERIFY(writeBytes(file, "of somebody else"));
    const Result<void> created = createCanary(file, someCanary());
    QVERIFY(!created);
    QCOMPARE(created.error().kind, ErrorKind::AlreadyExists);
    QCOMPARE(readBytes(file), QByteArray("of somebody else"));
}

void TestCanaryFile::wrongBytesAreDamage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const TemporaryFolder folder;
    const Path file = canaryFileIn(folder.path());
    QVERIFY(createCanary(file, someCanary()));
    const QByteArray good = readBytes(file);
    QTest::newRow("0 bytes") << QByteArray();
    QTest::newRow("zeros") << QByteArray(good.size(), '\0');
    QTest::newRow("one zero") << QByteArray(1, '\0');
    QTest::newRow("half") << good.left(good.size() / 2);
    QTest::newRow("zeros at the end") << good.left(good.size() - 100) + QByteArray(100, '\0');
    QTest::newRow("another number") << QByteArray(good).replace("\"sequence\": 2", "\"sequence\": 3");
    QTest::newRow("no seal") << QJsonDocument(QJsonObject{{text("id"), text("x")}}).toJson();
    QTest::newRow("seal of something else") << sealed({{text("hello"), 1}});
    QTest::newRow("sealed without steps") << sealed({{text("id"), QUuid::createUuid().toString()}});
    QTest::newRow("an array") << QByteArray("[1]");
    QTest::newRow("nonsense") << QByteArray("\xff\xfe{not json");
    QTest::newRow("huge") << QByteArray((1 << 20) + 1, ' ');
    QTest::newRow("deep") << QByteArray(100'000, '[');
}

void TestCanaryFile::wrongBytesAreDamage()
{
    QFETCH(QByteArray, bytes);
    const TemporaryFolder folder;
    const Path file = canaryFileIn(folder.path());
    QVERIFY(writeBytes(file, bytes));
    const Result<Canary> read = readCanary(file);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Damaged);
    QVERIFY(!read.error().detail.isEmpty());
}

void TestCanaryFile::whatIsNoFileIsDamage_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"link", "dangling link", "folder", "pipe"}) {
        QTest::newRow(what) << text(what);
    }
}

void TestCanaryFile::whatIsNoFileIsDamage()
{
    QFETCH(QString, what);
    const TemporaryFolder folder;
    const Path file = canaryFileIn(folder.path());
    const Path good = folder.path() / "good";
    QVERIFY(createCanary(good, someCanary()));
    if (what == text("link")) {
        std::filesystem::create_symlink(good, file);
    } else if (what == text("dangling link")) {
        std::filesystem::create_symlink("nowhere", file);
    } else if (what == text("folder")) {
        std::filesystem::create_directory(file);
    } else {
        QCOMPARE(::mkfifo(file.c_str(), 0600), 0); // and nobody waits for a writer
    }
    const Result<Canary> read = readCanary(file);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Damaged);
}

void TestCanaryFile::missingIsNoDamage()
{
    const TemporaryFolder folder;
    QCOMPARE(readCanary(canaryFileIn(folder.path())).error().kind, ErrorKind::NotFound);
    QCOMPARE(readCanary(canaryFileIn(folder.path() / "gone")).error().kind, ErrorKind::NotFound);
}

void TestCanaryFile::everyFlippedBitIsSeen()
{
    const QByteArray good = sealed({{text("id"), text("x")}, {text("steps"), QJsonArray{1, 2, 3}}});
    const Path file = "/canary";
    const Result<QJsonObject> document = unsealed(good, file);
    QVERIFY(document);
    for (qsizetype bit = 0; bit < good.size() * 8; ++bit) {
        QByteArray bad = good;
        bad[bit / 8] = char(bad.at(bit / 8) ^ (1 << (bit % 8)));
        const Result<QJsonObject> read = unsealed(bad, file);
        // Blanks between the values may differ: what was written is still there.
        QVERIFY2(!read || *read == *document, bad.constData());
        QVERIFY(read || read.error().kind == ErrorKind::Damaged);
    }
}

void TestCanaryFile::everyCutIsSeen()
{
    const QByteArray good = sealed({{text("id"), text("x")}, {text("steps"), QJsonArray{1, 2, 3}}});
    const qsizetype content = good.trimmed().size();
    for (qsizetype size = 0; size < content; ++size) {
        QVERIFY(!unsealed(good.left(size), "/canary"));
    }
    QVERIFY(unsealed(good.left(content), "/canary"));
}

void TestCanaryFile::stepsRememberTheWay()
{
    Canary canary = newCanary({}, {});
    QCOMPARE(canary.sequence(), 1);
    QSet<QString> nonces;
    for (int step = 0; step < 200; ++step) {
        QVERIFY(canary.hasPassed(canary.sequence(), canary.nonce()));
        QVERIFY(!canary.hasPassed(canary.sequence(), text("another")));
        QVERIFY(!canary.hasPassed(canary.sequence() + 1, canary.nonce()));
        QCOMPARE(canary.nonce().size(), 16);
        nonces.insert(canary.nonce());
        canary.stepOn(0, {});
    }
    QCOMPARE(nonces.size(), 200);
    QCOMPARE(canary.steps.size(), Canary::mostSteps);
    const Canary::Step oldest = canary.steps.first();
    QVERIFY(canary.hasPassed(oldest.sequence, oldest.nonce));
    QVERIFY(!canary.hasPassed(oldest.sequence, text("another")));
    QVERIFY(canary.hasPassed(oldest.sequence - 1, text("whatever"))); // nobody can tell
}

void TestCanaryFile::stepsGoOverWhatIsRemembered()
{
    Canary canary = newCanary({}, {});
    canary.stepOn(41, {});
    QCOMPARE(canary.sequence(), 42);
    QVERIFY(!canary.hasPassed(20, text("between"))); // it never was there
}

void TestCanaryFile::watchedPaths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("watched");
    QTest::newRow("plain") << text("/srv/data") << text("/srv/data");
    QTest::newRow("slash") << text("/srv/data/") << text("/srv/data");
    QTest::newRow("slashes") << text("/srv//data//") << text("/srv/data");
    QTest::newRow("dots") << text("/srv/./x/../data/.") << text("/srv/data");
    QTest::newRow("root") << text("/") << text("/");
    QTest::newRow("relative") << text("data/")
                              << QString::fromStdString(std::filesystem::current_path() / "data");
}

void TestCanaryFile::watchedPaths()
{
    QFETCH(QString, path);
    QFETCH(QString, watched);
    QCOMPARE(displayPath(watchedPath(pathFromQString(path))), watched);
}

QTEST_APPLESS_MAIN(TestCanaryFile)
#include "tst_canaryfile.moc"
