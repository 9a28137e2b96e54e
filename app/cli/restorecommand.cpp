// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/restorecommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "cli/words.h"
#include "service/catalogueservice.h"
#include "service/whendone.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace litekeeper {

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli restore blog-20260102-023000.zip /srv/blog/blog.db --dry-run
      is the backup good, and what would change?
  litekeeper-cli restore blog-20260102-023000.zip /srv/blog/blog.db
      brings it back; programs that have the database open stay connected and see it
  litekeeper-cli restore blog-20260102-023000.zip /srv/blog/blog.db --way swap
      replaces the file, while its program is stopped
  litekeeper-cli restore blog-20260102-023000.zip /srv/blog/blog.db --table posts --table tags
      only the rows of these tables, in one transaction; the others keep what they have

The backup is proven again first, and a proven safety copy of what is there now is made beside the
other backups. To undo a restore, restore that copy. Single tables: no trigger fires, and nothing is
changed if rows would refer to others that are not there; see also "litekeeper-cli export".
Exit codes: 0 restored, 1 failed and nothing was changed, 2 usage, 3 restored with warnings, 130 cancelled)";

QString wayText(RestoreWay way)
{
    return way == RestoreWay::IntoLive ? RestoreCommand::tr("into the live database, in one transaction")
                                       : RestoreCommand::tr("by swapping the file");
}

QString sumText(const Comparison &difference)
{
    const RestoreSum sum = sumOf(difference);
    return RestoreCommand::tr("It brings %1 back, removes %2 and changes %3; %4 of the schema.")
        .arg(
            countText(sum.back, RestoreCommand::tr("row"), RestoreCommand::tr("rows")),
            countText(sum.gone, RestoreCommand::tr("row"), RestoreCommand::tr("rows")),
            countText(sum.changed, RestoreCommand::tr("row"), RestoreCommand::tr("rows")),
            countText(difference.schema.size(), RestoreCommand::tr("change"), RestoreCommand::tr("changes")));
}

/// Of what is to be restored.
QList<TableComparison> changesOf(const RestorePlan &plan)
{
    QList<TableComparison> tables = plan.difference ? plan.difference->tables : QList<TableComparison>();
    if (!plan.tables.isEmpty()) {
        tables.removeIf([&plan](const TableComparison &table) {
            return !plan.tables.contains(table.name, Qt::CaseInsensitive);
        });
    }
    return tables;
}

/// As the command line takes them. A table that was made is not in the safety copy.
QString tablesOption(const QList<RestoredTable> &tables)
{
    QString options;
    for (const RestoredTable &table : tables) {
        options += table.created ? QString() : QStringLiteral(" --table %1").arg(table.name);
    }
    return options;
}

QJsonArray toJson(const QList<RestoredTable> &tables)
{
    QJsonArray array;
    for (const RestoredTable &table : tables) {
        array.append(QJsonObject{{QStringLiteral("name"), table.name},
                                 {QStringLiteral("rows_before"), table.rowsBefore},
                                 {QStringLiteral("rows_after"), table.rowsAfter},
                                 {QStringLiteral("created"), table.created}});
    }
    return array;
}

QJsonArray namesOf(const QList<Path> &files)
{
    QJsonArray array;
    for (const Path &file : files) {
        array.append(json::path(file));
    }
    return array;
}

} // namespace

RestoreCommand::RestoreCommand(CLI::App &program)
    : m_app(program.add_subcommand("restore", "Bring a backup back, after a safety copy of what is there"))
{
    m_app->footer(examples);
    m_app->add_option("BACKUP", m_backup, "A backup in any format, or a database")
        ->type_name("PATH")
        ->required();
    m_app->add_option("TARGET", m_target, "The database to restore, or a new file")
        ->type_name("PATH")
        ->required();
    CLI::Option *tables
        = m_app
              ->add_option("--table", m_tables,
                           "Only the rows of this table, into the live database; more than once for several")
              ->type_name("TABLE")
              ->allow_extra_args(false);
    m_app->add_option("--way", m_way, "Into the live database, or by swapping its file; auto: what fits")
        ->type_name("WAY")
        ->check(CLI::IsMember({"auto", "live", "swap"}))
        ->excludes(tables)
        ->capture_default_str();
    m_app->add_option("--busy-timeout", m_busyTimeout, "How long to wait for programs that use the target")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.0, 86'400.0).description(""))
        ->capture_default_str();
    m_app->add_flag("--dry-run", m_dryRun, "Prove the backup and show what would change, and no more");
    m_app->add_flag("--no-safety-copy", m_noSafetyCopy,
                    "Go on without a copy of what is there now: it cannot be undone then");
    m_app->add_flag("--application-is-stopped", m_isStopped,
                    "On a network mount: nothing on the server has the database open");
    m_app->add_flag("--json", m_json, "Print one JSON document");
}

