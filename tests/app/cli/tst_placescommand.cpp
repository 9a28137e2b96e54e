// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"
#include "support/databases.h"
#include "support/deadshare.h"
#include "support/sambaworld.h"

#include <QJsonArray>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// "places", and "scan" of shares.
class TestPlacesCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatIsHere();
    void saysHowToUseIt();
    void refusesNonsense_data();
    void refusesNonsense();
    void aFolderThatIsMissing();
    void aShareThatAnswers();
    void aShareThatHangs();
    void scansAShare();
    void scansAShareThatHangs();
};

namespace {

QJsonObject placeIn(const QJsonObject &document, const Path &folder)
{
    const QJsonArray places = document.value(QStringLiteral("places")).toArray();
    for (const QJsonValue &place : places) {
        if (place.toObject().value(QStringLiteral("path")).toString() == encodePath(folder)) {
            return place.toObject();
        }
    }
    return {};
}

} // namespace

#define REQUIRE_SAMBA(world)                                                                                 \
    if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {                                  \
        QSKIP(reason.c_str());                                                                               \
    }                                                                                                        \
    SambaWorld world;                                                                                        \
    QVERIFY2(world.problem().empty(), world.problem().c_str());

void TestPlacesCommand::listsWhatIsHere()
{
    const CliHome home;
    const CliResult text = home.run({"places", "--timeout", "5"});
    QVERIFY(text.out.startsWith("PLACE "));
    QVERIFY(text.out.contains("\nHome "));
    const CliResult result = home.run({"places", "--json", "--timeout", "5", home.sources().string()});
    const QJsonObject place = placeIn(result.json(), home.sources());
    QCOMPARE(place.value(QStringLiteral("kind")).toString(), QStringLiteral("folder"));
    QCOMPARE(place.value(QStringLiteral("network")).toBool(true), false);
    QCOMPARE(place.value(QStringLiteral("answers")).toBool(), true);
    QVERIFY(place.value(QStringLiteral("latency_ms")).isNull());
    QVERIFY(!place.value(QStringLiteral("file_system")).toString().isEmpty());
    QVERIFY(place.value(QStringLiteral("free_bytes")).toInteger() > 0);
}

void TestPlacesCommand::saysHowToUseIt()
{
    const CliHome home;
    const CliResult result = home.run({"places", "--help"});
    QCOMPARE(result.code, 0);
    QVERIFY(result.out.contains("--timeout"));
    QVERIFY(result.out.contains("Exit codes"));
    QVERIFY(home.run({"--help"}).out.contains("places"));
    QVERIFY(!home.run({"--help"}).out.contains("probe-child"));
    QVERIFY(!home.run({"--help"}).out.contains("search-child"));
}

void TestPlacesCommand::refusesNonsense_data()
{
    QTest::addColumn<QByteArray>("argument");
    QTest::newRow("none") << QByteArray("0");
    QTest::newRow("negative") << QByteArray("-3");
    QTest::newRow("no number") << QByteArray("soon");
    QTest::newRow("too long") << QByteArray("99999");
}

void TestPlacesCommand::refusesNonsense()
{
    QFETCH(QByteArray, argument);
    const CliHome home;
    QCOMPARE(home.run({"places", "--timeout", argument.toStdString()}).code, 2);
    QCOMPARE(home.run({"place-probe-child"}).code, 2); // which gets no request
    QCOMPARE(home.run({"search-child"}).code, 2);
}

void TestPlacesCommand::aFolderThatIsMissing()
{
    const CliHome home;
    const CliResult result = home.run({"places", "--json", "--timeout", "5", "/no/where"});
    QCOMPARE(result.code, 1);
    QCOMPARE(placeIn(result.json(), "/no/where").value(QStringLiteral("answers")).toBool(true), false);
}

void TestPlacesCommand::aShareThatAnswers()
{
    REQUIRE_SAMBA(world);
    const CliHome home;
    const CliResult result = home.run({"places", "--json", world.share().string()});
    const QJsonObject place = placeIn(result.json(), world.share());
    QCOMPARE(place.value(QStringLiteral("network")).toBool(), true);
    QCOMPARE(place.value(QStringLiteral("file_system_kind")).toString(), QStringLiteral("network"));
    QCOMPARE(place.value(QStringLiteral("file_system")).toString(), QStringLiteral("fuse.smbnetfs"));
    QCOMPARE(place.value(QStringLiteral("answers")).toBool(), true);
    QVERIFY(place.value(QStringLiteral("latency_ms")).toDouble() > 0);
    QVERIFY(place.value(QStringLiteral("not_answering_since")).isNull());
    const CliResult text = home.run({"places", world.share().string()});
    QVERIFY2(text.out.contains(" ms"), text.out.constData());
}

