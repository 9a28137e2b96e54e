// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/archives.h"
#include "support/files.h"
#include "support/zipbuilder.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include <map>

#include <fcntl.h>

using namespace litekeeper;
using namespace litekeeper::test;

/// What the real programs pack is sound and reads as it was; cut off or with a flipped byte it is never sound
/// unless it still reads as it was.
class TestArchives : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsWhatProgramsPack_data();
    void readsWhatProgramsPack();
    void readsMethodsThatNoProgramHerePacks_data();
    void readsMethodsThatNoProgramHerePacks();
    void findsTruncation_data() { readsWhatProgramsPack_data(); }
    void findsTruncation();
    void findsFlippedBytes_data() { readsWhatProgramsPack_data(); }
    void findsFlippedBytes();
    void tellsWhatItCannotRead_data();
    void tellsWhatItCannotRead();
    void refusesDangerousEntries_data();
    void refusesDangerousEntries();
    void asksForPasswords_data();
    void asksForPasswords();
    void judgesWhatFollows_data();
    void judgesWhatFollows();
    void namesASingleEntryLikeItsFile();
    void streamsLargeEntries();
    void cancels_data();
    void cancels();

private:
    [[nodiscard]] QByteArray pack(const QByteArray &command) const;

    TemporaryFolder m_folder;
    std::map<std::string, QByteArray> m_contents;
};

namespace {

QByteArray randomBytes(int length)
{
    QByteArray bytes(length, Qt::Uninitialized);
    QRandomGenerator generator(7);
    std::generate(bytes.begin(), bytes.end(), [&] { return char(generator.bounded(256)); });
    return bytes;
}

/// tar has checksums of its headers only, so its names are all that must stay as they were.
bool readsTheSame(const ArchiveReading &reading, const ArchiveReading &whole)
{
    if (whole.container != QLatin1String("tar")) {
        return reading.contents == whole.contents;
    }
    return std::equal(reading.entries.begin(), reading.entries.end(), whole.entries.begin(),
                      whole.entries.end(),
                      [](const ArchiveEntry &a, const ArchiveEntry &b) { return a.path == b.path; });
}

} // namespace

/// Runs a shell command in the folder with the files; what it leaves in "$OUT" or writes to stdout.
QByteArray TestArchives::pack(const QByteArray &command) const
{
    const TemporaryFolder out;
    const Path file = out.path() / "packed";
    QProcess shell;
    shell.setWorkingDirectory(QString::fromStdString(m_folder.path().string()));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("OUT"), QString::fromStdString(file.string()));
    shell.setProcessEnvironment(environment);
    shell.start(QStringLiteral("sh"), {QStringLiteral("-ec"), QString::fromUtf8(command)});
    shell.waitForFinished(60'000);
    const QByteArray written = readBytes(file);
    const QByteArray printed = shell.readAllStandardOutput();
    if (shell.exitCode() != 0) {
        qWarning("%s: %s", command.constData(), shell.readAllStandardError().constData());
        return {};
    }
    return written.isEmpty() ? printed : written;
}

