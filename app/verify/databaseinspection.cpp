// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/databaseinspection.h"

#include "places/application.h"
#include "places/databaseheader.h"
#include "sqlite/descriptorvfs.h"
#include "verify/headercheck.h"
#include "verify/overwrittentails.h"
#include "verify/pagesweep.h"
#include "verify/pragmalist.h"
#include "verify/tablechecks.h"
#include "verify/walinspection.h"

#include <QCoreApplication>

#include <algorithm>
#include <future>

namespace litekeeper {

using std::chrono::steady_clock;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DatabaseInspection", text);
}

class Inspection
{
public:
    Inspection(const DatabaseCopy &copy, const InspectionWish &wish, const RunControl &control)
        : m_copy(copy)
        , m_wish(wish)
        , m_control(control)
        , m_deadline(steady_clock::now() + wish.timeLimit)
    {
        m_verdict.path = copy.name;
        m_verdict.sha256 = copy.sha256;
        m_verdict.facts.path = copy.name;
    }

    [[nodiscard]] Result<DatabaseVerdict> run();

private:
    [[nodiscard]] Result<void> look();
    [[nodiscard]] Result<void> recover();
    [[nodiscard]] Result<void> lookAtLoneWal();
    [[nodiscard]] Result<void> judgeMissingPages(const ReadOnlyFile &file);
    [[nodiscard]] Result<void> check(const ReadOnlyFile &file);
    [[nodiscard]] Result<void> judgeTails(const ReadOnlyFile &file,
                                          const Result<std::vector<quint32>> &zeros);
    [[nodiscard]] Result<void> checkSchema(const DescriptorVfs &vfs, Connection &connection);
    void judgeTables(const Schema &schema);
    void report(qint64 bytes) const;
    [[nodiscard]] bool isLate() const;
    [[nodiscard]] DatabaseVerdict finish();

    const DatabaseCopy &m_copy;
    const InspectionWish &m_wish;
    const RunControl &m_control;
    steady_clock::time_point m_deadline;
    const std::function<bool()> m_shouldStop = [this] { return m_control.stopRequested() || isLate(); };
    DatabaseVerdict m_verdict;
    Judgement m_judgement;
    std::vector<quint32> m_missingPages;
    bool m_isTooShort = false;
    bool m_lacksWal = false;
};

Result<DatabaseVerdict> Inspection::run()
{
    const Result<void> looked = look();
    if (m_control.stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_copy.name};
    }
    if (!looked && !isLate()) {
        return looked.error();
    }
    if (isLate()) {
        m_judgement.find(Verdict::Unsupported, QStringLiteral("not-finished"),
                         tr("The check could not be finished in the time it was given. Nothing is proven; "
                            "check the database by itself, with more time."));
        m_verdict.proof = ProofLevel::None;
    }
    return finish();
}

Result<void> Inspection::look()
{
    std::error_code failed;
    m_verdict.bytes = qint64(std::filesystem::file_size(m_copy.file, failed));
    if (failed) {
        return systemError(failed.value(), m_copy.file);
    }
    m_verdict.facts.bytes = m_verdict.bytes;
    report(0);
    if (const Result<void> recovered = m_verdict.bytes > 0 ? recover() : lookAtLoneWal(); !recovered) {
        return recovered;
    }
    const Result<ReadOnlyFile> file = ReadOnlyFile::open(m_copy.file);
    if (!file) {
        return file.error();
    }
    const Result<QByteArray> start = file->read(0, databaseSampleBytes);
    if (!start) {
        return start.error();
    }
    const qint64 bytes = file->status().st_size;
    std::optional<DatabaseFacts> facts = judgeHeader(*start, bytes, m_copy.name, m_judgement);
    if (!facts) {
        return {};
    }
    if (const Result<void> judged = judgeSize(*file, *facts, m_judgement); !judged) {
        return judged;
    }
    if (const Result<void> judged = judgeMissingPages(*file); !judged) {
        return judged;
    }
    facts->walBytes = m_verdict.facts.walBytes;
    facts->journalMode = m_verdict.facts.journalMode;
    m_verdict.facts = *facts;
    return check(*file);
}

