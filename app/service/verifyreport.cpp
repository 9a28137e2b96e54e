// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/verifyreport.h"

#include "common/durablefile.h"
#include "service/libraries.h"
#include "service/reportmarkup.h"
#include "service/verdicttext.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace litekeeper {

namespace {

using namespace reportmarkup;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::VerdictReport)
};

QString bytes(qint64 count)
{
    return count < 0 ? QStringLiteral("–") : Words::tr("%1 bytes").arg(figure(count));
}

QString verdictSpan(Verdict verdict)
{
    static const QHash<int, QString> glyphs{
        {int(Verdict::Sound), QStringLiteral("✓")},       {int(Verdict::Empty), QStringLiteral("∅")},
        {int(Verdict::Unsupported), QStringLiteral("?")}, {int(Verdict::Damaged), QStringLiteral("✕")},
        {int(Verdict::Dangerous), QStringLiteral("⚠")},
    };
    return QStringLiteral("<span class=\"%1\">%2 %3</span>")
        .arg(verdictCode(verdict), glyphs.value(int(verdict)), plain(verdictWord(verdict)));
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return Words::tr("Note");
    case Severity::Warning:
        return Words::tr("Warning");
    case Severity::Problem:
        return Words::tr("Problem");
    }
    return {};
}

QString findingsTable(const QList<Finding> &findings)
{
    if (findings.isEmpty()) {
        return QStringLiteral("<p class=\"quiet\">%1</p>\n").arg(plain(Words::tr("Nothing was found.")));
    }
    QString rows;
    for (const Finding &finding : findings) {
        rows += row({QStringLiteral("<span class=\"%1\">%2</span>")
                         .arg(severityCode(finding.severity), plain(severityWord(finding.severity))),
                     code(finding.code), plain(finding.where), plain(finding.text)});
    }
    return table({Words::tr("Severity"), Words::tr("Code"), Words::tr("Where"), Words::tr("Finding")}, rows);
}

QString instantText(const QDateTime &instant)
{
    return instant.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"));
}

QString fileSection(const FileVerdict &file)
{
    QString html = QStringLiteral("<h1>%1</h1>\n<p class=\"quiet\">%2</p>\n")
                       .arg(plain(displayName(file.file)),
                            plain(Words::tr("Verification report by Litekeeper %1")
                                      .arg(QCoreApplication::applicationVersion())));
    html += QStringLiteral("<p class=\"headline %1\">%2</p>\n")
                .arg(verdictCode(file.verdict), plain(headline(file)));
    html += facts({{Words::tr("File"), code(displayPath(file.file))},
                   {Words::tr("Verdict"), verdictSpan(file.verdict)},
                   {Words::tr("Kind"), plain(containerText(file.container))},
                   {Words::tr("Size"), bytes(file.bytes)},
                   {Words::tr("SHA-256"), hash(file.sha256)},
                   {Words::tr("Entries"), figure(file.entryCount)},
                   {Words::tr("Databases"), figure(file.databases.size())},
                   {Words::tr("Check"), plain(levelText(file.level))},
                   {Words::tr("Verified at"), plain(instantText(file.verifiedAt))},
                   {Words::tr("Took"), Words::tr("%1 ms").arg(figure(file.milliseconds))}});
    html += QStringLiteral("<h2>%1</h2>\n").arg(plain(Words::tr("Findings about the file")));
    return html + findingsTable(file.findings);
}

QString databaseFacts(const DatabaseVerdict &database)
{
    const DatabaseFacts &found = database.facts;
    return facts({{Words::tr("Verdict"), verdictSpan(database.verdict)},
                  {Words::tr("Proof"), plain(checkedMeaning(database.proof))},
                  {Words::tr("Size"), bytes(database.bytes)},
                  {Words::tr("SHA-256"), hash(database.sha256)},
                  {Words::tr("Application"),
                   found.application.isEmpty() ? QStringLiteral("–") : plain(found.application)},
                  {Words::tr("Pages"),
                   Words::tr("%1 of %2 bytes").arg(figure(found.pageCount), figure(found.pageSize))},
                  {Words::tr("Journal"),
                   plain(found.journalMode == JournalMode::Wal ? Words::tr("write-ahead log")
                                                               : Words::tr("rollback journal"))},
                  {Words::tr("Frames taken from its -wal"), figure(database.walFrames)},
                  {Words::tr("User version"), figure(found.userVersion)},
                  {Words::tr("Application ID"), figure(found.applicationId)},
                  {Words::tr("SQLite that wrote it"), figure(found.sqliteVersion)}});
}

