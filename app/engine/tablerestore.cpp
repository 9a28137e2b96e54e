// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/tablerestore.h"

#include "common/progressmeter.h"
#include "engine/earlywriteback.h"
#include "engine/liverestore.h"
#include "engine/room.h"
#include "engine/stilldatabase.h"
#include "engine/tablecomparer.h"
#include "engine/tablematch.h"
#include "sqlite/foreignkeys.h"
#include "sqlite/integrity.h"
#include "sqlite/rowcopy.h"
#include "sqlite/statement.h"
#include "sqlite/tablescan.h"
#include "sqlite/tolerance.h"
#include "sqlite/transaction.h"

#include <QCoreApplication>

#include <algorithm>
#include <filesystem>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TableRestore", text);
}

Error refusal(const std::string &table, const QString &why, const QString &advice)
{
    return {.kind = ErrorKind::InvalidArgument, .path = table, .detail = why, .advice = advice};
}

std::string joined(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names) {
        text += (text.empty() ? "" : ",") + quotedName(name);
    }
    return text;
}

// What SQLite makes beside a database in WAL mode before anything else.
constexpr qint64 sharedMemoryBytes = qint64(32) << 10;

Result<void> requireLive(const RestoreTarget &target)
{
    if (target.isOnNetwork) {
        return Error{.kind = ErrorKind::NetworkMount,
                     .path = target.file,
                     .detail
                     = tr("SQLite must not open it there, so single tables cannot be brought into it"),
                     .advice = tr("Run Litekeeper on the machine that holds the disk, or export the table "
                                  "and give the script to that machine.")};
    }
    if (!target.exists) {
        return Error{.kind = ErrorKind::NotFound,
                     .path = target.file,
                     .detail = tr("single tables need a database to be brought into"),
                     .advice = tr("Restore the whole backup, or check the path.")};
    }
    return target.unreadable ? Result<void>(*target.unreadable) : Result<void>();
}

Result<Connection> connectTo(const StillDatabase &backup)
{
    Result<Connection> connection = backup.file().connect();
    if (connection) {
        // Only for reading, in the order of its rows: the target has to know every collation that it uses.
        standInForCollations(*connection);
    }
    return connection;
}

/// What a schema says may have more behind it, which SQLite never looked at.
Result<void> executeOne(Connection &connection, const std::string &sql)
{
    Result<Statement> statement = connection.prepare(sql);
    return statement ? statement->run() : Result<void>(statement.error());
}

class TableRestore
{
public:
    TableRestore(const StillDatabase &backup, const RestoreTarget &target, const RestoreRequest &request,
                 const RunControl &control)
        : m_backup(backup)
        , m_target(target)
        , m_request(request)
        , m_control(control)
        , m_meter(control)
        , m_log(withSuffix(target.file, "-wal"))
        , m_file(target.file)
        , m_hold(target.file)
    {
    }

    [[nodiscard]] Result<RestoreReport> run();

private:
    [[nodiscard]] Result<void> connect();
    [[nodiscard]] Result<void> checkRoom();
    [[nodiscard]] Result<void> change();
    [[nodiscard]] Result<void> refill(const TableMatch &match);
    [[nodiscard]] Result<void> createParts(const TableMatch &match);
    [[nodiscard]] Result<void> raiseSequence(const TableMatch &match);
    [[nodiscard]] Result<void> rebuildTextIndexes(const TableMatch &match);
    [[nodiscard]] Result<void> compare(const TableMatch &match);
    [[nodiscard]] Result<void> requireReferences(ForeignKeyLedger &ledger) const;
    void checkAfterwards();
    void addFindings(const TableMatch &match);
    [[nodiscard]] Result<void> proceed();
    [[nodiscard]] Error explained(Error error) const;