void TestPlacesCommand::aShareThatHangs()
{
    const TemporaryFolder folder;
    const DeadShare dead(folder.path());
    if (!dead.why().empty()) {
        QSKIP(dead.why().c_str());
    }
    const CliHome home;
    const CliResult result = home.run({"places", "--json", "--timeout", "1"});
    QCOMPARE(result.code, 1);
    const QJsonObject place = placeIn(result.json(), folder.path());
    QCOMPARE(place.value(QStringLiteral("kind")).toString(), QStringLiteral("share"));
    QCOMPARE(place.value(QStringLiteral("answers")).toBool(true), false);
    QVERIFY(place.value(QStringLiteral("latency_ms")).isNull());
    QVERIFY(!place.value(QStringLiteral("reason")).toString().isEmpty());
    QVERIFY(QDateTime::fromString(place.value(QStringLiteral("not_answering_since")).toString(),
                                  Qt::ISODateWithMs)
                .isValid());
    const CliResult text = home.run({"places", "--timeout", "1"});
    QCOMPARE(text.code, 1);
    QVERIFY2(text.out.contains("not answering"), text.out.constData());
    QVERIFY2(text.err.contains("does not answer"), text.err.constData());
}

void TestPlacesCommand::scansAShare()
{
    REQUIRE_SAMBA(world);
    const CliHome home;
    QVERIFY(makeDatabase(world.serverFolder() / "app.db", 10, 10, "WAL"));
    QTRY_VERIFY(std::filesystem::exists(world.share() / "app.db"));
    const CliResult result = home.run({"scan", "--json", world.share().string(), home.sources().string()});
    QCOMPARE(result.code, 0);
    const QJsonObject document = result.json();
    QCOMPARE(document.value(QStringLiteral("network")).toBool(), true);
    const QJsonArray roots = document.value(QStringLiteral("roots")).toArray();
    QCOMPARE(roots.size(), 2);
    QCOMPARE(roots.at(0).toObject().value(QStringLiteral("network")).toBool(), true);
    QCOMPARE(roots.at(0).toObject().value(QStringLiteral("file_system")).toString(),
             QStringLiteral("fuse.smbnetfs"));
    QCOMPARE(roots.at(1).toObject().value(QStringLiteral("network")).toBool(true), false);
    QCOMPARE(document.value(QStringLiteral("complete")).toBool(), true);
    const QJsonArray databases = document.value(QStringLiteral("databases")).toArray();
    QCOMPARE(databases.size(), 1);
    QCOMPARE(databases.at(0).toObject().value(QStringLiteral("path")).toString(),
             encodePath(world.share() / "app.db"));
    const CliResult text = home.run({"scan", world.share().string()});
    QCOMPARE(text.code, 0);
    QVERIFY(text.out.contains("app.db"));
    const CliResult inspected = home.run({"inspect", "--json", (world.share() / "app.db").string()});
    QCOMPARE(inspected.code, 0);
    QCOMPARE(inspected.json().value(QStringLiteral("tables")).toArray().size(), 1);
    QVERIFY(!std::filesystem::exists(world.serverFolder() / "app.db-shm"));
}

void TestPlacesCommand::scansAShareThatHangs()
{
    const TemporaryFolder folder;
    const DeadShare dead(folder.path());
    if (!dead.why().empty()) {
        QSKIP(dead.why().c_str());
    }
    const CliHome home;
    QVERIFY(makeDatabase(home.sources() / "app.db"));
    const CliResult result
        = home.run({"scan", "--json", "--timeout", "1", folder.path().string(), home.sources().string()});
    QCOMPARE(result.code, 1);
    const QJsonObject document = result.json();
    QCOMPARE(document.value(QStringLiteral("complete")).toBool(true), false);
    QCOMPARE(document.value(QStringLiteral("databases")).toArray().size(), 1);
    const QJsonArray failed = document.value(QStringLiteral("failed")).toArray();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).toObject().value(QStringLiteral("error")).toString(),
             QStringLiteral("not-answering"));
    QVERIFY2(result.err.contains("does not answer"), result.err.constData());
}

QTEST_GUILESS_MAIN(TestPlacesCommand)
#include "tst_placescommand.moc"
