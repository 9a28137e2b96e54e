// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/manifest.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

constexpr int manifestVersion = 1;
constexpr int sha256Bytes = 32;

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QString instantText(const QDateTime &instant)
{
    return instant.isValid() ? instant.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QString hexText(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

/// Reads fields one after the other and remembers the first that is not as it should be.
class Reader
{
public:
    explicit Reader(const QJsonObject &object)
        : m_object(object)
    {
    }

    QString text(const char *name)
    {
        const QJsonValue value = m_object.value(key(name));
        return value.isString() ? value.toString() : fail<QString>(name);
    }
    qint64 integer(const char *name)
    {
        const QJsonValue value = m_object.value(key(name));
        const qint64 number = value.toInteger(-1);
        return value.isDouble() && number >= 0 && double(number) == value.toDouble() ? number
                                                                                     : fail<qint64>(name);
    }
    QUuid uuid(const char *name, bool mayBeNull = false)
    {
        const QUuid id(text(name));
        return id.isNull() && !mayBeNull ? fail<QUuid>(name) : id;
    }
    QUuid optionalUuid(const char *name) { return m_object.contains(key(name)) ? uuid(name) : QUuid(); }
    QDateTime instant(const char *name, bool mayBeEmpty = false)
    {
        const QString written = text(name);
        const QDateTime parsed = QDateTime::fromString(written, Qt::ISODateWithMs);
        const bool isUtc = parsed.isValid() && parsed.timeSpec() == Qt::UTC;
        return isUtc || (mayBeEmpty && written.isEmpty()) ? parsed : fail<QDateTime>(name);
    }
    QByteArray hash(const char *name)
    {
        const QByteArray hex = text(name).toLatin1();
        const QByteArray bytes = QByteArray::fromHex(hex);
        const bool isWhole = bytes.isEmpty() || bytes.size() == sha256Bytes;
        return isWhole && bytes.toHex() == hex.toLower() ? bytes : fail<QByteArray>(name);
    }
    QJsonArray array(const char *name)
    {
        const QJsonValue value = m_object.value(key(name));
        return value.isArray() ? value.toArray() : fail<QJsonArray>(name);
    }
    template <typename Value>
    Value known(const char *name, std::optional<Value> value)
    {
        return value ? *value : fail<Value>(name);
    }

    RehearsalRecord optionalRehearsal(const char *name)
    {
        return m_object.contains(key(name))
            ? known(name, rehearsalRecordFromJson(m_object.value(key(name)).toObject()))
            : RehearsalRecord();
    }

    [[nodiscard]] QString failed() const { return m_failed; }

private:
    template <typename Value>
    Value fail(const char *name)
    {
        if (m_failed.isEmpty()) {
            m_failed = key(name);
        }
        return Value();
    }

    const QJsonObject &m_object;
    QString m_failed;
};

bool isPlainName(const Path &name)
{
    return !name.empty() && name == name.filename() && name != "." && name != ".."
        && !pathBytes(name).contains('\0');
}

Backup readFields(Reader &reader, const Path &folder)
{
    Backup backup;
    backup.id = reader.uuid("id");
    backup.runId = reader.uuid("runId", true);
    backup.jobId = reader.optionalUuid("jobId");
    backup.source = decodePath(reader.text("source"));
    const Path name = decodePath(reader.text("file"));
    backup.file = folder / reader.known("file", isPlainName(name) ? std::optional(name) : std::nullopt);
    backup.format = reader.known("format", formatFromCode(reader.text("format")));
    backup.createdAt = reader.instant("createdAt");
    backup.fileBytes = reader.integer("fileBytes");
    backup.databaseBytes = reader.integer("databaseBytes");
    backup.pageSize = int(reader.integer("pageSize"));
    backup.pageCount = reader.integer("pageCount");
    backup.sha256 = reader.hash("sha256");
    backup.databaseSha256 = reader.hash("databaseSha256");
    backup.proof = reader.known("proof", proofFromCode(reader.text("proof")));
    backup.proofAt = reader.instant("proofAt", true);
    backup.tables = tablesFromJson(reader.array("tables"));
    backup.findings = findingsFromJson(reader.array("findings"));
    backup.rehearsal = reader.optionalRehearsal("rehearsal");
    return backup;
}

Error damaged(const Path &folder, const QString &field)
{
    return {.kind = ErrorKind::Damaged,
            .path = folder,
            .detail
            = QCoreApplication::translate("Manifest", "“%1” in the manifest is missing or wrong").arg(field)};
}

} // namespace

QJsonArray findingsToJson(const QList<Finding> &findings)
{
    QJsonArray array;
    for (const Finding &finding : findings) {
        array.append(QJsonObject{{key("severity"), severityCode(finding.severity)},
                                 {key("code"), finding.code},
                                 {key("text"), finding.text}});
    }
    return array;
}

QList<Finding> findingsFromJson(const QJsonArray &array)
{
    QList<Finding> findings;
    for (const QJsonValue &value : array) {
        const QJsonObject object = value.toObject();
        findings.append({.severity = severityFromCode(object.value(key("severity")).toString()),
                         .code = object.value(key("code")).toString(),
                         .text = object.value(key("text")).toString()});
    }
    return findings;
}

QJsonArray tablesToJson(const QList<TableFigures> &tables)
{
    QJsonArray array;
    for (const TableFigures &table : tables) {
        array.append(QJsonObject{{key("name"), table.name},
                                 {key("rows"), table.rows},
                                 {key("contentHash"), hexText(table.contentHash)}});
    }
    return array;
}

QList<TableFigures> tablesFromJson(const QJsonArray &array)
{
    QList<TableFigures> tables;
    for (const QJsonValue &value : array) {
        const QJsonObject object = value.toObject();
        tables.append(
            {.name = object.value(key("name")).toString(),
             .rows = object.value(key("rows")).toInteger(),
             .contentHash = QByteArray::fromHex(object.value(key("contentHash")).toString().toLatin1())});
    }
    return tables;
}

QJsonObject toManifest(const Backup &backup)
{
    QJsonObject manifest{
        {key("version"), manifestVersion},
        {key("id"), backup.id.toString(QUuid::WithoutBraces)},
        {key("runId"), backup.runId.toString(QUuid::WithoutBraces)},
        {key("source"), encodePath(backup.source)},
        {key("file"), encodePath(backup.file.filename())},
        {key("format"), formatCode(backup.format)},
        {key("createdAt"), instantText(backup.createdAt)},
        {key("fileBytes"), backup.fileBytes},
        {key("databaseBytes"), backup.databaseBytes},
        {key("pageSize"), backup.pageSize},
        {key("pageCount"), backup.pageCount},
        {key("sha256"), hexText(backup.sha256)},
        {key("databaseSha256"), hexText(backup.databaseSha256)},
        {key("proof"), proofCode(backup.proof)},
        {key("proofAt"), instantText(backup.proofAt)},
        {key("tables"), tablesToJson(backup.tables)},
        {key("findings"), findingsToJson(backup.findings)},
    };
    if (!backup.jobId.isNull()) {
        manifest.insert(key("jobId"), backup.jobId.toString(QUuid::WithoutBraces));
    }
    if (backup.rehearsal.at.isValid()) {
        manifest.insert(key("rehearsal"), toJson(backup.rehearsal));
    }
    return manifest;
}

Result<Backup> fromManifest(const QJsonObject &manifest, const Path &folder)
{
    Reader reader(manifest);
    const qint64 version = reader.integer("version");
    if (!reader.failed().isEmpty()) {
        return damaged(folder, reader.failed());
    }
    if (version > manifestVersion) {
        return Error{.kind = ErrorKind::Unsupported,
                     .path = folder,
                     .detail
                     = QCoreApplication::translate("Manifest", "a newer Litekeeper wrote the manifest")};
    }
    Backup backup = readFields(reader, folder);
    if (!reader.failed().isEmpty()) {
        return damaged(folder, reader.failed());
    }
    if (backup.proof >= ProofLevel::ReadBack && backup.sha256.isEmpty()) {
        return damaged(folder, key("sha256"));
    }
    return backup;
}

} // namespace litekeeper