    const StillDatabase &m_backup;
    const RestoreTarget &m_target;
    const RestoreRequest &m_request;
    const RunControl &m_control;
    ProgressMeter m_meter;
    EarlyWriteback m_log;
    EarlyWriteback m_file; ///< where there is no -wal
    SourceHold m_hold;
    std::optional<Connection> m_from;
    std::optional<Connection> m_into; // goes before the hold
    std::vector<TableMatch> m_matches;
    qint64 m_bytes = -1; ///< of the tables in the backup; -1: not known
    std::string m_at;    ///< the table that is being restored
    RestoreReport m_report;
};

Result<void> TableRestore::proceed()
{
    if (m_control.stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_target.file};
    }
    m_meter.advanceTo(std::min(m_backup.file().bytesRead(), m_backup.bytes()));
    m_log.proceed();
    m_file.proceed();
    return {};
}

/// What SQLite says, with what it means here.
Error TableRestore::explained(Error error) const
{
    constexpr int constraint = 19; // SQLITE_CONSTRAINT (https://www.sqlite.org/rescode.html)
    if (m_control.stopRequested()) {
        return {.kind = ErrorKind::Cancelled, .path = m_target.file};
    }
    if (error.kind == ErrorKind::Busy) {
        return busyWith(m_target.file, m_request);
    }
    if (error.kind == ErrorKind::NoSpace && error.path != m_target.file.parent_path()) {
        std::error_code failed;
        const auto taken = qint64(std::filesystem::file_size(withSuffix(m_target.file, "-wal"), failed));
        return withRoom(error, m_target.file.parent_path(),
                        std::max<qint64>(sharedMemoryBytes, m_bytes - (failed ? 0 : taken)));
    }
    const QString untouched = tr("Nothing was changed. Restore the whole database, or export the table and "
                                 "bring its rows in by hand.");
    if ((error.code & 0xff) == constraint) {
        return refusal(m_at, tr("the table there does not take a row of the backup (%1)").arg(error.detail),
                       untouched);
    }
    if (error.kind == ErrorKind::Unsupported) {
        return refusal(m_at, tr("SQLite cannot change it here: %1").arg(error.detail), untouched);
    }
    return error;
}

Result<void> TableRestore::connect()
{
    Result<Connection> from = connectTo(m_backup);
    if (!from) {
        return from.error();
    }
    // Distrustful: no trigger fires, and nothing of the schema runs what it should not.
    Result<Connection> into = Connection::open(
        m_target.file, {.mode = Connection::Mode::ReadWrite, .immutable = false, .distrustful = true});
    if (!into) {
        return into.error();
    }
    m_from.emplace(std::move(from).value());
    m_into.emplace(std::move(into).value());
    m_into->setBusyTimeout(m_request.busyTimeout, &m_control);
    for (const char *pragma : {"PRAGMA synchronous=EXTRA", "PRAGMA foreign_keys=OFF"}) {
        if (const Result<void> set = m_into->execute(pragma); !set) {
            return set;
        }
    }
    return {};
}

/// What goes to the -wal or to the journal and into the file is about what these tables take in the backup.
Result<void> TableRestore::checkRoom()
{
    qint64 bytes = 0;
    for (const TableMatch &match : m_matches) {
        const Result<qint64> table = bytesOfTable(*m_from, match.source.name);
        if (!table) {
            return {}; // an SQLite that cannot tell; a full disk rolls it back
        }
        bytes += *table;
    }
    m_bytes = bytes;
    return requireRoom(m_target.file.parent_path(), bytes);
}

Result<void> TableRestore::createParts(const TableMatch &match)
{
    for (const TablePart &part : match.parts) {
        if (const Result<void> made = executeOne(*m_into, part.sql); !made) {
            return made;
        }
    }
    return {};
}

