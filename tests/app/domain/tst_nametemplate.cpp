// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/nametemplate.h"

#include <QTest>

using namespace litekeeper;

class TestNameTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void refuses_data();
    void refuses();
    void keepsWithinTheLimit_data();
    void keepsWithinTheLimit();
    void cutsAtCharacters();
    void numbersCopies();
    void knowsFixedNames();
};

namespace {

const QDateTime instant(QDate(2026, 3, 29), QTime(2, 4, 5));

QByteArray nameOf(const QString &text, const QByteArray &source, Format format = Format::Database,
                  int copy = 1)
{
    const Result<NameTemplate> parsed = NameTemplate::parse(text);
    return parsed ? pathBytes(parsed->fileName(pathFromBytes(source), instant, format, copy))
                  : QByteArray("refused");
}

} // namespace

void TestNameTemplate::names_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("expected");
    const auto row
        = [](const char *title, const char *text, const QByteArray &source, Format format, const char *name) {
              QTest::newRow(title) << QString::fromUtf8(text) << source << int(format) << QByteArray(name);
          };
    row("default", "", "/srv/ghost.db", Format::Database, "ghost-20260329-020405.db");
    row("zip", "", "/srv/ghost.sqlite3", Format::Zip, "ghost-20260329-020405.zip");
    row("zstd", "", "/srv/places.sqlite", Format::Zstd, "places-20260329-020405.db.zst");
    row("no suffix", "", "/home/a/Cookies", Format::Database, "Cookies-20260329-020405.db");
    row("foreign suffix stays", "", "/srv/data.v2", Format::Database, "data.v2-20260329-020405.db");
    row("only a suffix", "", "/srv/.db", Format::Database, ".db-20260329-020405.db");
    row("fixed", "nightly", "/srv/a.db", Format::Database, "nightly.db");
    row("fixed with suffix", "nightly.DB", "/srv/a.db", Format::Database, "nightly.db");
    row("fixed with the suffix of another format", "nightly.db", "/srv/a.db", Format::Zstd,
        "nightly.db.db.zst");
    row("own order", "{date} {name}", "/srv/a.db", Format::Database, "20260329 a.db");
    row("twice", "{name}{name}", "/srv/a.db", Format::Database, "aa.db");
    row("newline", "", "/srv/a\nb\x7f.db", Format::Database, "a_b_-20260329-020405.db");
    row("uri characters", "{name}", "/srv/a?b%20c#d.db", Format::Database, "a?b%20c#d.db");
    row("not UTF-8", "{name}", "/srv/\xff\xfe.db", Format::Database, "\xff\xfe.db");
    row("placeholder in the source's name", "{name}-{time}", "/srv/{date}.db", Format::Database,
        "{date}-020405.db");
    row("nothing left", "{name}", "/srv/", Format::Database, "backup.db");
}

void TestNameTemplate::names()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, source);
    QFETCH(int, format);
    QTEST(nameOf(text, source, Format(format)), "expected");
}

void TestNameTemplate::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("saying");
    QTest::newRow("slash") << QStringLiteral("a/{name}") << QStringLiteral("slash");
    QTest::newRow("newline") << QStringLiteral("a\n{name}") << QStringLiteral("line break");
    QTest::newRow("unknown") << QStringLiteral("{name}-{hour}") << QStringLiteral("{hour}");
    QTest::newRow("open") << QStringLiteral("{name") << QStringLiteral("brace");
    QTest::newRow("closed") << QStringLiteral("name}") << QStringLiteral("brace");
    QTest::newRow("reversed") << QStringLiteral("}name{") << QStringLiteral("brace");
    QTest::newRow("blank") << QStringLiteral("  ") << QStringLiteral("blank");
    QTest::newRow("long") << QString(151, QLatin1Char('x')) << QStringLiteral("150");
}

void TestNameTemplate::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, saying);
    const Result<NameTemplate> parsed = NameTemplate::parse(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::InvalidArgument);
    QVERIFY2(parsed.error().detail.contains(saying), qPrintable(describe(parsed.error())));
}

void TestNameTemplate::keepsWithinTheLimit_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("default") << QString();
    QTest::newRow("twice") << QStringLiteral("{name}-{name}-{date}-{time}");
    QTest::newRow("long text") << QString(130, QLatin1Char('x')) + QStringLiteral("{name}{date}-{time}");
    QTest::newRow("dates only") << QStringLiteral("{date}-{time}").repeated(11);
}

void TestNameTemplate::keepsWithinTheLimit()
{
    QFETCH(QString, text);
    for (const Format format : {Format::Database, Format::Zip, Format::Zstd}) {
        const QByteArray name = nameOf(text, "/srv/" + QByteArray(255, 'n'), format, 12345);
        QVERIFY(name.size() <= 255 - NameTemplate::reservedBytes);
        QVERIFY(name.contains("20260329-020405"));
        QVERIFY(name.endsWith("-12345" + formatSuffix(format).toLatin1()));
    }
}

void TestNameTemplate::cutsAtCharacters()
{
    for (int lead = 0; lead < 4; ++lead) {
        const QByteArray source = QByteArray(lead, 'x') + QStringLiteral("🐤").toUtf8().repeated(60);
        const QByteArray name = nameOf(QStringLiteral("{name}"), "/srv/" + source);
        QVERIFY(name.size() > 200);
        QVERIFY(!QString::fromUtf8(name).contains(QChar::ReplacementCharacter));
    }
    // Bytes that only look like the middle of characters can be cut anywhere, but are not lost altogether.
    QVERIFY(nameOf(QStringLiteral("{name}"), "/srv/" + QByteArray(250, '\x80')).size() > 200);
}

void TestNameTemplate::numbersCopies()
{
    QCOMPARE(nameOf({}, "/srv/a.db", Format::Zstd, 2), QByteArray("a-20260329-020405-2.db.zst"));
}

void TestNameTemplate::knowsFixedNames()
{
    QVERIFY(!NameTemplate().isFixed());
    QVERIFY(NameTemplate::parse(QStringLiteral("{name}"))->isFixed());
    QVERIFY(!NameTemplate::parse(QStringLiteral("x{time}"))->isFixed());
    QCOMPARE(NameTemplate::parse({})->text(), QStringLiteral("{name}-{date}-{time}"));
}

QTEST_APPLESS_MAIN(TestNameTemplate)
#include "tst_nametemplate.moc"