void TestArchives::initTestCase()
{
    m_contents
        = {{"a.txt", "hello"},
           {"folder/random.bin", randomBytes(700)},
           {"folder/text.txt", QByteArray("All work and no play makes a dull database. ").repeated(30)},
           {"zeros", QByteArray(20'000, '\0')}};
    std::filesystem::create_directory(m_folder.path() / "folder");
    for (const auto &[name, content] : m_contents) {
        QVERIFY(writeBytes(m_folder.path() / name, content));
    }
    QVERIFY(writeBytes(m_folder.path() / "empty", {}));
}

void TestArchives::readsWhatProgramsPack_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QString>("container");
    const auto row = [](const char *container, const char *command) {
        QTest::newRow(command) << QByteArray(command) << QString::fromLatin1(container);
    };
    for (const char *format : {"gnu", "oldgnu", "pax", "posix", "ustar", "v7"}) {
        const QByteArray command = QByteArray("tar --format=") + format + " -cf - a.txt empty folder zeros";
        row("tar", command.constData());
    }
    row("tar",
        "truncate -s 300K sparse; printf x >> sparse; tar -Scf - a.txt folder/text.txt sparse; rm sparse");
    row("tar",
        "python3 -c 'import tarfile,sys; t=tarfile.open(mode=\"w|\",fileobj=sys.stdout.buffer); "
        "t.add(\"folder\")'; "
        "tar -cf - zeros");
    row("tar.gz", "tar -czf - a.txt empty folder zeros");
    row("tar.bz2", "tar -cjf - a.txt empty folder zeros");
    row("tar.xz", "tar -cJf - a.txt empty folder zeros");
    row("tar.zst", "tar -c --zstd -f - a.txt empty folder zeros");
    row("tar.gz", "tar -cf - a.txt folder | split -b 1000 --filter='gzip -c'");
    row("gz", "gzip -c folder/text.txt");
    row("gz", "gzip -9nc folder/random.bin");
    row("gz", "gzip -c empty");
    row("gz", "(gzip -c folder/text.txt; gzip -c a.txt; gzip -c empty)");
    row("gz", "(gzip -c folder/text.txt; head -c 1000 /dev/zero)");
    row("zst", "zstd -qc folder/text.txt");
    row("zst", "zstd -qc empty");
    row("zst", "zstd -q -19 --long=27 -c folder/random.bin");
    row("zst", "cat zeros | zstd -q --long=31 --ultra -1 -c");
    row("zst", "(zstd -qc folder/text.txt; zstd -qc a.txt)");
    row("zst", "(printf '\\120\\052\\115\\030\\003\\000\\000\\000abc'; zstd -qc a.txt)");
    row("xz", "xz -c folder/text.txt");
    row("xz", "(xz -C crc32 -c folder/text.txt; xz -C sha256 -c a.txt)");
    row("bz2", "bzip2 -c folder/text.txt");
    row("7z", "7z a -bd -y \"$OUT.7z\" a.txt empty folder zeros >&2; mv \"$OUT.7z\" \"$OUT\"");
    for (const char *method :
         {"-mx0", "-m0=LZMA", "-m0=PPMd", "-m0=BZip2", "-m0=Deflate", "-ms=off", "-mhc=off"}) {
        const QByteArray command = QByteArray("7z a -bd -y ") + method
            + " \"$OUT.7z\" a.txt empty folder zeros >&2; mv \"$OUT.7z\" \"$OUT\"";
        row("7z", command.constData());
    }
    for (const char *method : {"Copy", "Deflate", "BZip2", "LZMA", "PPMd"}) {
        const QByteArray command = QByteArray("7z a -bd -y -tzip -mm=") + method
            + " \"$OUT.zip\" a.txt empty folder zeros >&2; mv \"$OUT.zip\" \"$OUT\"";
        row("zip", command.constData());
    }
    row("zip", "zip -qr - a.txt empty folder zeros | cat");
    row("zip", "zip -qr \"$OUT.zip\" a.txt empty folder zeros; mv \"$OUT.zip\" \"$OUT\"");
    row("zip", "zip -qr0 \"$OUT.zip\" a.txt empty folder zeros; mv \"$OUT.zip\" \"$OUT\"");
    row("zip", "zip -qrX -fz \"$OUT.zip\" a.txt empty folder zeros; mv \"$OUT.zip\" \"$OUT\"");
    row("zip",
        "zip -q \"$OUT.zip\" a.txt zeros; zip -qr \"$OUT.zip\" folder; zip -qd \"$OUT.zip\" a.txt; mv "
        "\"$OUT.zip\" \"$OUT\"");
    row("zip", "cat folder/text.txt | zip -q - - | cat");
    row("zip", "cat folder/text.txt | zip -q -fz - - > \"$OUT\"");
    for (const char *method : {"STORED", "DEFLATED", "BZIP2", "LZMA"}) {
        const QByteArray command
            = QByteArray(
                  "python3 -c 'import zipfile,sys\nz=zipfile.ZipFile(sys.stdout.buffer,\"w\",zipfile.ZIP_")
            + method
            + ")\nfor n in [\"a.txt\",\"folder/\",\"folder/text.txt\",\"zeros\"]: z.write(n)\nz.close()' | "
              "cat";
        row("zip", command.constData());
    }
    row("zip",
        "python3 -c 'import "
        "zipfile,sys\nz=zipfile.ZipFile(sys.argv[1],\"w\",8)\nf=z.open(\"a.txt\",\"w\",force_zip64=True)\n"
        "f.write(b\"hello\")\nf.close()\nz.close()' \"$OUT\"");
}

void TestArchives::readsWhatProgramsPack()
{
    QFETCH(QByteArray, command);
    QFETCH(QString, container);
    const QByteArray packed = pack(command);
    QVERIFY(!packed.isEmpty());
    const ArchiveReading reading = readArchive(packed);
    QVERIFY2(!reading.error && reading.verdict() == Verdict::Sound && reading.failedEntries == 0,
             reading.text().constData());
    QCOMPARE(reading.container, container);
    QVERIFY(!reading.entries.isEmpty());
    for (qsizetype at = 0; at < reading.entries.size(); ++at) {
        const auto expected = m_contents.find(reading.entries.at(at).path.string());
        if (expected != m_contents.end()) {
            QCOMPARE(reading.contents.at(at), expected->second);
        }
    }
    for (const Finding &finding : reading.judgement.findings()) {
        QVERIFY2(finding.severity == Severity::Note || finding.severity == Severity::Warning,
                 reading.text().constData());
    }
}

void TestArchives::readsMethodsThatNoProgramHerePacks_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<QByteArray>("command");
    QTest::newRow("zstd") << 93 << QByteArray("zstd -qc folder/text.txt");
    QTest::newRow("xz") << 95 << QByteArray("xz -c folder/text.txt");
    QTest::newRow("bzip2") << 12 << QByteArray("bzip2 -c folder/text.txt");
}

void TestArchives::readsMethodsThatNoProgramHerePacks()
{
    QFETCH(int, method);
    QFETCH(QByteArray, command);
    const QByteArray packed = pack(command);
    const ZipItem item{
        .name = "a", .data = m_contents.at("folder/text.txt"), .method = quint16(method), .packed = packed};
    const QByteArray zip = buildZip({item, {.name = "b", .data = "b"}});
    const ArchiveReading whole = readArchive(zip);
    QVERIFY2(!whole.error && whole.verdict() == Verdict::Sound, whole.text().constData());
    QCOMPARE(whole.contents.constFirst(), item.data);
    for (qsizetype at = 31; at < 31 + packed.size(); ++at) {
        QByteArray flipped = zip;
        flipped[at] = char(flipped.at(at) ^ 16);
        const ArchiveReading reading = readArchive(flipped);
        QVERIFY2(reading.contents == whole.contents || reading.verdict() != Verdict::Sound,
                 reading.text().constData());
    }
}

void TestArchives::findsTruncation()
{
    QFETCH(QByteArray, command);
    QFETCH(QString, container);
    const QByteArray packed = pack(command);
    const ArchiveReading whole = readArchive(packed);
    const qsizetype step = packed.size() > 4000 ? 97 : 1;
    for (qsizetype length = 16; length < packed.size(); length += step) {
        const ArchiveReading reading = readArchive(packed.left(length));
        QVERIFY2(!reading.error, reading.text().constData());
        // Several members, frames or entries may end where it was cut; nothing but the missing ones tells.
        const bool endsBetween = reading.has("no-end-marker") || reading.contents == whole.contents
            || command.startsWith('(') || command.contains("split");
        QVERIFY2(!reading.isArchive || endsBetween || reading.verdict() != Verdict::Sound,
                 (QByteArray::number(length) + ": " + reading.text()).constData());
    }
}

void TestArchives::findsFlippedBytes()
{
    QFETCH(QByteArray, command);
    const QByteArray packed = pack(command);
    const ArchiveReading whole = readArchive(packed);
    const qsizetype step = packed.size() > 4000 ? 13 : 1;
    for (qsizetype at = 0; at < packed.size(); at += step) {
        QByteArray flipped = packed;
        flipped[at] = char(flipped.at(at) ^ (1 << (at % 8)));
        const ArchiveReading reading = readArchive(flipped);
        QVERIFY2(!reading.error, reading.text().constData());
        QVERIFY2(!reading.isArchive || readsTheSame(reading, whole) || reading.verdict() != Verdict::Sound,
                 (QByteArray::number(at) + ": " + reading.text()).constData());
    }
}

void TestArchives::tellsWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *code, const char *command) {
        QTest::newRow(command) << QByteArray(command) << QByteArray(code);
    };
    row("cannot-decrypt", "7z a -bd -y -psecret \"$OUT.7z\" a.txt >&2; mv \"$OUT.7z\" \"$OUT\"");
    row("cannot-decrypt", "7z a -bd -y -psecret -mhe=on \"$OUT.7z\" a.txt >&2; mv \"$OUT.7z\" \"$OUT\"");
    row("encrypted", "zip -q -P secret \"$OUT.zip\" a.txt; mv \"$OUT.zip\" \"$OUT\"");
    row("encrypted",
        "7z a -bd -y -tzip -psecret -mem=AES256 \"$OUT.zip\" a.txt >&2; mv \"$OUT.zip\" \"$OUT\"");
    row("method", "7z a -bd -y -tzip -mm=Deflate64 \"$OUT.zip\" zeros folder >&2; mv \"$OUT.zip\" \"$OUT\"");
    row("several-archives", "(tar -cf - a.txt; tar -cf - zeros)");
    // A frame of one byte that names dictionary 7.
    row("dictionary", "printf '\\050\\265\\057\\375\\041\\007\\001\\011\\000\\000x'");
    row("method",
        "7z a -bd -y -tzip -psecret -mem=AES192 -mm=BZip2 \"$OUT.zip\" zeros >&2; mv \"$OUT.zip\" \"$OUT\"");
}