Result<void> TableRestore::refill(const TableMatch &match)
{
    RestoredTable restored{.name = QString::fromStdString(match.name()), .created = !match.target};
    if (match.target) {
        const Result<qint64> before = countRows(*m_into, match.name());
        if (!before) {
            return before.error();
        }
        restored.rowsBefore = *before;
    }
    const std::string table = "main." + quotedName(match.name());
    // Rows of the same definition were taken once already, whatever its CHECKs say of them now.
    const Result<void> emptied
        = m_into->execute(std::string("PRAGMA ignore_check_constraints=")
                          + (match.target && !match.hasSameSql ? "OFF" : "ON") + "; DELETE FROM " + table);
    if (!emptied) {
        return emptied;
    }
    std::vector<std::string> from = match.columns;
    std::vector<std::string> into = match.columns;
    if (match.withRowid) {
        from.insert(from.begin(), match.sourceShape.rowid);
        into.insert(into.begin(), match.target ? match.target->rowid : match.sourceShape.rowid);
    }
    std::string parameters = "?";
    for (size_t column = 1; column < into.size(); ++column) {
        parameters += ",?";
    }
    // Whatever a constraint is told to do with a row that does not fit: here it ends the restore.
    const Result<qint64> rows = copyRows(
        *m_from, "SELECT " + joined(from) + " FROM main." + quotedName(match.source.name) + " NOT INDEXED",
        *m_into, "INSERT OR ABORT INTO " + table + "(" + joined(into) + ") VALUES(" + parameters + ")",
        [this] { return proceed(); });
    if (!rows) {
        return rows.error();
    }
    restored.rowsAfter = *rows;
    m_report.tables.append(restored);
    return match.target ? Result<void>() : createParts(match);
}

Result<void> TableRestore::raiseSequence(const TableMatch &match)
{
    const Result<std::optional<qint64>> wanted = sequenceOf(*m_from, match.source.name);
    const Result<std::optional<qint64>> now = sequenceOf(*m_into, match.name());
    if (!wanted || !now) {
        return wanted ? now.error() : wanted.error();
    }
    const Result<qint64> keeps
        = m_into->queryInteger("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'");
    if (!keeps || *keeps == 0 || !*wanted || (*now && **now >= **wanted)) {
        return keeps ? Result<void>() : Result<void>(keeps.error());
    }
    Result<Statement> set = m_into->prepare(*now ? "UPDATE sqlite_sequence SET seq = ?2 WHERE name = ?1"
                                                 : "INSERT INTO sqlite_sequence(name, seq) VALUES(?1, ?2)");
    if (!set) {
        return set.error();
    }
    set->bindText(1, QString::fromStdString(match.name()));
    set->bindInteger(2, **wanted);
    return set->run();
}

Result<void> TableRestore::rebuildTextIndexes(const TableMatch &match)
{
    for (const std::string &index : match.textIndexes) {
        const std::string name = quotedName(index);
        std::string sql = "INSERT INTO main.";
        sql.append(name).append("(").append(name).append(") VALUES('rebuild')");
        const Result<void> rebuilt = m_into->execute(sql);
        if (!rebuilt) {
            return rebuilt;
        }
    }
    return {};
}

/// Every row, as it will be there: what the definition in the target makes of a value is another one
/// sometimes.
Result<void> TableRestore::compare(const TableMatch &match)
{
    const Result<TableShape> shape = shapeOf(*m_into, match.name());
    const Result<QString> left = m_into->queryText("PRAGMA encoding");
    const Result<QString> right = m_from->queryText("PRAGMA encoding");
    if (!shape || !left || !right) {
        return !shape ? shape.error() : !left ? left.error() : right.error();
    }
    QString note;
    std::optional<TablePairing> pairing = pairTables(*shape, match.sourceShape, *left == *right, note);
    const bool hasSameRowids = match.withRowid || !shape->rowidAlias.empty() || !shape->key.empty();
    if (!pairing || (pairing->isByRowid && !hasSameRowids)) {
        m_report.findings.append(
            {.severity = Severity::Warning,
             .code = QStringLiteral("not-compared"),
             .text = tr("The rows of “%1” were counted, but nothing tells which of them belong together, so "
                        "they were not compared with the backup.")
                         .arg(QString::fromStdString(match.name())),
             .where = QString::fromStdString(match.name())});
        return {};
    }
    qint64 different = 0;
    const auto count = [&different](RowMerge::Step, const RowMerge &) -> Result<void> {
        different += 1;
        return {};
    };
    const Result<RowCounts> rows
        = visitDifferences(*m_into, *m_from, pairing->queries, count, [this] { return proceed(); });
    if (!rows) {
        return rows.error();
    }
    return different == 0
        ? Result<void>()
        : refusal(match.name(),
                  tr("its columns are declared differently there, and %1 of its rows would come out with "
                     "other values")
                      .arg(different),
                  tr("Nothing was changed. Restore the whole database, or export the table and bring its "
                     "rows in by hand."));
}