RestoreWay RestoreCommand::way() const
{
    if (!m_tables.empty()) {
        return RestoreWay::IntoLive;
    }
    return restoreWayFromCode(QString::fromStdString(m_way)).value_or(m_restore->plan()->target.recommended);
}

std::chrono::milliseconds RestoreCommand::busyTimeout() const
{
    return std::chrono::milliseconds(qint64(m_busyTimeout * 1000));
}

int RestoreCommand::run(Session &session)
{
    m_line = std::make_unique<ProgressLine>(true);
    m_interrupt = std::make_unique<Interrupt>();
    m_restore = std::make_unique<RestoreService>(session.catalogue, session.backups, session.runner,
                                                 session.paths, Trigger::CommandLine);
    listen();
    whenDone(session.catalogue.open(), this, [this](const Result<QList<Finding>> &opened) {
        if (!opened) {
            fail(opened.error());
        } else if (m_interrupt->happened()) {
            fail({.kind = ErrorKind::Cancelled, .path = Path(m_target)});
        } else {
            RestoreWish wish{.backup = m_backup, .target = m_target};
            for (const std::string &table : m_tables) {
                wish.tables.append(QString::fromStdString(table));
            }
            m_restore->look(wish);
        }
    });
    const int code = QCoreApplication::exec();
    m_restore.reset();
    return code;
}

void RestoreCommand::listen()
{
    connect(m_interrupt.get(), &Interrupt::interrupted, m_restore.get(), &RestoreService::cancel);
    connect(m_restore.get(), &RestoreService::progressed, this,
            [this](const Progress &progress) { m_line->show(progress); });
    connect(m_restore.get(), &RestoreService::planned, this, &RestoreCommand::onPlanned);
    connect(m_restore.get(), &RestoreService::safetyCopyMade, this, [this](const Backup &copy) {
        m_line->clear();
        m_safetyCopy = copy;
        m_document.insert(QStringLiteral("safety_copy"), json::path(copy.file));
        if (!m_json) {
            console::printLine(tr("Safety copy: %1").arg(displayPath(copy.file)));
        }
    });
    connect(m_restore.get(), &RestoreService::finished, this, &RestoreCommand::onRestored);
    connect(m_restore.get(), &RestoreService::failed, this, &RestoreCommand::fail);
}

void RestoreCommand::onPlanned()
{
    m_line->clear();
    m_document = document();
    m_findings = m_restore->plan()->findings;
    if (!m_json) {
        printPlan();
    }
    if (m_dryRun) {
        if (m_json) {
            json::print(m_document);
        }
        QCoreApplication::exit(ExitDone);
        return;
    }
    m_restore->restore({.way = way(),
                        .busyTimeout = busyTimeout(),
                        .safetyCopy = !m_noSafetyCopy,
                        .applicationIsStopped = m_isStopped});
}

void RestoreCommand::printPlan() const
{
    const RestorePlan &plan = *m_restore->plan();
    const RestoreTarget &target = plan.target;
    console::printLine(
        tr("“%1” is %2: %3.")
            .arg(displayPath(Path(m_backup)), proofText(plan.proof), proofMeaning(plan.proof)));
    if (!plan.tables.isEmpty()) {
        printTables(plan);
        return;
    }
    if (!target.exists) {
        console::printLine(tr("“%1” is not there yet.").arg(displayPath(target.file)));
    } else if (plan.difference) {
        console::printLine(plan.difference->isSame()
                               ? tr("“%1” has the same content already.").arg(displayPath(target.file))
                               : tr("“%1” is %2. %3")
                                     .arg(displayPath(target.file),
                                          bytesText(target.facts->bytes + target.facts->walBytes),
                                          sumText(*plan.difference)));
        if (plan.difference->userVersionLeft != plan.difference->userVersionRight) {
            console::printLine(tr("user_version goes from %1 to %2: the application may have to migrate.")
                                   .arg(plan.difference->userVersionLeft)
                                   .arg(plan.difference->userVersionRight));
        }
    } else if (target.unreadable) {
        console::printLine(describe(*target.unreadable));
    }
    console::printLine(
        tr("Way: %1. %2").arg(wayText(way()), way() == target.recommended ? target.because : QString()));
}

void RestoreCommand::printTables(const RestorePlan &plan) const
{
    for (const TableComparison &table : changesOf(plan)) {
        const QString change = table.state == TableComparison::State::OnlyRight
            ? tr("it is not there and will be made, with %1")
                  .arg(countText(qMax<qint64>(0, table.rowsRight), tr("row"), tr("rows")))
            : table.state == TableComparison::State::NotComparable
            ? table.note
            : tr("it brings %1 back, removes %2 and changes %3")
                  .arg(countText(table.added, tr("row"), tr("rows")), countText(table.removed),
                       countText(table.changed));
        console::printLine(table.state == TableComparison::State::Same
                               ? tr("“%1” has the same rows already.").arg(table.name)
                               : tr("“%1”: %2.").arg(table.name, change));
    }
    console::printLine(tr("Way: into the live database, in one transaction."));
}