void TestArchives::tellsWhatItCannotRead()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, code);
    const QByteArray password = code == "method" ? "secret" : "";
    const ArchiveReading reading = readArchive(pack(command), password);
    QVERIFY2(reading.isArchive && !reading.error && reading.verdict() == Verdict::Unsupported
                 && reading.has(code.constData()),
             reading.text().constData());
}

void TestArchives::refusesDangerousEntries_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *code, const char *command) {
        QTest::newRow(command) << QByteArray(command) << QByteArray(code);
    };
    row("link", "ln -sf /etc/passwd link; tar -czf - a.txt link; rm link");
    row("link", "ln -f a.txt hard; tar -cf - a.txt hard; rm hard");
    row("link", "ln -sf /etc/passwd link; zip -qy - link | cat; rm link");
    row("link",
        "ln -sf /etc/passwd link; 7z a -bd -y -snl \"$OUT.7z\" link >&2; mv \"$OUT.7z\" \"$OUT\"; rm link");
    row("special-file", "mkfifo pipe; tar -cf - pipe; rm pipe");
    row("special-file", "tar -cf - -C / --absolute-names dev/null");
    row("absolute-path", "tar -cPf - \"$PWD/a.txt\"");
    row("path-leaves-folder", "tar -cPf - --transform 's,^,../,' a.txt");
    row("device-name", "tar -cf - --transform 's,a.txt,CON,' a.txt");
}

