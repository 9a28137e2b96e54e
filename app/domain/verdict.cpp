// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/verdict.h"

#include "domain/codes.h"

#include <QJsonArray>

namespace litekeeper {

namespace {

constexpr std::array verdictCodes{
    Code{Verdict::Sound, "sound"},
    Code{Verdict::Empty, "empty"},
    Code{Verdict::Unsupported, "unsupported"},
    Code{Verdict::Damaged, "damaged"},
    Code{Verdict::Dangerous, "dangerous"},
};
constexpr std::array levelCodes{
    Code{VerifyLevel::Quick, "quick"},
    Code{VerifyLevel::Full, "full"},
};

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

template <typename Values, typename Convert>
QJsonArray arrayOf(const Values &values, Convert convert)
{
    QJsonArray array;
    for (const auto &value : values) {
        array.append(convert(value));
    }
    return array;
}

template <typename Value, typename Convert>
QList<Value> listOf(const QJsonValue &array, Convert convert)
{
    QList<Value> list;
    for (const QJsonValue &value : array.toArray()) {
        list.append(convert(value.toObject()));
    }
    return list;
}

QString instantText(const QDateTime &instant)
{
    return instant.isValid() ? instant.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime instantFrom(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

QString hexText(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QByteArray bytesFrom(const QJsonValue &hex)
{
    return QByteArray::fromHex(hex.toString().toLatin1());
}

QJsonObject findingToJson(const Finding &finding)
{
    return {{key("code"), finding.code},
            {key("severity"), severityCode(finding.severity)},
            {key("where"), finding.where},
            {key("text"), finding.text}};
}

Finding findingFromJson(const QJsonObject &object)
{
    return {severityFromCode(object.value(key("severity")).toString()), object.value(key("code")).toString(),
            object.value(key("text")).toString(), object.value(key("where")).toString()};
}

QJsonObject tableToJson(const TableSummary &table)
{
    QJsonObject object{{key("name"), table.name}, {key("rows"), QJsonValue::Null}};
    if (table.rows >= 0) {
        object[key("rows")] = table.rows;
    }
    if (!table.note.isEmpty()) {
        object[key("note")] = table.note;
    }
    return object;
}

TableSummary tableFromJson(const QJsonObject &object)
{
    return {object.value(key("name")).toString(), object.value(key("rows")).toInteger(-1),
            object.value(key("note")).toString()};
}

QJsonObject databaseToJson(const DatabaseVerdict &database)
{
    QJsonArray pragmas;
    for (const auto &[name, value] : database.pragmas) {
        pragmas.append(QJsonArray{name, value});
    }
    const DatabaseFacts &facts = database.facts;
    return {{key("path"), encodePath(database.path)},
            {key("bytes"), database.bytes},
            {key("verdict"), verdictCode(database.verdict)},
            {key("sha256"), hexText(database.sha256)},
            {key("page_size"), facts.pageSize},
            {key("page_count"), facts.pageCount},
            {key("journal_mode"), facts.journalMode == JournalMode::Wal ? key("wal") : key("delete")},
            {key("user_version"), qint64(facts.userVersion)},
            {key("application_id"), qint64(facts.applicationId)},
            {key("application"), facts.application},
            {key("modified"), instantText(facts.modified)},
            {key("sqlite_version"), qint64(facts.sqliteVersion)},
            {key("wal_bytes"), facts.walBytes},
            {key("wal_frames"), database.walFrames},
            {key("tables"), arrayOf(database.tables, tableToJson)},
            {key("proof"), proofCode(database.proof)},
            {key("pragmas"), pragmas},
            {key("findings"), arrayOf(database.findings, findingToJson)}};
}

DatabaseVerdict databaseFromJson(const QJsonObject &object)
{
    DatabaseVerdict database;
    database.path = decodePath(object.value(key("path")).toString());
    database.bytes = object.value(key("bytes")).toInteger();
    database.verdict = verdictFromCode(object.value(key("verdict")).toString());
    database.sha256 = bytesFrom(object.value(key("sha256")));
    database.facts.path = database.path;
    database.facts.bytes = database.bytes;
    database.facts.pageSize = object.value(key("page_size")).toInt();
    database.facts.pageCount = object.value(key("page_count")).toInteger();
    database.facts.journalMode = object.value(key("journal_mode")).toString() == key("wal")
        ? JournalMode::Wal
        : JournalMode::Rollback;
    database.facts.userVersion = quint32(object.value(key("user_version")).toInteger());
    database.facts.applicationId = quint32(object.value(key("application_id")).toInteger());
    database.facts.application = object.value(key("application")).toString();
    database.facts.modified = instantFrom(object.value(key("modified")));
    database.facts.sqliteVersion = quint32(object.value(key("sqlite_version")).toInteger());
    database.facts.walBytes = object.value(key("wal_bytes")).toInteger();
    database.walFrames = object.value(key("wal_frames")).toInteger();
    database.tables = listOf<TableSummary>(object.value(key("tables")), tableFromJson);
    database.proof = proofFromCode(object.value(key("proof")).toString()).value_or(ProofLevel::None);
    for (const QJsonValue &pragma : object.value(key("pragmas")).toArray()) {
        database.pragmas.append({pragma[0].toString(), pragma[1].toString()});
    }
    database.findings = listOf<Finding>(object.value(key("findings")), findingFromJson);
    return database;
}

QJsonObject entryToJson(const EntryVerdict &entry)
{
    return {{key("path"), encodePath(entry.path)},    {key("bytes"), entry.bytes},
            {key("packed_bytes"), entry.packedBytes}, {key("method"), entry.method},
            {key("is_database"), entry.isDatabase},   {key("verdict"), verdictCode(entry.verdict)}};
}

EntryVerdict entryFromJson(const QJsonObject &object)
{
    return {decodePath(object.value(key("path")).toString()),
            object.value(key("bytes")).toInteger(),
            object.value(key("packed_bytes")).toInteger(-1),
            object.value(key("method")).toString(),
            object.value(key("is_database")).toBool(),
            verdictFromCode(object.value(key("verdict")).toString())};
}

} // namespace

QString verdictCode(Verdict verdict)
{
    return codeOf(verdictCodes, verdict);
}

Verdict verdictFromCode(const QString &code)
{
    return valueOf(verdictCodes, code).value_or(Verdict::Unsupported);
}

QString verifyLevelCode(VerifyLevel level)
{
    return codeOf(levelCodes, level);
}

std::optional<VerifyLevel> verifyLevelFromCode(const QString &code)
{
    return valueOf(levelCodes, code);
}

QJsonObject toJson(const FileVerdict &verdict)
{
    return {{key("id"), verdict.id.toString(QUuid::WithoutBraces)},
            {key("file"), encodePath(verdict.file)},
            {key("bytes"), verdict.bytes},
            {key("sha256"), hexText(verdict.sha256)},
            {key("container"), verdict.container},
            {key("verdict"), verdictCode(verdict.verdict)},
            {key("level"), verifyLevelCode(verdict.level)},
            {key("verified_at"), instantText(verdict.verifiedAt)},
            {key("milliseconds"), verdict.milliseconds},
            {key("entry_count"), verdict.entryCount},
            {key("entries"), arrayOf(verdict.entries, entryToJson)},
            {key("findings"), arrayOf(verdict.findings, findingToJson)},
            {key("databases"), arrayOf(verdict.databases, databaseToJson)}};
}

FileVerdict fileVerdictFromJson(const QJsonObject &object)
{
    FileVerdict verdict;
    verdict.id = QUuid(object.value(key("id")).toString());
    verdict.file = decodePath(object.value(key("file")).toString());
    verdict.bytes = object.value(key("bytes")).toInteger();
    verdict.sha256 = bytesFrom(object.value(key("sha256")));
    verdict.container = object.value(key("container")).toString();
    verdict.verdict = verdictFromCode(object.value(key("verdict")).toString());
    verdict.level = verifyLevelFromCode(object.value(key("level")).toString()).value_or(VerifyLevel::Quick);
    verdict.verifiedAt = instantFrom(object.value(key("verified_at")));
    verdict.milliseconds = object.value(key("milliseconds")).toInteger();
    verdict.entryCount = object.value(key("entry_count")).toInteger();
    verdict.entries = listOf<EntryVerdict>(object.value(key("entries")), entryFromJson);
    verdict.findings = listOf<Finding>(object.value(key("findings")), findingFromJson);
    verdict.databases = listOf<DatabaseVerdict>(object.value(key("databases")), databaseFromJson);
    return verdict;
}

} // namespace litekeeper