QString databaseSection(const DatabaseVerdict &database)
{
    QString html = QStringLiteral("<h2>%1</h2>\n<p class=\"headline %2\">%3</p>\n")
                       .arg(plain(displayPath(database.path)), verdictCode(database.verdict),
                            plain(headline(database)));
    html += databaseFacts(database);
    html += QStringLiteral("<h3>%1</h3>\n").arg(plain(Words::tr("Findings")));
    html += findingsTable(database.findings);
    if (!database.tables.isEmpty()) {
        QString rows;
        for (const TableSummary &each : database.tables) {
            rows += row({code(each.name), figure(each.rows), plain(each.note)});
        }
        html += QStringLiteral("<h3>%1</h3>\n").arg(plain(Words::tr("Tables")));
        html += table({Words::tr("Table"), Words::tr("Rows"), Words::tr("Note")}, rows);
    }
    if (!database.pragmas.isEmpty()) {
        QString rows;
        for (const auto &[name, value] : database.pragmas) {
            rows += row({code(QStringLiteral("PRAGMA %1").arg(name)), code(value)});
        }
        html += QStringLiteral("<h3>%1</h3>\n").arg(plain(Words::tr("What SQLite says")));
        html += table({Words::tr("Question"), Words::tr("Answer")}, rows);
    }
    return html;
}

QString entriesSection(const FileVerdict &file)
{
    if (file.entries.isEmpty()) {
        return {};
    }
    QString rows;
    for (const EntryVerdict &entry : file.entries) {
        rows += row({code(displayPath(entry.path)), verdictSpan(entry.verdict), figure(entry.bytes),
                     figure(entry.packedBytes), plain(entry.method)});
    }
    QString html = QStringLiteral("<h2>%1</h2>\n").arg(plain(Words::tr("Entries")));
    if (file.entryCount > file.entries.size()) {
        html += QStringLiteral("<p>%1</p>\n")
                    .arg(plain(Words::tr("%1 of %2 entries are listed; all of them were judged.")
                                   .arg(figure(file.entries.size()), figure(file.entryCount))));
    }
    return html
        + table({Words::tr("Entry"), Words::tr("Verdict"), Words::tr("Bytes"), Words::tr("Packed"),
                 Words::tr("Method")},
                rows);
}

QString librariesSection()
{
    QString rows;
    const QList<Library> libraries = librariesInUse();
    for (const Library &library : libraries) {
        rows += row({plain(library.name), code(library.running), code(library.detail)});
    }
    return QStringLiteral("<h2>%1</h2>\n").arg(plain(Words::tr("Libraries that judged")))
        + table({Words::tr("Library"), Words::tr("Version"), Words::tr("Source")}, rows);
}

} // namespace

QByteArray verdictReportHtml(const FileVerdict &verdict)
{
    return verdictReportHtml(QList<FileVerdict>{verdict});
}

QByteArray verdictReportHtml(const QList<FileVerdict> &verdicts)
{
    const QString title = verdicts.size() == 1
        ? Words::tr("%1: %2", "file name and verdict")
              .arg(displayName(verdicts[0].file), verdictWord(verdicts[0].verdict))
        : Words::tr("%1 files that were verified").arg(verdicts.size());
    QString html;
    for (const FileVerdict &verdict : verdicts) {
        html += fileSection(verdict);
        for (const DatabaseVerdict &database : verdict.databases) {
            html += databaseSection(database);
        }
        html += entriesSection(verdict);
    }
    html += librariesSection();
    return page(title, html);
}

QByteArray verdictReportJson(const FileVerdict &verdict)
{
    QJsonArray libraries;
    const QList<Library> used = librariesInUse();
    for (const Library &library : used) {
        libraries.append(QJsonObject{{QStringLiteral("name"), library.name},
                                     {QStringLiteral("version"), library.running},
                                     {QStringLiteral("detail"), library.detail}});
    }
    QJsonObject document = toJson(verdict);
    document[QStringLiteral("headline")] = headline(verdict);
    document[QStringLiteral("program")]
        = QStringLiteral("Litekeeper %1").arg(QCoreApplication::applicationVersion());
    document[QStringLiteral("libraries")] = libraries;
    return QJsonDocument(document).toJson(QJsonDocument::Indented);
}

Result<void> writeVerdictReport(const Path &file, const FileVerdict &verdict)
{
    const bool json = QString::fromStdString(file.extension().string())
                          .compare(QLatin1String(".json"), Qt::CaseInsensitive)
        == 0;
    return writeDurably(file, json ? verdictReportJson(verdict) : verdictReportHtml(verdict));
}

} // namespace litekeeper