/// SQLite deletes the -wal of a file with 0 bytes, with all that is in it.
Result<void> Inspection::lookAtLoneWal()
{
    if (!m_copy.hasWal) {
        return {};
    }
    const Result<DatabaseVerdict> wal
        = inspectLoneWal(m_copy.name, withSuffix(m_copy.file, "-wal"), m_control);
    if (wal && wal->walFrames > 0) {
        m_judgement.remark(
            Severity::Problem, QStringLiteral("wal-without-database"),
            tr("Beside it is a -wal with %1 frame(s) of committed transactions. SQLite deletes it "
               "when it opens the empty file: put it in a safe place before you open anything.")
                .arg(wal->walFrames));
    }
    return wal ? Result<void>() : wal.error();
}

/// Brings the copy to the state in which SQLite would show it.
Result<void> Inspection::recover()
{
    Result<Recovery> recovery = recoverCopy(m_copy, m_shouldStop, m_judgement);
    if (!recovery) {
        return recovery.error();
    }
    m_verdict.facts.journalMode = recovery->journalMode;
    m_verdict.facts.walBytes = recovery->walBytes;
    m_verdict.walFrames = recovery->walFrames;
    m_missingPages = std::move(recovery->missingPages);
    m_isTooShort = recovery->isTooShort;
    m_lacksWal = recovery->lacksWal;
    if (m_lacksWal) {
        m_judgement.remark(
            Severity::Warning, QStringLiteral("wal-missing"),
            tr("The database is in WAL mode and its -wal is not here. If a program was using it "
               "when it was copied, its newest transactions are missing. Copy the -wal as well, or "
               "make the backup with the online backup."));
    }
    return {};
}

Result<void> Inspection::judgeMissingPages(const ReadOnlyFile &file)
{
    if (m_isTooShort) {
        m_judgement.find(
            Verdict::Damaged, QStringLiteral("truncated"),
            tr("The database is cut off: the last transaction of its -wal counts many more pages "
               "than there are. Restore from another backup."));
    }
    if (m_missingPages.empty()) {
        return {};
    }
    const Result<QByteArray> start = file.read(0, databaseSampleBytes);
    const Result<DatabaseFacts> facts
        = start ? parseDatabaseHeader(*start, file.status().st_size, m_copy.name) : start.error();
    if (!facts) {
        return {};
    }
    const Result<std::vector<bool>> isFree = freePages(file, *facts);
    if (!isFree) {
        return isFree.error();
    }
    const auto isNeeded = [&](quint32 page) { return page < isFree->size() && !(*isFree)[page]; };
    const auto needed = std::count_if(m_missingPages.cbegin(), m_missingPages.cend(), isNeeded);
    if (needed > 0) {
        const quint32 first = *std::find_if(m_missingPages.cbegin(), m_missingPages.cend(), isNeeded);
        m_judgement.find(Verdict::Damaged, QStringLiteral("truncated"),
                         tr("The database is cut off: %1 page(s) are neither in the file nor in its -wal. "
                            "Restore from another backup.")
                             .arg(needed),
                         tr("page %1").arg(first));
    }
    return {};
}

Result<void> Inspection::check(const ReadOnlyFile &file)
{
    const DescriptorVfs vfs(file.descriptor(), m_copy.file);
    Result<Connection> connection = vfs.connect();
    if (!connection) {
        return connection.error();
    }
    connection->setStopCondition(m_shouldStop);
    // One more reading of the file, beside the others.
    std::future<Result<std::vector<quint32>>> zeros
        = std::async(std::launch::async, [&] { return zeroPages(file, m_verdict.facts, m_shouldStop); });
    const Result<void> checked = checkSchema(vfs, *connection);
    const Result<std::vector<quint32>> found = zeros.get();
    return checked ? judgeTails(file, found) : checked;
}

Result<void> Inspection::judgeTails(const ReadOnlyFile &file, const Result<std::vector<quint32>> &zeros)
{
    // Where SQLite's checks found something, zeros need no further explanation.
    if (!zeros || m_judgement.verdict() == Verdict::Damaged) {
        return zeros ? Result<void>() : zeros.error();
    }
    const Result<std::vector<quint32>> tails = overwrittenTails(file, m_verdict.facts, *zeros, m_shouldStop);
    if (!tails) {
        return tails.error();
    }
    for (const quint32 page : *tails) {
        m_judgement.find(
            Verdict::Damaged, QStringLiteral("page-zeroed"),
            tr("Page %1 holds only zeros, and the long value that ends there has other bytes up to "
               "its border. The page was most likely overwritten or never written; restore from "
               "another backup.")
                .arg(page),
            tr("page %1").arg(page));
    }
    return {};
}

