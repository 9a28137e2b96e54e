// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/rows.h"

#include "domain/manifest.h"

#include <QJsonDocument>

#include <array>

namespace litekeeper {

namespace {

constexpr std::array runNames{
    "id",
    "source",
    "destination",
    "partial",
    "format",
    "wanted_proof",
    "started_by",
    "outcome",
    "started_at",
    "finished_at",
    "reason",
    "error_code",
    "strategy",
    "bytes",
    "pages",
    "milliseconds",
    "hold_milliseconds",
    "wal_growth_bytes",
    "restarts",
    "findings",
    "owner_pid",
    "owner_start_time",
    "owner_boot_id",
    "backup_id",
    "log",
};
constexpr std::array backupNames{
    "id",         "run_id",         "source",    "file",       "format", "created_at",
    "file_bytes", "database_bytes", "page_size", "page_count", "sha256", "database_sha256",
    "proof",      "proof_at",       "findings",  "tables",
};

template <std::size_t Size>
std::string joined(const std::array<const char *, Size> &names, const std::string &prefix = {})
{
    std::string list;
    for (const char *name : names) {
        list += (list.empty() ? "" : ", ") + prefix + name;
    }
    return list;
}

template <std::size_t Size>
std::string withoutLast(const std::array<const char *, Size> &names)
{
    const std::string all = joined(names);
    return all.substr(0, all.rfind(' ')) + " ''";
}

template <std::size_t Size>
std::string upsert(const std::string &table, const std::array<const char *, Size> &names)
{
    std::string places = "?";
    for (std::size_t place = 1; place < Size; ++place) {
        places += ", ?";
    }
    return "INSERT INTO " + table + " (" + joined(names) + ") VALUES (" + places
        + ") ON CONFLICT (id) DO UPDATE SET (" + joined(names) + ") = (" + joined(names, "excluded.") + ")";
}

/// Binds one value after the other, so that the order stands in one place only.
class Binder
{
public:
    explicit Binder(Statement &statement)
        : m_statement(statement)
    {
    }
    Binder &integer(qint64 value)
    {
        m_statement.bindInteger(++m_parameter, value);
        return *this;
    }
    Binder &text(const QString &value)
    {
        m_statement.bindText(++m_parameter, value);
        return *this;
    }
    Binder &blob(const QByteArray &value)
    {
        m_statement.bindBlob(++m_parameter, value);
        return *this;
    }
    Binder &path(const Path &value) { return blob(pathBytes(value)); }
    Binder &id(const QUuid &value) { return blob(idBytes(value)); }
    Binder &idOrNull(const QUuid &value)
    {
        if (!value.isNull()) {
            return id(value);
        }
        m_statement.bindNull(++m_parameter);
        return *this;
    }
    Binder &instant(const QDateTime &value)
    {
        if (value.isValid()) {
            return integer(value.toMSecsSinceEpoch());
        }
        m_statement.bindNull(++m_parameter);
        return *this;
    }
    Binder &json(const QJsonArray &value)
    {
        return text(QString::fromUtf8(QJsonDocument(value).toJson(QJsonDocument::Compact)));
    }

private:
    Statement &m_statement;
    int m_parameter = 0;
};

class Reader
{
public:
    explicit Reader(const Statement &row)
        : m_row(row)
    {
    }
    qint64 integer() { return m_row.integer(m_column++); }
    int number() { return int(integer()); }
    QString text() { return m_row.text(m_column++); }
    QByteArray blob() { return m_row.blob(m_column++); }
    Path path() { return pathFromBytes(blob()); }
    QUuid id() { return QUuid::fromRfc4122(blob()); }
    QDateTime instant()
    {
        const int column = m_column++;
        return m_row.isNull(column) ? QDateTime()
                                    : QDateTime::fromMSecsSinceEpoch(m_row.integer(column), Qt::UTC);
    }
    QJsonArray json()
    {
        const QString written = text();
        const bool isEmpty = written.isEmpty() || written == QLatin1String("[]");
        return isEmpty ? QJsonArray() : QJsonDocument::fromJson(written.toUtf8()).array();
    }

private:
    const Statement &m_row;
    int m_column = 0;
};

} // namespace

const std::string &runColumns()
{
    static const std::string columns = joined(runNames);
    return columns;
}

const std::string &runColumnsWithoutLog()
{
    static const std::string columns = withoutLast(runNames);
    return columns;
}

const std::string &backupColumns()
{
    static const std::string columns = joined(backupNames);
    return columns;
}

const std::string &backupColumnsWithoutTables()
{
    static const std::string columns = withoutLast(backupNames);
    return columns;
}

const std::string &runUpsert()
{
    static const std::string sql = upsert("runs", runNames);
    return sql;
}

const std::string &backupUpsert()
{
    static const std::string sql = upsert("backups", backupNames);
    return sql;
}

void bindRun(Statement &statement, const Run &run)
{
    Binder(statement)
        .id(run.id)
        .path(run.source)
        .path(run.destination)
        .path(run.partial)
        .text(formatCode(run.format))
        .text(proofCode(run.wantedProof))
        .text(triggerCode(run.trigger))
        .text(outcomeCode(run.outcome))
        .instant(run.startedAt)
        .instant(run.finishedAt)
        .text(run.reason)
        .text(run.errorCode)
        .text(run.strategy)
        .integer(run.bytes)
        .integer(run.pages)
        .integer(run.milliseconds)
        .integer(run.holdMilliseconds)
        .integer(run.walGrowthBytes)
        .integer(run.restarts)
        .json(findingsToJson(run.findings))
        .integer(run.ownerPid)
        .integer(run.ownerStartTime)
        .text(run.ownerBootId)
        .idOrNull(run.backupId)
        .text(run.log);
}

Run readRun(const Statement &row)
{
    // The members of a braced list are evaluated in their order.
    Reader read(row);
    return Run{.id = read.id(),
               .source = read.path(),
               .destination = read.path(),
               .partial = read.path(),
               .format = formatFromCode(read.text()).value_or(Format::Database),
               .wantedProof = proofFromCode(read.text()).value_or(ProofLevel::None),
               .trigger = triggerFromCode(read.text()),
               .outcome = outcomeFromCode(read.text()),
               .startedAt = read.instant(),
               .finishedAt = read.instant(),
               .reason = read.text(),
               .errorCode = read.text(),
               .strategy = read.text(),
               .bytes = read.integer(),
               .pages = read.integer(),
               .milliseconds = read.integer(),
               .holdMilliseconds = read.integer(),
               .walGrowthBytes = read.integer(),
               .restarts = read.number(),
               .findings = findingsFromJson(read.json()),
               .log = row.text(int(runNames.size()) - 1),
               .ownerPid = read.integer(),
               .ownerStartTime = read.integer(),
               .ownerBootId = read.text(),
               .backupId = read.id()};
}

void bindBackup(Statement &statement, const Backup &backup)
{
    Binder(statement)
        .id(backup.id)
        .id(backup.runId)
        .path(backup.source)
        .path(backup.file)
        .text(formatCode(backup.format))
        .instant(backup.createdAt)
        .integer(backup.fileBytes)
        .integer(backup.databaseBytes)
        .integer(backup.pageSize)
        .integer(backup.pageCount)
        .blob(backup.sha256)
        .blob(backup.databaseSha256)
        .text(proofCode(backup.proof))
        .instant(backup.proofAt)
        .json(findingsToJson(backup.findings))
        .json(tablesToJson(backup.tables));
}

Backup readBackup(const Statement &row)
{
    Reader read(row);
    Backup backup{.id = read.id(),
                  .runId = read.id(),
                  .source = read.path(),
                  .file = read.path(),
                  .format = formatFromCode(read.text()).value_or(Format::Database),
                  .createdAt = read.instant(),
                  .fileBytes = read.integer(),
                  .databaseBytes = read.integer(),
                  .pageSize = read.number(),
                  .pageCount = read.integer(),
                  .sha256 = read.blob(),
                  .databaseSha256 = read.blob(),
                  .proof = proofFromCode(read.text()).value_or(ProofLevel::None),
                  .proofAt = read.instant(),
                  .tables = {},
                  .findings = findingsFromJson(read.json())};
    backup.tables = tablesFromJson(read.json());
    return backup;
}

QByteArray idBytes(const QUuid &id)
{
    return id.toRfc4122();
}

} // namespace litekeeper
