// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/tablechecks.h"

#include "sqlite/integrity.h"
#include "sqlite/parallelwork.h"
#include "sqlite/tablescan.h"
#include "sqlite/tolerance.h"
#include "verify/modulecheck.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <mutex>
#include <set>

namespace litekeeper {

namespace {

constexpr std::chrono::minutes patience{10};

QString tr(const char *text)
{
    return QCoreApplication::translate("TableChecks", text);
}

QString placeOf(const QString &problem, const QString &table)
{
    static const QRegularExpression page(QStringLiteral("\\bpage (\\d+)"),
                                         QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = page.match(problem);
    return match.hasMatch() ? tr("page %1").arg(match.captured(1)) : table;
}

/// One thing per line, without the headings ("*** in database main ***").
QStringList linesOf(const CheckReport &report)
{
    QStringList lines;
    for (const QString &problem : report.problems) {
        for (const QString &line : problem.split(u'\n', Qt::SkipEmptyParts)) {
            if (!line.startsWith(QLatin1String("***"))) {
                lines.append(line);
            }
        }
    }
    return lines;
}

/// A promise of the schema that the application broke when it wrote.
bool isConstraint(const QString &line)
{
    return line.startsWith(QLatin1String("CHECK constraint failed"));
}

/// By a collation that is not known nobody can say what is in order.
bool isFromStandIn(const QString &line)
{
    return line.contains(QLatin1String("PRIMARY KEY order"))
        || line.contains(QLatin1String("missing from index"));
}

/// Pages of a table that could not be parsed look as if nobody used them.
bool isFromBrokenSchema(const QString &line)
{
    return line.contains(QLatin1String("never used"));
}

class TableChecks
{
public:
    TableChecks(const TableCheckRequest &request, Judgement &judgement)
        : m_request(request)
        , m_judgement(judgement)
    {
    }

    [[nodiscard]] Result<TableCheckResult> run();

private:
    [[nodiscard]] Result<Connection> connect(bool standIn = false) const;
    void plan(std::vector<std::function<void(Connection &)>> &tasks);
    void checkWhole(Connection &connection);
    void checkByTable(const Error &reason);
    void checkTable(Connection &connection, const std::string &table);
    void readTable(Connection &connection, const std::string &table);
    void checkReferences(Connection &connection);
    [[nodiscard]] ModuleReport askModule(const SchemaEntry &table) const;
    void checkVirtualTable(const SchemaEntry &table);
    void take(const CheckReport &report, const QString &table, bool isStandIn, QString &summary);
    void takeError(const Error &error, const QString &table, QString &summary);
    void findUnchecked(const QString &code, const QString &text, const QString &table);

    const TableCheckRequest &m_request;
    std::mutex m_mutex; ///< for everything below
    Judgement &m_judgement;
    TableCheckResult m_result;
    std::set<QString> m_said; ///< quick_check and integrity_check say much twice
    std::optional<Error> m_failure;
    bool m_isQuickSound = true;
    bool m_isFullSound = true;
};

Result<Connection> TableChecks::connect(bool standIn) const
{
    Result<Connection> connection = m_request.file.connect();
    if (connection) {
        connection->setStopCondition(m_request.shouldStop);
        if (m_request.schema.isBroken) {
            tolerateBrokenSchema(*connection);
        }
        if (standIn) {
            standInForCollations(*connection);
        }
    }
    return connection;
}

Result<TableCheckResult> TableChecks::run()
{
    ParallelWork work{.connect = [this] { return connect(); },
                      .tasks = {},
                      .shouldStop = m_request.shouldStop,
                      .onTick = m_request.onTick};
    plan(work.tasks);
    if (const Result<void> worked = workInParallel(work); !worked) {
        return worked.error();
    }
    if (m_failure) {
        return *m_failure;
    }
    std::sort(m_result.tables.begin(), m_result.tables.end(),
              [](const TableSummary &left, const TableSummary &right) { return left.name < right.name; });
    if (m_isQuickSound && !m_request.schema.isBroken && !m_request.shouldStop()) {
        const bool isProven = m_request.level == VerifyLevel::Full && m_isFullSound;
        m_result.proof = isProven ? ProofLevel::Proven : ProofLevel::Checked;
    }
    return m_result;
}

void TableChecks::plan(std::vector<std::function<void(Connection &)>> &tasks)
{
    const bool isFull = m_request.level == VerifyLevel::Full;
    m_result.quickCheck = QStringLiteral("ok");
    tasks.emplace_back([this](Connection &connection) { checkWhole(connection); });
    if (isFull) {
        m_result.integrityCheck = QStringLiteral("ok");
        tasks.emplace_back([this](Connection &connection) { checkTable(connection, "sqlite_schema"); });
        tasks.emplace_back([this](Connection &connection) { checkReferences(connection); });
    }
    for (const SchemaEntry &entry : m_request.schema.entries) {
        if (entry.type != QLatin1String("table")) {
            continue;
        }
        if (entry.rootPage == 0) {
            tasks.emplace_back([this, &entry](Connection &) { checkVirtualTable(entry); });
            continue;
        }
        const std::string name = entry.name.toStdString();
        if (isFull) {
            tasks.emplace_back([this, name](Connection &connection) { checkTable(connection, name); });
        }
        tasks.emplace_back([this, name](Connection &connection) { readTable(connection, name); });
    }
}

void TableChecks::checkWhole(Connection &connection)
{
    Result<CheckReport> report = quickCheck(connection);
    bool isStandIn = false;
    const QString reason = report ? QString() : report.error().detail;
    if (!report && meaningOf(report.error()) == ErrorMeaning::Unsupported) {
        isStandIn = true;
        Result<Connection> lenient = connect(true);
        report = lenient ? quickCheck(*lenient) : Result<CheckReport>(lenient.error());
    }
    if (report) {
        if (isStandIn && m_request.level == VerifyLevel::Quick) {
            // The full check says it of each table it concerns.
            const std::lock_guard lock(m_mutex);
            findUnchecked(QStringLiteral("not-checkable"),
                          tr("Something in the schema is not known here: %1. The structure of the file was "
                             "checked, and the order of its indexes was not.")
                              .arg(reason),
                          {});
        }
        take(*report, {}, isStandIn, m_result.quickCheck);
    } else if (meaningOf(report.error()) == ErrorMeaning::Unsupported) {
        checkByTable(report.error());
    } else {
        const std::lock_guard lock(m_mutex);
        m_isQuickSound = false;
        takeError(report.error(), {}, m_result.quickCheck);
    }
}

/// Where a function of the schema is not known, SQLite checks all or nothing.
void TableChecks::checkByTable(const Error &reason)
{
    Result<Connection> connection = connect(true);
    if (!connection) {
        const std::lock_guard lock(m_mutex);
        m_failure = connection.error();
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_isQuickSound = false;
        findUnchecked(
            QStringLiteral("not-checkable"),
            tr("The database could not be checked as a whole: %1. Each table was checked by itself.")
                .arg(reason.detail),
            {});
    }
    QStringList names{QStringLiteral("sqlite_schema")};
    for (const SchemaEntry &entry : m_request.schema.entries) {
        if (entry.type == QLatin1String("table") && entry.rootPage != 0) {
            names.append(entry.name);
        }
    }
    for (const QString &name : names) {
        const Result<CheckReport> report = quickCheckTable(*connection, name.toStdString());
        if (report) {
            take(*report, name, true, m_result.quickCheck);
        } else {
            const std::lock_guard lock(m_mutex);
            takeError(report.error(), name, m_result.quickCheck);
        }
    }
}

void TableChecks::checkTable(Connection &connection, const std::string &table)
{
    const Result<CheckReport> report = integrityCheckTable(connection, table);
    const QString name = QString::fromStdString(table);
    if (report) {
        take(*report, name, false, m_result.integrityCheck);
        return;
    }
    const std::lock_guard lock(m_mutex);
    m_isFullSound = false;
    takeError(report.error(), name, m_result.integrityCheck);
}

void TableChecks::readTable(Connection &connection, const std::string &table)
{
    const auto read = [&](Connection &with) -> Result<qint64> {
        if (m_request.level == VerifyLevel::Quick) {
            return countRows(with, table);
        }
        const Result<TableFigures> figures = scanTable(with, table);
        return figures ? Result<qint64>(figures->rows) : figures.error();
    };
    Result<qint64> rows = read(connection);
    if (!rows && meaningOf(rows.error()) == ErrorMeaning::Unsupported) {
        Result<Connection> lenient = connect(true);
        rows = lenient ? read(*lenient) : Result<qint64>(lenient.error());
    }
    TableSummary summary;
    summary.name = QString::fromStdString(table);
    const std::lock_guard lock(m_mutex);
    if (rows) {
        summary.rows = *rows;
    } else {
        m_isFullSound = false;
        summary.note = rows.error().detail;
        QString ignored;
        takeError(rows.error(), summary.name, ignored);
    }
    m_result.tables.append(summary);
}

void TableChecks::checkReferences(Connection &connection)
{
    const Result<CheckReport> report = foreignKeyCheck(connection);
    const std::lock_guard lock(m_mutex);
    if (!report) {
        if (meaningOf(report.error()) == ErrorMeaning::Unsupported) {
            m_judgement.remark(Severity::Note, QStringLiteral("foreign-keys"),
                               tr("The foreign keys could not be checked: %1.").arg(report.error().detail));
        }
        return;
    }
    m_result.brokenReferences = report->problems.size();
    if (!report->problems.isEmpty()) {
        m_judgement.remark(Severity::Note, QStringLiteral("foreign-keys"),
                           tr("%1 row(s) refer to rows that do not exist, for example: %2. The application "
                              "left them so; the file is sound.")
                               .arg(report->problems.size())
                               .arg(report->problems.first()));
    }
}

ModuleReport TableChecks::askModule(const SchemaEntry &table) const
{
    if (m_request.schema.isBroken) {
        return {.state = ModuleReport::State::Unsupported,
                .text = tr("the schema of the database cannot be read whole")};
    }
    const bool isFull = m_request.level == VerifyLevel::Full;
    Result<Connection> connection = isFull
        ? Connection::open(m_request.path, {.mode = Connection::Mode::ReadWrite, .distrustful = true})
        : connect();
    if (!connection) {
        return {.state = ModuleReport::State::OurFailure, .text = connection.error().detail};
    }
    connection->setStopCondition(m_request.shouldStop);
    // The checks of other virtual tables lock the same file.
    connection->setBusyTimeout(patience);
    return isFull ? checkModule(*connection, table) : lookForModule(*connection, table);
}

void TableChecks::checkVirtualTable(const SchemaEntry &table)
{
    const ModuleReport report = askModule(table);
    const std::lock_guard lock(m_mutex);
    m_result.tables.append({.name = table.name, .note = tr("virtual table, not counted")});
    switch (report.state) {
    case ModuleReport::State::Sound:
    case ModuleReport::State::NothingToCheck:
        return;
    case ModuleReport::State::Differs:
        m_judgement.remark(Severity::Warning, QStringLiteral("index-differs"),
                           tr("The full-text table “%1” differs from the text it indexes, which it does not "
                              "hold itself: %2. Rebuild its index.")
                               .arg(table.name, report.text),
                           table.name);
        return;
    case ModuleReport::State::Damaged:
        m_isFullSound = false;
        m_judgement.find(Verdict::Damaged, QStringLiteral("virtual-table-damaged"),
                         tr("The virtual table “%1” is damaged: %2. Rebuild its index, or restore from "
                            "another backup.")
                             .arg(table.name, report.text),
                         table.name);
        return;
    case ModuleReport::State::Unsupported:
        m_isFullSound = false;
        findUnchecked(QStringLiteral("unknown-module"),
                      tr("The virtual table “%1” could not be checked: %2. The ordinary tables were checked.")
                          .arg(table.name, report.text),
                      table.name);
        return;
    case ModuleReport::State::NotFinished:
    case ModuleReport::State::OurFailure:
        m_isFullSound = false;
        findUnchecked(
            QStringLiteral("not-finished"),
            tr("Checking the virtual table “%1” could not be finished: %2.").arg(table.name, report.text),
            table.name);
        return;
    }
}

void TableChecks::take(const CheckReport &report, const QString &table, bool isStandIn, QString &summary)
{
    const std::lock_guard lock(m_mutex);
    for (const QString &line : linesOf(report)) {
        const bool isExpected
            = (isStandIn && isFromStandIn(line)) || (m_request.schema.isBroken && isFromBrokenSchema(line));
        if (isExpected || !m_said.insert(line).second) {
            continue;
        }
        if (isConstraint(line)) {
            m_judgement.remark(Severity::Note, QStringLiteral("constraint"),
                               tr("%1. The application left it so; the file is sound.").arg(line), table);
            continue;
        }
        m_isQuickSound = false;
        summary = summary == QLatin1String("ok") ? line : summary;
        m_judgement.find(
            Verdict::Damaged, QStringLiteral("integrity"),
            tr("SQLite's own check says: %1. The database is damaged; restore from another backup.")
                .arg(line),
            placeOf(line, table));
    }
}

void TableChecks::takeError(const Error &error, const QString &table, QString &summary)
{
    summary = error.detail;
    switch (meaningOf(error)) {
    case ErrorMeaning::Damaged:
        m_isQuickSound = false;
        if (m_said.insert(table + error.detail).second) {
            m_judgement.find(
                Verdict::Damaged, QStringLiteral("unreadable"),
                table.isEmpty()
                    ? tr("The database is damaged: %1. Restore from another backup.").arg(error.detail)
                    : tr("The table “%1” cannot be read whole: %2. The database is damaged; restore "
                         "from another backup.")
                          .arg(table, error.detail),
                table);
        }
        return;
    case ErrorMeaning::Unsupported:
        findUnchecked(
            QStringLiteral("not-checkable"),
            tr("The table “%1” could not be checked: %2. The other tables were.").arg(table, error.detail),
            table);
        return;
    case ErrorMeaning::NotFinished:
        findUnchecked(QStringLiteral("not-finished"),
                      tr("The check could not be finished: %1.").arg(error.detail), table);
        return;
    case ErrorMeaning::OurFailure:
        m_failure = m_failure ? m_failure : error;
        return;
    }
}

void TableChecks::findUnchecked(const QString &code, const QString &text, const QString &table)
{
    if (m_said.insert(text).second) {
        m_judgement.find(Verdict::Unsupported, code, text, table);
    }
}

} // namespace

Result<TableCheckResult> checkTables(const TableCheckRequest &request, Judgement &judgement)
{
    return TableChecks(request, judgement).run();
}

} // namespace litekeeper