Result<void> Inspection::checkSchema(const DescriptorVfs &vfs, Connection &connection)
{
    const Result<Schema> schema = readSchema(connection, m_judgement);
    if (!schema) {
        return schema.error();
    }
    if (!schema->isReadable) {
        return {};
    }
    const TableCheckRequest request{.file = vfs,
                                    .path = m_copy.file,
                                    .level = m_wish.level,
                                    .schema = *schema,
                                    .shouldStop = m_shouldStop,
                                    .onTick = [&] { report(vfs.bytesRead()); }};
    const Result<TableCheckResult> checks = checkTables(request, m_judgement);
    if (!checks) {
        return checks.error();
    }
    m_verdict.tables = checks->tables;
    m_verdict.proof = checks->proof;
    m_verdict.pragmas = listPragmas(connection, m_verdict.facts, *checks);
    judgeTables(*schema);
    report(m_verdict.bytes);
    return {};
}

void Inspection::judgeTables(const Schema &schema)
{
    QSet<QString> names;
    for (const SchemaEntry &entry : schema.entries) {
        if (entry.type == QLatin1String("table")) {
            names.insert(entry.name);
        }
    }
    m_verdict.facts.application = guessApplication(m_verdict.facts, names);
    const bool isEmpty = std::all_of(names.cbegin(), names.cend(), [](const QString &name) {
        return name.startsWith(QLatin1String("sqlite_"), Qt::CaseInsensitive);
    });
    if (!isEmpty) {
        return;
    }
    m_judgement.find(
        Verdict::Empty, QStringLiteral("no-tables"),
        m_lacksWal
            ? tr("There is not one table in the database. It is in WAL mode and its -wal is missing: all of "
                 "its "
                 "content may have been there. This backup restores nothing.")
            : tr("There is not one table in the database. This backup restores nothing; find out whether the "
                 "right file was backed up."));
}

void Inspection::report(qint64 bytes) const
{
    m_control.report({.phase = Phase::Checking,
                      .bytesDone = std::min(bytes, m_verdict.bytes),
                      .bytesTotal = m_verdict.bytes});
}

bool Inspection::isLate() const
{
    return m_wish.timeLimit.count() > 0 && steady_clock::now() >= m_deadline;
}

DatabaseVerdict Inspection::finish()
{
    m_verdict.verdict = m_judgement.verdict();
    m_verdict.findings = m_judgement.findings();
    if (m_verdict.verdict == Verdict::Damaged) {
        m_verdict.proof = ProofLevel::None;
    }
    return m_verdict;
}

} // namespace

Result<DatabaseVerdict> inspectDatabase(const DatabaseCopy &copy, const InspectionWish &wish,
                                        const RunControl &control)
{
    return Inspection(copy, wish, control).run();
}

Result<DatabaseVerdict> inspectLoneWal(const Path &name, const Path &file, const RunControl &control)
{
    const Result<ReadOnlyFile> wal = ReadOnlyFile::open(file);
    if (!wal) {
        return wal.error();
    }
    Judgement judgement;
    const Result<WalContent> content = inspectWal(
        *wal, name, [&control] { return control.stopRequested(); }, judgement);
    if (!content) {
        return content.error();
    }
    if (content->committedFrames > 0) {
        judgement.find(
            Verdict::Damaged, QStringLiteral("wal-without-database"),
            tr("A -wal with %1 frame(s) of committed transactions was found without its database. By "
               "itself nothing can be restored from it; find the database it belongs to.")
                .arg(content->committedFrames));
    }
    DatabaseVerdict verdict;
    verdict.path = name;
    verdict.bytes = content->bytes;
    verdict.facts.path = name;
    verdict.facts.pageSize = content->header.pageSize;
    verdict.walFrames = content->committedFrames;
    verdict.verdict = judgement.verdict();
    verdict.findings = judgement.findings();
    return verdict;
}

} // namespace litekeeper