void TestArchives::refusesDangerousEntries()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, code);
    const ArchiveReading reading = readArchive(pack(command));
    QVERIFY2(!reading.error && reading.verdict() == Verdict::Dangerous && reading.has(code.constData()),
             reading.text().constData());
}

void TestArchives::asksForPasswords_data()
{
    QTest::addColumn<QByteArray>("command");
    const auto row = [](const QByteArray &command) { QTest::newRow(command.constData()) << command; };
    row("zip -qr -P secret \"$OUT.zip\" a.txt folder zeros; mv \"$OUT.zip\" \"$OUT\"");
    row("zip -q0 -P secret \"$OUT.zip\" a.txt zeros; mv \"$OUT.zip\" \"$OUT\"");
    row("zip -q -P secret - a.txt zeros | cat");
    for (const char *options : {"-mem=ZipCrypto", "-mem=AES128", "-mem=AES256", "-mem=AES256 -mm=Copy"}) {
        row(QByteArray("7z a -bd -y -tzip -psecret ") + options
            + " \"$OUT.zip\" a.txt folder zeros >&2; mv \"$OUT.zip\" \"$OUT\"");
    }
}

void TestArchives::asksForPasswords()
{
    QFETCH(QByteArray, command);
    const QByteArray packed = pack(command);
    QVERIFY(!packed.isEmpty());
    const ArchiveReading right = readArchive(packed, "secret");
    QVERIFY2(!right.error && right.verdict() == Verdict::Sound, right.text().constData());
    for (qsizetype at = 0; at < right.entries.size(); ++at) {
        const auto expected = m_contents.find(right.entries.at(at).path.string());
        QVERIFY2(expected == m_contents.end() || right.contents.at(at) == expected->second,
                 right.text().constData());
    }
    for (const QByteArray password : {"", "wrong", "another", "third"}) {
        const ArchiveReading reading = readArchive(packed, password);
        QVERIFY2(!reading.error && reading.verdict() == Verdict::Unsupported, reading.text().constData());
    }
    // Each reading derives the key of every entry anew, which takes longer than anything else here.
    const qsizetype step = packed.size() > 4000 ? 31 : 3;
    for (qsizetype at = 0; at < packed.size(); at += step) {
        QByteArray flipped = packed;
        flipped[at] = char(flipped.at(at) ^ 4);
        const ArchiveReading reading = readArchive(flipped, "secret");
        QVERIFY2(!reading.isArchive || reading.contents == right.contents
                     || reading.verdict() != Verdict::Sound,
                 reading.text().constData());
    }
}