Result<void> TableRestore::requireReferences(ForeignKeyLedger &ledger) const
{
    const Result<std::vector<BrokenReferences>> broken = ledger.newlyBroken();
    if (!broken) {
        return broken.error();
    }
    if (broken->empty()) {
        return {};
    }
    QStringList sentences;
    QStringList parents;
    for (const BrokenReferences &reference : *broken) {
        const QString rows = reference.rowids.isEmpty()
            ? QString()
            : tr(" (rowid %1%2)")
                  .arg(reference.rowids.join(QStringLiteral(", ")),
                       reference.rows > reference.rowids.size() ? QStringLiteral(", …") : QString());
        sentences.append(tr("%1 of “%2”%3 would refer to rows of “%4” that are not there")
                             .arg(reference.rows == 1 ? tr("1 row") : tr("%1 rows").arg(reference.rows),
                                  reference.child, rows, reference.parent));
        parents.append(QStringLiteral("“%1”").arg(reference.parent));
        parents.append(QStringLiteral("“%1”").arg(reference.child));
    }
    parents.removeDuplicates();
    return refusal(m_target.file, sentences.join(QStringLiteral("; ")),
                   tr("Nothing was changed. Restore these tables together: %1.")
                       .arg(parents.join(QStringLiteral(", "))));
}

void TableRestore::addFindings(const TableMatch &match)
{
    const QString name = QString::fromStdString(match.name());
    if (!match.onlyInTarget.isEmpty()) {
        m_report.findings.append(
            {.severity = Severity::Warning,
             .code = QStringLiteral("columns-by-default"),
             .text = tr("The backup knows no %1 in “%2”: every row has the default there.")
                         .arg(match.onlyInTarget.join(QStringLiteral(", ")), name),
             .where = name});
    }
    if (match.hasTriggers && match.textIndexes.empty()) {
        m_report.findings.append(
            {.severity = Severity::Warning,
             .code = QStringLiteral("triggers-did-not-fire"),
             .text = tr("The triggers of “%1” did not fire: what they keep up to date in other tables is as "
                        "it was.")
                         .arg(name),
             .where = name});
    }
}

/// Inside the transaction.
Result<void> TableRestore::change()
{
    Result<std::vector<TableMatch>> matches = matchTables(*m_from, *m_into, m_request.tables);
    if (!matches) {
        return matches.error();
    }
    m_matches = std::move(matches).value();
    if (const Result<void> room = checkRoom(); !room) {
        return room;
    }
    std::vector<std::string> there;
    for (const TableMatch &match : m_matches) {
        m_at = match.source.name;
        const Result<void> made = match.target ? Result<void>() : executeOne(*m_into, match.source.sql);
        if (!made) {
            return made;
        }
        there.push_back(match.name());
    }
    Result<ForeignKeyLedger> ledger = ForeignKeyLedger::begin(*m_into, there);
    if (!ledger) {
        return ledger.error();
    }
    m_meter.beginPhase(Phase::Copying, -1);
    for (const TableMatch &match : m_matches) {
        m_at = match.source.name;
        for (const auto step :
             {&TableRestore::refill, &TableRestore::raiseSequence, &TableRestore::rebuildTextIndexes}) {
            if (const Result<void> done = (this->*step)(match); !done) {
                return done;
            }
        }
        addFindings(match);
    }
    m_meter.beginPhase(Phase::Comparing, -1);
    for (const TableMatch &match : m_matches) {
        m_at = match.source.name;
        if (const Result<void> same = compare(match); !same) {
            return same;
        }
    }
    return requireReferences(*ledger);
}

