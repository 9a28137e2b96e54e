// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/proof.h"

#include "common/threadpriority.h"
#include "sqlite/integrity.h"
#include "sqlite/parallelwork.h"
#include "sqlite/tablescan.h"

#include <QCoreApplication>

#include <algorithm>
#include <mutex>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Proof", text);
}

Error cancelled(const Path &file)
{
    return {.kind = ErrorKind::Cancelled, .path = file};
}

// Rows that break a promise of the schema are what the application wrote; the file itself is sound.
bool isConstraintViolation(const QString &problem)
{
    return problem.startsWith(QLatin1String("CHECK constraint failed"))
        || problem.startsWith(QLatin1String("NULL value in"));
}

// One piece of the proof, for one connection.
struct Task
{
    enum class Kind { QuickCheck, IntegrityCheck, ForeignKeys, Scan } kind;
    std::string table;
};

class Prover
{
public:
    Prover(const DescriptorVfs &file, Path path, const RunControl &control)
        : m_file(file)
        , m_path(std::move(path))
        , m_control(control)
    {
    }

    [[nodiscard]] Result<void> plan(ProofLevel wanted);
    [[nodiscard]] Result<void> run(qint64 bytes, ProgressMeter &meter);
    [[nodiscard]] Result<ProofResult> result(ProofLevel wanted);

private:
    void perform(Connection &connection, const Task &task);
    void take(const Task &task, const Result<CheckReport> &report);
    void fail(const Task &task, const Error &error);
    void note(Severity severity, const QString &code, const QString &text);

    const DescriptorVfs &m_file;
    Path m_path;
    const RunControl &m_control;
    std::vector<Task> m_tasks;
    std::mutex m_mutex; ///< for everything below
    std::vector<TableFigures> m_tables;
    QStringList m_problems;
    QList<Finding> m_findings;
    std::optional<Error> m_error;
    bool m_incomplete = false;
};

Result<void> Prover::plan(ProofLevel wanted)
{
    m_tasks.push_back({.kind = Task::Kind::QuickCheck, .table = {}});
    if (wanted < ProofLevel::Proven) {
        return {};
    }
    Result<Connection> connection = m_file.connect();
    if (!connection) {
        return connection.error();
    }
    const Result<std::vector<TableName>> tables = ordinaryTables(*connection);
    if (!tables) {
        fail(m_tasks.front(), tables.error());
        return {};
    }
    for (const TableName &table : *tables) {
        m_tasks.push_back({.kind = Task::Kind::IntegrityCheck, .table = table.name});
        m_tasks.push_back({.kind = Task::Kind::Scan, .table = table.name});
    }
    m_tasks.push_back({.kind = Task::Kind::ForeignKeys, .table = {}});
    return {};
}

Result<void> Prover::run(qint64 bytes, ProgressMeter &meter)
{
    // Every page is read once by quick_check, and once each by integrity_check and the scan of its table.
    // Large indexes are read more often than that; nobody knows in advance how often.
    const qint64 total = m_tasks.size() > 1 ? 3 * bytes : bytes;
    meter.beginPhase(Phase::Checking, total);
    const qint64 bytesBefore = m_file.bytesRead();
    ParallelWork work{
        .connect =
            [this] {
                standBack();
                return m_file.connect();
            },
        .tasks = {},
        .shouldStop = [this] { return m_control.stopRequested(); },
        .onTick = [&] { meter.advanceTo(std::min(total - total / 50, m_file.bytesRead() - bytesBefore)); },
    };
    for (const Task &task : m_tasks) {
        work.tasks.emplace_back([this, &task](Connection &connection) { perform(connection, task); });
    }
    if (const Result<void> worked = workInParallel(work); !worked) {
        fail(m_tasks.front(), worked.error());
    }
    if (m_control.stopRequested()) {
        return cancelled(m_path);
    }
    meter.advanceTo(total);
    return {};
}