void TestArchives::judgesWhatFollows_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<int>("verdict");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](Verdict verdict, const char *code, const char *command) {
        QTest::newRow(command) << QByteArray(command) << int(verdict) << QByteArray(code);
    };
    row(Verdict::Sound, "trailing-bytes", "(gzip -c a.txt; printf junk)");
    row(Verdict::Damaged, "member-damaged", "(gzip -c a.txt; gzip -c zeros | sed '1s/^./x/')");
    row(Verdict::Damaged, "trailing-bytes", "(zstd -qc a.txt; printf junk)");
    row(Verdict::Sound, "no-checksum", "zstd -q --no-check -c a.txt");
    row(Verdict::Damaged, "data-damaged", "(xz -c a.txt; printf junk)");
    row(Verdict::Damaged, "data-behind-end", "(tar -cf - a.txt; printf junk)");
    row(Verdict::Sound, "no-end-marker", "tar -cf - a.txt | head -c 1024");
    row(Verdict::Sound, "duplicate-name", "tar -cf \"$OUT\" a.txt; tar -rf \"$OUT\" a.txt");
    row(Verdict::Damaged, "data-damaged", "tar -cf - a.txt folder | sed 's,folder/text,folder/test,'");
}

void TestArchives::judgesWhatFollows()
{
    QFETCH(QByteArray, command);
    QFETCH(int, verdict);
    QFETCH(QByteArray, code);
    const ArchiveReading reading = readArchive(pack(command));
    QVERIFY2(!reading.error && int(reading.verdict()) == verdict && reading.has(code.constData()),
             reading.text().constData());
}

void TestArchives::namesASingleEntryLikeItsFile()
{
    const QByteArray packed = pack("gzip -c a.txt");
    const FileDescriptor file(::memfd_create("archive", MFD_CLOEXEC));
    QCOMPARE(::write(file.get(), packed.constData(), size_t(packed.size())), ssize_t(packed.size()));
    const RunControl control;
    for (const auto &[path, name] : {std::pair("/x/site.db.gz", "site.db"),
                                     std::pair("site.DB.GZ", "site.DB"), std::pair("download", "download")}) {
        const Result<std::unique_ptr<Archive>> archive = openArchive(file.get(), path, {}, control);
        QVERIFY(archive && *archive);
        const Result<std::optional<ArchiveEntry>> entry = (*archive)->next();
        QVERIFY(entry && *entry);
        QCOMPARE((*entry)->path.string(), std::string(name));
    }
}

// Far more than memory would take if it were not read piece by piece.
void TestArchives::streamsLargeEntries()
{
    const Path file = m_folder.path() / "large.zip";
    QProcess shell;
    shell.start(QStringLiteral("sh"),
                {QStringLiteral("-c"),
                 QStringLiteral("head -c 4200M /dev/zero | zip -q1 - - > '%1'")
                     .arg(QString::fromStdString(file.string()))});
    QVERIFY(shell.waitForFinished(200'000));
    const FileDescriptor descriptor(::open(file.c_str(), O_RDONLY));
    const ArchiveReading reading = readArchive(descriptor.get(), {}, 0);
    QVERIFY2(!reading.error && reading.verdict() == Verdict::Sound, reading.text().constData());
    QCOMPARE(reading.entries.at(0).bytes, qint64(4200) << 20);
}

void TestArchives::cancels_data()
{
    QTest::addColumn<QByteArray>("command");
    for (const char *command :
         {"head -c 64M /dev/zero | gzip -1c", "head -c 64M /dev/zero | zstd -qc",
          "head -c 64M /dev/zero | xz -0c", "truncate -s 64M big; tar -czf - big; rm big"}) {
        QTest::newRow(command) << QByteArray(command);
    }
}

void TestArchives::cancels()
{
    QFETCH(QByteArray, command);
    const QByteArray packed = pack(command);
    const FileDescriptor file(::memfd_create("archive", MFD_CLOEXEC));
    QCOMPARE(::write(file.get(), packed.constData(), size_t(packed.size())), ssize_t(packed.size()));
    RunControl control;
    const Result<std::unique_ptr<Archive>> archive = openArchive(file.get(), "a", {}, control);
    QVERIFY(archive && *archive && (*archive)->next());
    QByteArray buffer(64 * 1024, Qt::Uninitialized);
    QVERIFY((*archive)->read(buffer.data(), buffer.size()));
    control.requestStop();
    QElapsedTimer timer;
    timer.start();
    const Result<qint64> count = (*archive)->read(buffer.data(), buffer.size());
    QVERIFY(!count && count.error().kind == ErrorKind::Cancelled);
    QVERIFY2(timer.elapsed() < 100, QByteArray::number(timer.elapsed()).constData());
}

QTEST_GUILESS_MAIN(TestArchives)
#include "tst_archives.moc"
