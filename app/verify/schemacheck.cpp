// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/schemacheck.h"

#include "sqlite/statement.h"
#include "sqlite/tolerance.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SchemaCheck", text);
}

Result<QList<SchemaEntry>> readEntries(Connection &connection)
{
    Result<Statement> statement
        = connection.prepare("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ORDER BY rowid");
    if (!statement) {
        return statement.error();
    }
    QList<SchemaEntry> entries;
    for (;;) {
        const Result<bool> row = statement->step();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return entries;
        }
        entries.append({.type = statement->text(0),
                        .name = statement->text(1),
                        .table = statement->text(2),
                        .rootPage = statement->integer(3),
                        .sql = statement->text(4)});
    }
}

/// Quotes and parentheses in pairs, outside of comments.
bool isBalanced(QString sql)
{
    static const QRegularExpression comment(QStringLiteral("--[^\n]*|/\\*.*?\\*/"),
                                            QRegularExpression::DotMatchesEverythingOption);
    sql.remove(comment);
    int depth = 0;
    QChar quote;
    for (const QChar character : sql) {
        if (!quote.isNull()) {
            quote = character == quote ? QChar() : quote;
        } else if (character == u'\'' || character == u'"' || character == u'`') {
            quote = character;
        } else if (character == u'[') {
            quote = u']';
        } else if (character == u'(') {
            ++depth;
        } else if (character == u')' && --depth < 0) {
            return false;
        }
    }
    return depth == 0 && quote.isNull();
}

bool isText(const QString &sql)
{
    return std::all_of(sql.cbegin(), sql.cend(), [](QChar character) {
        return character == u'\t' || character == u'\n' || character == u'\r'
            || (character >= u' ' && character != QChar::ReplacementCharacter);
    });
}

bool hasKnownType(const SchemaEntry &entry)
{
    static const QStringList types{QStringLiteral("table"), QStringLiteral("index"), QStringLiteral("view"),
                                   QStringLiteral("trigger")};
    return types.contains(entry.type);
}