void Prover::perform(Connection &connection, const Task &task)
{
    switch (task.kind) {
    case Task::Kind::QuickCheck:
        take(task, quickCheck(connection));
        break;
    case Task::Kind::IntegrityCheck:
        take(task, integrityCheckTable(connection, task.table));
        break;
    case Task::Kind::ForeignKeys:
        take(task, foreignKeyCheck(connection));
        break;
    case Task::Kind::Scan: {
        Result<TableFigures> figures = scanTable(connection, task.table);
        if (!figures) {
            fail(task, figures.error());
            break;
        }
        const std::lock_guard lock(m_mutex);
        m_tables.push_back(std::move(figures).value());
        break;
    }
    }
}

void Prover::take(const Task &task, const Result<CheckReport> &report)
{
    if (!report) {
        fail(task, report.error());
        return;
    }
    const QStringList &problems = report->problems;
    if (task.kind == Task::Kind::ForeignKeys) {
        if (!problems.isEmpty()) {
            note(Severity::Note, QStringLiteral("foreign-keys"),
                 tr("%n row(s) refer to rows that do not exist, for example: %1. The application left them "
                    "so; the file "
                    "is sound.")
                     .replace(QLatin1String("%n"), QString::number(problems.size()))
                     .arg(problems.first()));
        }
        return;
    }
    for (const QString &problem : problems) {
        if (isConstraintViolation(problem)) {
            note(Severity::Note, QStringLiteral("constraint"),
                 tr("%1. The application left it so; the file is sound.").arg(problem));
        } else {
            const std::lock_guard lock(m_mutex);
            m_problems.append(problem);
        }
    }
}

void Prover::fail(const Task &task, const Error &error)
{
    const QString table = QString::fromStdString(task.table);
    if (error.kind == ErrorKind::Unsupported && task.kind != Task::Kind::ForeignKeys) {
        note(Severity::Warning, QStringLiteral("not-checkable"),
             task.table.empty()
                 ? tr("The database could not be checked as a whole: %1. It is copied byte for byte.")
                       .arg(error.detail)
                 : tr("The table “%1” could not be checked: %2. It is copied byte for byte.")
                       .arg(table, error.detail));
        const std::lock_guard lock(m_mutex);
        m_incomplete = true;
        return;
    }
    if (task.kind == Task::Kind::ForeignKeys && error.kind == ErrorKind::Unsupported) {
        note(Severity::Note, QStringLiteral("foreign-keys"),
             tr("The foreign keys could not be checked: %1.").arg(error.detail));
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (!m_error) {
        m_error = error;
        m_error->path = m_path;
    }
}

void Prover::note(Severity severity, const QString &code, const QString &text)
{
    const std::lock_guard lock(m_mutex);
    const auto same = [&](const Finding &finding) { return finding.text == text; };
    if (std::none_of(m_findings.cbegin(), m_findings.cend(), same)) {
        m_findings.append({.severity = severity, .code = code, .text = text});
    }
}

Result<ProofResult> Prover::result(ProofLevel wanted)
{
    if (m_error) {
        return *m_error;
    }
    if (!m_problems.isEmpty()) {
        return Error{.kind = ErrorKind::Damaged,
                     .path = m_path,
                     .detail = m_problems.size() == 1
                         ? m_problems.first()
                         : tr("%1 (and %2 more)").arg(m_problems.first()).arg(m_problems.size() - 1)};
    }
    std::sort(m_tables.begin(), m_tables.end(),
              [](const TableFigures &left, const TableFigures &right) { return left.name < right.name; });
    return ProofResult{.level = m_incomplete ? ProofLevel::ReadBack : wanted,
                       .tables = QList<TableFigures>(m_tables.cbegin(), m_tables.cend()),
                       .findings = m_findings};
}

} // namespace

Result<ProofResult> prove(const DescriptorVfs &file, const Path &path, qint64 bytes, ProofLevel wanted,
                          ProgressMeter &meter, const RunControl &control)
{
    if (wanted < ProofLevel::Checked) {
        return ProofResult{.level = wanted, .tables = {}, .findings = {}};
    }
    Prover prover(file, path, control);
    const Result<void> planned = prover.plan(wanted);
    if (!planned) {
        return planned.error();
    }
    const Result<void> ran = prover.run(bytes, meter);
    if (!ran) {
        return ran.error();
    }
    return prover.result(wanted);
}

} // namespace litekeeper
