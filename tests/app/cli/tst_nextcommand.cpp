// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"

#include <QJsonArray>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// "litekeeper-cli next".
class NextCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsInstants();
    void printsJson();
    void takesTheDefaults();
    void takesAnInstantWithAnOffset();
    void reachesDatesFarAway();
    void refuses_data();
    void refuses();
    void refusesInJson();
    void explainsTheFields();
};

void NextCommandTest::printsInstants()
{
    const CliResult result = CliHome().run(
        {"next", "0 30 2 * * *", "--tz", "Europe/Berlin", "--from", "2025-10-25T00:00:00Z", "-n", "3"});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.out, QByteArray("2025-10-25T00:30:00Z\n2025-10-26T00:30:00Z\n2025-10-27T01:30:00Z\n"));
    QCOMPARE(result.err, QByteArray());
}

void NextCommandTest::printsJson()
{
    const CliResult result = CliHome().run(
        {"next", " 0  */30 * * * * ", "--tz", "UTC", "--from", "2025-01-01T00:00:00Z", "-n", "2", "--json"});
    QCOMPARE(result.code, 0);
    const QJsonObject document = result.json();
    QCOMPARE(document.value(QLatin1String("expression")).toString(), QStringLiteral("0 */30 * * * *"));
    QCOMPARE(document.value(QLatin1String("timeZone")).toString(), QStringLiteral("UTC"));
    QCOMPARE(document.value(QLatin1String("from")).toString(), QStringLiteral("2025-01-01T00:00:00.000Z"));
    const QJsonArray expected{QStringLiteral("2025-01-01T00:30:00Z"), QStringLiteral("2025-01-01T01:00:00Z")};
    QCOMPARE(document.value(QLatin1String("instants")).toArray(), expected);
}

void NextCommandTest::takesTheDefaults()
{
    const QDateTime before = QDateTime::currentDateTimeUtc();
    const CliResult result = CliHome().run({"next", "* * * * * *"});
    QCOMPARE(result.code, 0);
    QByteArrayList lines = result.out.split('\n');
    QCOMPARE(lines.takeLast(), QByteArray());
    QCOMPARE(lines.size(), 5);
    const QDateTime first = QDateTime::fromString(QString::fromLatin1(lines.at(0)), Qt::ISODate);
    QVERIFY(first > before);
    QVERIFY(first <= QDateTime::currentDateTimeUtc().addSecs(1));
}

void NextCommandTest::takesAnInstantWithAnOffset()
{
    const CliResult result = CliHome().run(
        {"next", "0 0 2 * * *", "--tz", "UTC", "--from", "2025-01-01T02:30:00.5+01:00", "-n", "1"});
    QCOMPARE(result.out, QByteArray("2025-01-01T02:00:00Z\n"));
}

void NextCommandTest::reachesDatesFarAway()
{
    const CliResult result = CliHome().run(
        {"next", "0 0 0 29 2 Mon", "--tz", "Europe/Berlin", "--from", "2073-01-01T00:00:00Z", "-n", "1"});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.out, QByteArray("2112-02-28T23:00:00Z\n"));
}

void NextCommandTest::refuses_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::addColumn<QByteArrayList>("says");
    const QByteArrayList in2025{"--from", "2025-01-01T00:00:00Z"};
    QTest::newRow("minute 60") << (QByteArrayList{"next", "0 60 2 * * *"} + in2025)
                               << QByteArrayList{"“0 60 2 * * *” cannot be used",
                                                 "the minutes field is “60”"};
    QTest::newRow("5 fields") << (QByteArrayList{"next", "0 2 * * *"} + in2025)
                              << QByteArrayList{"prepend 0: “0 0 2 * * *”"};
    QTest::newRow("empty") << (QByteArrayList{"next", ""} + in2025)
                           << QByteArrayList{"none of the six fields"};
    QTest::newRow("never") << (QByteArrayList{"next", "0 0 2 30 2 *"} + in2025)
                           << QByteArrayList{"never comes"};
    QTest::newRow("zone") << QByteArrayList{"next", "0 0 2 * * *", "--tz", "Europe/Berln"}
                          << QByteArrayList{"“Europe/Berln”", "no time zone has this name"};
    QTest::newRow("empty zone") << QByteArrayList{"next", "0 0 2 * * *", "--tz", ""}
                                << QByteArrayList{"no time zone has this name"};
    QTest::newRow("instant") << QByteArrayList{"next", "0 0 2 * * *", "--from", "yesterday"}
                             << QByteArrayList{"“yesterday”", "no date and time"};
    QTest::newRow("instant without offset")
        << QByteArrayList{"next", "0 0 2 * * *", "--from", "2025-01-01T00:00:00"}
        << QByteArrayList{"how far it is from UTC"};
    QTest::newRow("no count") << QByteArrayList{"next", "0 0 2 * * *", "-n", "0"}
                              << QByteArrayList{"--count: Value 0 not in range"};
    QTest::newRow("without quotes") << QByteArrayList{"next", "0", "0", "2", "*", "*", "*"}
                                    << QByteArrayList{"not expected"};
    QTest::newRow("no expression") << QByteArrayList{"next"} << QByteArrayList{"expression is required"};
}

void NextCommandTest::refuses()
{
    QFETCH(const QByteArrayList, arguments);
    QFETCH(const QByteArrayList, says);
    Program::Strings strings;
    for (const QByteArray &argument : arguments) {
        strings.push_back(argument.toStdString());
    }
    const CliResult result = CliHome().run(strings);
    QCOMPARE(result.code, 2);
    QCOMPARE(result.out, QByteArray());
    for (const QByteArray &part : says) {
        QVERIFY2(result.err.contains(part), result.err.constData());
    }
}

void NextCommandTest::refusesInJson()
{
    const CliResult result = CliHome().run({"next", "0 0 2 L * *", "--json"});
    QCOMPARE(result.code, 2);
    QCOMPARE(result.json().value(QLatin1String("error")).toString(), QStringLiteral("invalid-argument"));
    QVERIFY(result.json().value(QLatin1String("reason")).toString().contains(QStringLiteral("“L”")));
}

void NextCommandTest::explainsTheFields()
{
    const CliResult result = CliHome().run({"next", "--help"});
    QCOMPARE(result.code, 0);
    for (const char *part : {"second", "minute", "hour", "month", "day of week", "EXPRESSION", "--tz",
                             "--from", "litekeeper-cli next \"0 30 2 * * *\""}) {
        QVERIFY2(result.out.contains(part), part);
    }
}

QTEST_GUILESS_MAIN(NextCommandTest)
#include "tst_nextcommand.moc"
