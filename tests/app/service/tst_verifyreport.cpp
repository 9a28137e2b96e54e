// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/verifyreport.h"

#include "service/libraries.h"
#include "service/verdicttext.h"
#include "support/files.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

const QString evil = QStringLiteral("</td><script>alert(1)</script>\" onload='x' &amp; \u202Egpj\n.db");

FileVerdict hostileVerdict()
{
    DatabaseVerdict database;
    database.path = "folder/\xff<b>ghost</b>.db";
    database.verdict = Verdict::Damaged;
    database.sha256 = QByteArray(32, '\x11');
    database.facts.application = evil;
    database.tables = {{evil, 12, evil}, {QStringLiteral("posts"), -1, QStringLiteral("not readable")}};
    database.findings = {{Severity::Warning, evil, evil, evil}};
    database.pragmas = {{QStringLiteral("integrity_check"), evil}};

    FileVerdict file;
    file.file = "/downloads/<img src=x onerror=alert(1)>.zip";
    file.container = QStringLiteral("zip");
    file.verdict = Verdict::Damaged;
    file.sha256 = QByteArray(32, '\x22');
    file.verifiedAt = QDateTime(QDate(2026, 11, 20), QTime(3, 1, 2), Qt::UTC);
    file.entryCount = 20'000;
    file.entries = {{database.path, 4096, 100, evil, true, Verdict::Damaged}};
    file.findings = {{Severity::Problem, QStringLiteral("crc"), evil, evil}};
    file.databases = {database};
    return file;
}

} // namespace

class TestVerifyReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysEverything();
    void hostileNamesStayText();
    void loadsNothing();
    void jsonIsTheVerdictWithTheVersions();
    void theNameChoosesTheForm();
    void saysWhenItCannotBeWritten();
};

void TestVerifyReport::saysEverything()
{
    const QString html = QString::fromUtf8(verdictReportHtml(hostileVerdict()));
    for (const QString &expected :
         {headline(hostileVerdict()), QString(64, u'2'), QString(64, u'1'),
          QStringLiteral("2026-11-20 03:01:02 UTC"), QStringLiteral("PRAGMA integrity_check"),
          QStringLiteral("posts"), QStringLiteral("not readable"), QStringLiteral("20,000")}) {
        QVERIFY2(html.contains(expected), qPrintable(expected));
    }
    const QList<Library> libraries = librariesInUse();
    for (const Library &library : libraries) {
        QVERIFY2(html.contains(library.running), qPrintable(library.name));
    }
}

void TestVerifyReport::hostileNamesStayText()
{
    QString html = QString::fromUtf8(verdictReportHtml(hostileVerdict()));
    QVERIFY(!html.contains(QStringLiteral("<script")));
    QVERIFY(!html.contains(QStringLiteral("<img")));
    QVERIFY(!html.contains(QChar(0x202E)));
    QVERIFY(html.contains(QStringLiteral("&lt;script&gt;")));
    QVERIFY(html.contains(QStringLiteral("\\xff"), Qt::CaseInsensitive)); // a byte that is not UTF-8
    // What is left is well-formed: nothing a file is called closed one of our tags.
    html.remove(QStringLiteral("<!DOCTYPE html>\n"));
    html.replace(QRegularExpression(QStringLiteral("<meta ([^>]*)>")), QStringLiteral("<meta \\1/>"));
    QXmlStreamReader reader(html);
    while (!reader.atEnd()) {
        reader.readNext();
        QVERIFY(!reader.attributes().hasAttribute(QStringLiteral("onload")));
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
}

void TestVerifyReport::loadsNothing()
{
    const QByteArray html = verdictReportHtml(hostileVerdict());
    QVERIFY(html.contains("default-src 'none'"));
    for (const char *loading : {"src=\"", "href=", "url(", "@import", "http://", "https://"}) {
        QVERIFY2(!html.contains(loading), loading);
    }
}

void TestVerifyReport::jsonIsTheVerdictWithTheVersions()
{
    const QJsonObject document = QJsonDocument::fromJson(verdictReportJson(hostileVerdict())).object();
    const FileVerdict read = fileVerdictFromJson(document);
    QCOMPARE(toJson(read), toJson(hostileVerdict()));
    QCOMPARE(document.value(QStringLiteral("libraries")).toArray().size(), librariesInUse().size());
}

void TestVerifyReport::theNameChoosesTheForm()
{
    const TemporaryFolder folder;
    QVERIFY(writeVerdictReport(folder.path() / "report.JSON", hostileVerdict()));
    QVERIFY(!QJsonDocument::fromJson(readBytes(folder.path() / "report.JSON")).isNull());
    QVERIFY(writeVerdictReport(folder.path() / "report.html", hostileVerdict()));
    QVERIFY(readBytes(folder.path() / "report.html").startsWith("<!DOCTYPE html>"));
}

void TestVerifyReport::saysWhenItCannotBeWritten()
{
    const TemporaryFolder folder;
    QVERIFY(!writeVerdictReport(folder.path() / "nowhere" / "report.html", hostileVerdict()));
}

QTEST_GUILESS_MAIN(TestVerifyReport)
#include "tst_verifyreport.moc"