void RestoreCommand::onRestored(const RestoreReport &report)
{
    m_line->clear();
    if (m_json) {
        QJsonObject whole = m_document;
        whole.insert(QStringLiteral("restored"), true);
        whole.insert(QStringLiteral("proof_of_target"), proofCode(report.proof));
        whole.insert(QStringLiteral("seconds"), json::seconds(report.milliseconds));
        if (!report.tables.isEmpty()) {
            whole.insert(QStringLiteral("tables"), toJson(report.tables));
        }
        whole.insert(QStringLiteral("set_aside"), namesOf(report.setAside));
        whole.insert(QStringLiteral("findings"), json::findings(m_findings + report.findings));
        json::print(whole);
    } else {
        printRestored(report);
    }
    for (const Finding &finding : report.findings) {
        console::printError(finding.text);
    }
    const bool isPlain
        = std::all_of(report.findings.cbegin(), report.findings.cend(),
                      [](const Finding &finding) { return finding.severity == Severity::Note; });
    QCoreApplication::exit(isPlain ? ExitDone : ExitWarning);
}

void RestoreCommand::printRestored(const RestoreReport &report) const
{
    for (const RestoredTable &table : report.tables) {
        console::printLine(
            tr("“%1”: %2 in place of %3%4.")
                .arg(table.name, countText(table.rowsAfter, tr("row"), tr("rows")),
                     countText(table.rowsBefore),
                     table.created ? tr("; the table was made, with its indexes and triggers") : QString()));
    }
    console::printLine(
        report.tables.isEmpty()
            ? tr("Restored %1 in %2; the database was %3 afterwards.")
                  .arg(bytesText(report.bytes), durationText(report.milliseconds), proofText(report.proof))
            : tr("Restored %1 in %2, in one transaction.")
                  .arg(countText(report.tables.size(), tr("table"), tr("tables")),
                       durationText(report.milliseconds)));
    for (const Path &file : report.setAside) {
        console::printLine(tr("Kept of the old database: %1").arg(displayPath(file)));
    }
    if (m_safetyCopy) {
        console::printLine(tr("To undo it: litekeeper-cli restore %1 %2%3")
                               .arg(displayPath(m_safetyCopy->file),
                                    m_document.value(QStringLiteral("target")).toString(),
                                    tablesOption(report.tables)));
    }
}

QJsonObject RestoreCommand::document() const
{
    const RestorePlan &plan = *m_restore->plan();
    const RestoreTarget &target = plan.target;
    QJsonObject object{{QStringLiteral("backup"), json::path(absolutePath(Path(m_backup)))},
                       {QStringLiteral("target"), json::path(target.file)},
                       {QStringLiteral("target_exists"), target.exists},
                       {QStringLiteral("opened_by"), QJsonArray::fromStringList(target.openedBy)},
                       {QStringLiteral("proof"), proofCode(plan.proof)},
                       {QStringLiteral("way"), restoreWayCode(way())},
                       {QStringLiteral("recommended_way"), restoreWayCode(target.recommended)},
                       {QStringLiteral("because"), target.because},
                       {QStringLiteral("safety_copy"), QJsonValue()},
                       {QStringLiteral("restored"), false}};
    if (plan.difference) {
        object.insert(QStringLiteral("same_already"), plan.difference->isSame());
        QJsonArray tables;
        for (const TableComparison &table : changesOf(plan)) {
            if (table.state != TableComparison::State::Same) {
                tables.append(QJsonObject{{QStringLiteral("name"), table.name},
                                          {QStringLiteral("state"), tableStateCode(table.state)},
                                          {QStringLiteral("added"), table.added},
                                          {QStringLiteral("removed"), table.removed},
                                          {QStringLiteral("changed"), table.changed}});
            }
        }
        object.insert(QStringLiteral("changes"), tables);
    }
    return object;
}

void RestoreCommand::fail(const Error &failure)
{
    m_line->clear();
    Error error = failure;
    if (error.kind == ErrorKind::Protected) {
        error.advice = tr("Solve that, or go on without a way back: --no-safety-copy.");
    }
    if (m_json) {
        QJsonObject whole
            = m_document.isEmpty() ? QJsonObject{{QStringLiteral("restored"), false}} : m_document;
        const QJsonObject reason = json::error(error);
        for (auto entry = reason.begin(); entry != reason.end(); ++entry) {
            whole.insert(entry.key(), entry.value());
        }
        json::print(whole);
    }
    console::printError(describe(error));
    QCoreApplication::exit(error.kind == ErrorKind::Cancelled ? ExitCancelled : ExitFailed);
}

} // namespace litekeeper
