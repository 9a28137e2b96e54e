// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/blockwriter.h"
#include "engine/readback.h"
#include "support/files.h"

#include <QRandomGenerator>
#include <QTest>

#include <fcntl.h>

using namespace litekeeper;
using namespace litekeeper::test;

class TestBlockWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhatItIsGiven_data();
    void writesWhatItIsGiven();
    void readBackFindsAFlippedBit();
};

// Random writes, most of them in order, against a plain array; the read-back must agree with both.
void TestBlockWriter::writesWhatItIsGiven_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 30; ++seed) {
        QTest::addRow("seed %d", seed) << seed;
    }
}

void TestBlockWriter::writesWhatItIsGiven()
{
    QFETCH(int, seed);
    QRandomGenerator random{quint32(seed)};
    const TemporaryFolder folder;
    const Path file = folder.path() / "file";
    const FileDescriptor descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    BlockLedger ledger;
    BlockWriter writer(descriptor.get(), file, Writeback::Early, ledger);
    const RunControl control;
    ReadBack readBack(file, ledger, control);
    QVERIFY(readBack.start());
    QByteArray expected;
    qint64 position = 0;
    for (int step = 0; step < 300; ++step) {
        const int kind = random.bounded(100);
        if (kind == 0) {
            const qint64 size = random.bounded(quint32(expected.size() + 1));
            QVERIFY(writer.truncate(size));
            expected.truncate(size);
            position = size;
            continue;
        }
        QByteArray piece(1 + random.bounded(200'000), char(random.bounded(256)));
        qint64 offset = position;
        if (kind < 5 && !expected.isEmpty()) {
            offset = random.bounded(quint32(expected.size()));
        } else if (kind < 7) {
            offset = position + random.bounded(3'000'000U);
        }
        QVERIFY(writer.write(piece.constData(), piece.size(), offset));
        if (expected.size() < offset + piece.size()) {
            expected.resize(offset + piece.size(), '\0');
        }
        expected.replace(offset, piece.size(), piece);
        position = std::max<qint64>(position, offset + piece.size());
    }
    QVERIFY(writer.finish());
    QCOMPARE(writer.size(), expected.size());
    const Result<QByteArray> digest = readBack.finish([](qint64) {});
    QVERIFY2(digest, digest ? "" : qPrintable(describe(digest.error())));
    QVERIFY(readBytes(file) == expected);
    Sha256 sha256;
    sha256.add(expected.constData(), size_t(expected.size()));
    QCOMPARE(*digest, sha256.take());
}

void TestBlockWriter::readBackFindsAFlippedBit()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "file";
    const FileDescriptor descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    BlockLedger ledger;
    BlockWriter writer(descriptor.get(), file, Writeback::Early, ledger);
    const RunControl control;
    ReadBack readBack(file, ledger, control);
    QVERIFY(readBack.start());
    const QByteArray content(3 * blockBytes + 17, 'x');
    QVERIFY(writer.write(content.constData(), content.size(), 0));
    char first = 0;
    QVERIFY(writer.read(&first, 1, 0)); // waits for all that is written
    const char flipped = 'x' ^ 1;
    QCOMPARE(::pwrite(descriptor.get(), &flipped, 1, 2 * blockBytes + 5), ssize_t(1));
    QVERIFY(writer.finish());
    const Result<QByteArray> digest = readBack.finish([](qint64) {});
    QVERIFY(!digest);
    QCOMPARE(digest.error().kind, ErrorKind::ReadBackMismatch);
    QVERIFY(digest.error().detail.contains(QString::number(2 * blockBytes)));
}

QTEST_GUILESS_MAIN(TestBlockWriter)
#include "tst_blockwriter.moc"