/// It has happened; what is wrong now is a finding.
void TableRestore::checkAfterwards()
{
    m_meter.beginPhase(Phase::Checking, -1);
    m_into->setStopControl(&m_control);
    m_report.proof = ProofLevel::Checked;
    for (const TableMatch &match : m_matches) {
        const Result<CheckReport> checked = m_control.stopRequested()
            ? Result<CheckReport>(Error{.kind = ErrorKind::Cancelled})
            : integrityCheckTable(*m_into, match.name());
        if (checked && checked->problems.isEmpty()) {
            continue;
        }
        m_report.proof = ProofLevel::Copied;
        if (!checked && m_control.stopRequested()) {
            m_report.findings.append({.severity = Severity::Warning,
                                      .code = QStringLiteral("not-checked"),
                                      .text = tr("The tables had been restored when the wish to stop came. "
                                                 "Their check afterwards was left out.")});
            return;
        }
        m_report.findings.append(
            {.severity = checked ? Severity::Problem : Severity::Warning,
             .code = QStringLiteral("not-checked"),
             .text = tr("The table was restored, but its check afterwards failed: %1")
                         .arg(checked ? checked->problems.first() : describe(checked.error()))});
    }
}

Result<RestoreReport> TableRestore::run()
{
    m_meter.beginPhase(Phase::Waiting, -1);
    if (const Result<void> connected = connect(); !connected) {
        return explained(connected.error());
    }
    Result<Transaction> transaction = Transaction::begin(*m_into, Transaction::Kind::Immediate);
    if (!transaction) {
        return explained(transaction.error());
    }
    m_into->setStopControl(&m_control);
    m_from->setStopControl(&m_control);
    const Result<void> changed = change();
    // From here on it is done or not, and nothing asks for a stop in between.
    m_into->setStopControl(nullptr);
    if (!changed) {
        return explained(changed.error());
    }
    if (m_control.stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_target.file};
    }
    m_meter.beginPhase(Phase::Syncing, -1);
    if (const Result<void> committed = transaction->commit(); !committed) {
        return explained(committed.error());
    }
    m_report.bytes = std::max<qint64>(0, m_bytes);
    takeWalOver(*m_into, m_control);
    checkAfterwards();
    return m_report;
}

} // namespace

Result<void> checkTables(const StillDatabase &backup, const RestoreTarget &target, const QStringList &tables,
                         const Path &scratchFolder, const RunControl &control)
{
    if (const Result<void> possible = requireLive(target); !possible) {
        return possible;
    }
    Result<Connection> from = connectTo(backup);
    if (!from) {
        return from.error();
    }
    const Result<StillDatabase> now = StillDatabase::ofLive(target.file, scratchFolder, control);
    if (!now && now.error().kind == ErrorKind::HotJournal) {
        return {}; // nobody can read it before it is rolled back, which the restore does first
    }
    if (!now && now.error().path == target.file) {
        return withRoom(now.error(), target.file.parent_path(), sharedMemoryBytes);
    }
    Result<Connection> into = now ? connectTo(*now) : Result<Connection>(now.error());
    if (!into) {
        return into.error();
    }
    const Result<std::vector<TableMatch>> matches = matchTables(*from, *into, tables);
    return matches ? Result<void>() : Result<void>(matches.error());
}

Result<RestoreReport> restoreTables(const StillDatabase &backup, const RestoreTarget &target,
                                    const RestoreRequest &request, const RunControl &control)
{
    if (const Result<void> possible = requireLive(target); !possible) {
        return possible.error();
    }
    return TableRestore(backup, target, request, control).run();
}

} // namespace litekeeper