/// Whether somebody may have written this definition, for whatever version of SQLite.
bool isPlausible(const SchemaEntry &entry)
{
    static const QRegularExpression create(
        QStringLiteral("^CREATE\\s+(\\w+\\s+)*(TABLE|INDEX|VIEW|TRIGGER)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    if (!hasKnownType(entry) || entry.name.isEmpty() || !isText(entry.name)) {
        return false;
    }
    return entry.sql.isEmpty()
        || (isText(entry.sql) && isBalanced(entry.sql) && create.match(entry.sql).hasMatch());
}

/// Whether SQLite stumbled over words, and not over what they say about the file.
bool isAboutLanguage(const QString &message)
{
    static const QRegularExpression language(QStringLiteral(
        "syntax error|unrecognized token|unknown table option|unknown datatype|no such function|no such "
        "collation|unsafe use|unsupported|not supported|prohibited|parser stack|too many|too large|too "
        "deep"));
    return language.match(message).hasMatch();
}

void judgeBroken(const QString &message, const QList<SchemaEntry> &entries, Judgement &judgement)
{
    // "malformed database schema (NAME) - near ..."
    static const QRegularExpression named(QStringLiteral("malformed database schema \\((.*?)\\)"),
                                          QRegularExpression::DotMatchesEverythingOption);
    const QString name = named.match(message).captured(1);
    const auto garbage = std::find_if(entries.cbegin(), entries.cend(),
                                      [](const SchemaEntry &entry) { return !isPlausible(entry); });
    if (garbage == entries.cend() && isAboutLanguage(message)) {
        judgement.find(Verdict::Unsupported, QStringLiteral("schema-newer"),
                       tr("The definition of “%1” cannot be read by this SQLite: %2. It may use a newer "
                          "feature. The rest of the database was checked; check this part with the program "
                          "that wrote it.")
                           .arg(name, message),
                       name);
        return;
    }
    judgement.find(Verdict::Damaged, QStringLiteral("schema-damaged"),
                   tr("The schema of the database is damaged: %1. Restore from another backup.").arg(message),
                   garbage == entries.cend() ? name : garbage->name);
}

/// What SQLite does not look at, and everybody else does.
void judgeEntries(const QList<SchemaEntry> &entries, Judgement &judgement)
{
    for (const SchemaEntry &entry : entries) {
        const bool lacksPages
            = entry.type == QLatin1String("table") && entry.rootPage <= 0 && moduleOf(entry).isEmpty();
        if (!hasKnownType(entry)) {
            judgement.find(Verdict::Damaged, QStringLiteral("schema-damaged"),
                           tr("The schema of the database is damaged: it calls “%1” a “%2”, which does not "
                              "exist. Restore from another backup.")
                               .arg(entry.name, entry.type),
                           entry.name);
        } else if (lacksPages) {
            judgement.find(
                Verdict::Damaged, QStringLiteral("schema-damaged"),
                tr("The schema of the database is damaged: the table “%1” has no page in the file. "
                   "Restore from another backup.")
                    .arg(entry.name),
                entry.name);
        }
    }
}

void judgeUnreadable(const Error &error, Judgement &judgement)
{
    switch (meaningOf(error)) {
    case ErrorMeaning::Damaged:
        judgement.find(Verdict::Damaged, QStringLiteral("schema-damaged"),
                       tr("The schema of the database cannot be read: %1. Restore from another backup.")
                           .arg(error.detail),
                       QStringLiteral("sqlite_schema"));
        return;
    case ErrorMeaning::NotFinished:
        judgement.find(Verdict::Unsupported, QStringLiteral("not-finished"),
                       tr("Reading the schema could not be finished: %1.").arg(error.detail),
                       QStringLiteral("sqlite_schema"));
        return;
    default:
        judgement.find(Verdict::Unsupported, QStringLiteral("schema-newer"),
                       tr("The schema of the database cannot be read by this SQLite: %1. Check it with the "
                          "program that wrote it.")
                           .arg(error.detail),
                       QStringLiteral("sqlite_schema"));
        return;
    }
}

} // namespace

ErrorMeaning meaningOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Damaged:
    case ErrorKind::NotADatabase:
        return ErrorMeaning::Damaged;
    case ErrorKind::Unsupported:
    case ErrorKind::PermissionDenied: // the authorizer or a view that may not be asked
        return ErrorMeaning::Unsupported;
    case ErrorKind::InputOutput:
    case ErrorKind::NotFound:
    case ErrorKind::NotAFile:
        return ErrorMeaning::OurFailure;
    default:
        return ErrorMeaning::NotFinished;
    }
}

Result<Schema> readSchema(Connection &connection, Judgement &judgement)
{
    Schema schema;
    Result<QList<SchemaEntry>> entries = readEntries(connection);
    if (!entries && entries.error().detail.startsWith(QLatin1String("malformed database schema"))) {
        const QString message = entries.error().detail;
        schema.isBroken = true;
        tolerateBrokenSchema(connection);
        entries = readEntries(connection);
        if (entries) {
            judgeBroken(message, *entries, judgement);
        }
    }
    if (!entries) {
        if (meaningOf(entries.error()) == ErrorMeaning::OurFailure) {
            return entries.error();
        }
        judgeUnreadable(entries.error(), judgement);
        return schema;
    }
    schema.isReadable = true;
    schema.entries = *entries;
    judgeEntries(schema.entries, judgement);
    return schema;
}

QString moduleOf(const SchemaEntry &entry)
{
    static const QRegularExpression module(
        QStringLiteral("^CREATE\\s+VIRTUAL\\s+TABLE\\b.*?\\bUSING\\s+[\"'`\\[]?(\\w+)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    return entry.type == QLatin1String("table") ? module.match(entry.sql).captured(1).toLower() : QString();
}

} // namespace litekeeper
