// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/hostingrecord.h"

#include "verify/databasename.h"

#include <QRegularExpression>
#include <QXmlStreamReader>

namespace litekeeper {

namespace {

constexpr qsizetype mostRecorded = 10'000;

// Without a drive, and without what stands before the root of the site.
Path recordedPath(QString text)
{
    text.replace(QLatin1Char('\\'), QLatin1Char('/'));
    static const QRegularExpression beginning(QStringLiteral("^([A-Za-z]:)?/*(home/)?"));
    text.remove(beginning);
    return pathFromQString(text.trimmed());
}

void addDatabase(HostingRecord &record, const QString &text)
{
    const Path path = recordedPath(text);
    if (isNamedAsDatabase(path) && !record.databases.contains(path)
        && record.databases.size() < mostRecorded) {
        record.databases.append(path);
    }
}

} // namespace

HostingRecord recordFromLog(const QByteArray &text)
{
    HostingRecord record;
    // Several may stand in one line, each up to the next one or the end.
    static const QRegularExpression skipped(
        QStringLiteral(R"(File skipped\s*-\s*([^\r\n]+?):\s+([A-Z][^\r\n]*?)(?=File skipped|[\r\n]|$))"));
    QRegularExpressionMatchIterator matches = skipped.globalMatch(QString::fromUtf8(text));
    while (matches.hasNext() && record.skipped.size() < mostRecorded) {
        const QRegularExpressionMatch match = matches.next();
        QString reason = match.captured(2).trimmed();
        reason.truncate(reason.indexOf(QLatin1String(" to ")));
        record.skipped.append({recordedPath(match.captured(1)), reason});
    }
    return record;
}

HostingRecord recordFromManifest(const QByteArray &xml)
{
    HostingRecord record;
    QXmlStreamReader reader(xml);
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            for (const QXmlStreamAttribute &attribute : reader.attributes()) {
                addDatabase(record, attribute.value().toString());
            }
            break;
        case QXmlStreamReader::Characters:
            addDatabase(record, reader.text().toString().trimmed());
            break;
        default:
            break;
        }
    }
    return record;
}

bool isNamed(const Path &entry, const Path &recorded)
{
    const QString have
        = QString::fromUtf8(pathBytes(entry)).replace(QLatin1Char('\\'), QLatin1Char('/')).toCaseFolded();
    const QString wanted = QString::fromUtf8(pathBytes(recorded)).toCaseFolded();
    return have == wanted || have.endsWith(QLatin1Char('/') + wanted);
}

} // namespace litekeeper
