// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/console.h"
#include "cli/progressline.h"
#include "cli/texttable.h"
#include "cli/words.h"

#include <QTest>

using namespace litekeeper;

/// What people read on the terminal.
class TextsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figures();
    void progressDropsWhatDoesNotFit();
    void progressPromisesNoEnd();
    void progressNamesItsState();
    void tablesAlign();
    void tablesKeepRowsWhole();
    void strangersCannotDrawOnTheTerminal();
};

namespace {

Progress halfDone()
{
    return {.phase = Phase::Copying,
            .bytesDone = qint64(512) << 20,
            .bytesTotal = qint64(1) << 30,
            .bytesPerSecond = double(qint64(1) << 30),
            .millisecondsLeft = 500,
            .restarts = 2};
}

} // namespace

void TextsTest::figures()
{
    QCOMPARE(bytesText(0), QStringLiteral("0 bytes"));
    QCOMPARE(bytesText(qint64(1) << 30), QStringLiteral("1.0 GiB"));
    QCOMPARE(countText(268530, QStringLiteral("page"), QStringLiteral("pages")),
             QStringLiteral("268,530 pages"));
    QCOMPARE(countText(1, QStringLiteral("page"), QStringLiteral("pages")), QStringLiteral("1 page"));
    QCOMPARE(durationText(999), QStringLiteral("999 ms"));
    QCOMPARE(durationText(1250), QStringLiteral("1.25 s"));
    QCOMPARE(durationText(200'000), QStringLiteral("3 min 20 s"));
    QCOMPARE(durationText(7'500'000), QStringLiteral("2 h 5 min"));
    const QDateTime instant(QDate(2026, 1, 31), QTime(23, 59, 59), Qt::UTC);
    QCOMPARE(instantText(instant), QStringLiteral("2026-01-31 23:59:59 UTC"));
}

void TextsTest::progressDropsWhatDoesNotFit()
{
    const QString whole = progressText(halfDone(), 200);
    QCOMPARE(whole, QStringLiteral("Copying   50 %  0:01 left  512.0 MiB of 1.0 GiB  1.0 GiB/s  2 restarts"));
    for (int width = 10; width < 80; ++width) {
        const QString line = progressText(halfDone(), width);
        QVERIFY(line.size() <= width);
        QVERIFY(whole.startsWith(line));
    }
}

void TextsTest::progressPromisesNoEnd()
{
    Progress progress = halfDone();
    progress.phase = Phase::Checking;
    progress.bytesDone = progress.bytesTotal;
    progress.restarts = 0;
    QCOMPARE(progressText(progress, 80), QStringLiteral("Checking  finishing"));
}

void TextsTest::progressNamesItsState()
{
    Progress progress = halfDone();
    progress.paused = true;
    QVERIFY(progressText(progress, 80).startsWith(QStringLiteral("Paused")));
    progress = {};
    progress.queued = true;
    QCOMPARE(progressText(progress, 80), QStringLiteral("Waiting for its turn"));
    for (const Phase phase :
         {Phase::Preparing, Phase::Waiting, Phase::PreCopying, Phase::Copying, Phase::Comparing,
          Phase::Compressing, Phase::Syncing, Phase::ReadingBack, Phase::Checking, Phase::Publishing,
          Phase::Fetching, Phase::Confirming, Phase::Delivering, Phase::Retrying, Phase::Rehearsing}) {
        QVERIFY(!progressText({.phase = phase}, 80).isEmpty());
    }
}

void TextsTest::tablesAlign()
{
    TextTable table({TextTable::Align::Left, TextTable::Align::Right, TextTable::Align::Left},
                    QStringLiteral("  "));
    table.addRow({QStringLiteral("NAME"), QStringLiteral("ROWS"), QStringLiteral("NOTE")});
    table.addRow({QStringLiteral("a long name"), QStringLiteral("7"), {}});
    table.addNote(QStringLiteral("below"));
    QCOMPARE(table.toString(),
             QStringLiteral("  NAME         ROWS  NOTE\n"
                            "  a long name     7\n"
                            "  below\n"));
}

void TextsTest::tablesKeepRowsWhole()
{
    TextTable table({TextTable::Align::Left, TextTable::Align::Left});
    table.addRow({QStringLiteral("a\nb"), QStringLiteral("c")});
    QCOMPARE(table.toString(), QStringLiteral("a\\x0ab  c\n"));
}

void TextsTest::strangersCannotDrawOnTheTerminal()
{
    QCOMPARE(console::printable(QStringLiteral("a\x1b[2J\r\t\x7f")),
             QStringLiteral("a\\x1b[2J\\x0d\\x09\\x7f"));
    QCOMPARE(console::printable(QString(QChar(0x202e))), QStringLiteral("\\u{202e}"));
    QCOMPARE(console::printable(QString(QChar(0x9b))), QStringLiteral("\\x9b"));
    QCOMPARE(console::printable(QStringLiteral("größe\n")), QStringLiteral("größe\n"));
}

QTEST_GUILESS_MAIN(TextsTest)
#include "tst_texts.moc"
