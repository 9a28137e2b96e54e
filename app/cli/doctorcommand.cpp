// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/doctorcommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "cli/texttable.h"
#include "cli/words.h"
#include "service/catalogueservice.h"
#include "service/libraries.h"

#include <limits>

namespace litekeeper {

/// What the catalogue says about itself.
struct DoctorCommand::Health
{
    std::optional<Error> error;
    QList<Finding> findings;
    qint64 runs = 0;
    qint64 backups = 0;
    QList<Run> running;
};

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli doctor
  litekeeper-cli doctor --json

Exit codes: 0 all is well, 1 the catalogue cannot be used, 3 it had to be repaired)";

bool isRepair(const Finding &finding)
{
    return finding.severity != Severity::Note;
}

QString librariesTable()
{
    using enum TextTable::Align;
    TextTable table({Left, Left, Left}, QStringLiteral("  "));
    for (const Library &library : librariesInUse()) {
        const QString version = library.compiled == library.running
            ? library.running
            : DoctorCommand::tr("%1 (compiled with %2)").arg(library.running, library.compiled);
        table.addRow({library.name, version, library.detail});
    }
    return table.toString();
}

QString pathsTable(const Paths &paths)
{
    TextTable table({TextTable::Align::Left, TextTable::Align::Left}, QStringLiteral("  "));
    table.addRow({DoctorCommand::tr("Catalogue"), displayPath(paths.catalogue)});
    table.addRow({DoctorCommand::tr("Locks"), displayPath(paths.lockFolder)});
    table.addRow({DoctorCommand::tr("Backups by default"), displayPath(paths.defaultBackupFolder)});
    return table.toString();
}

} // namespace

DoctorCommand::DoctorCommand(CLI::App &program)
    : m_app(program.add_subcommand("doctor", "Show versions, paths and the health of the catalogue"))
{
    m_app->footer(examples);
    m_app->add_flag("--json", m_json, "Print one JSON document");
}

int DoctorCommand::run(Session &session)
{
    const Health health = examine(session);
    m_json ? printJson(session, health) : print(session, health);
    if (health.error) {
        return ExitFailed;
    }
    return std::any_of(health.findings.cbegin(), health.findings.cend(), isRepair) ? ExitWarning : ExitDone;
}

DoctorCommand::Health DoctorCommand::examine(Session &session)
{
    Health health;
    const auto opened = session.catalogue.open().result();
    if (!opened) {
        health.error = opened.error();
        return health;
    }
    health.findings = *opened;
    const auto runs = session.catalogue.runs(std::numeric_limits<int>::max()).result();
    const auto backups = session.catalogue.backups().result();
    if (!runs || !backups) {
        health.error = runs ? backups.error() : runs.error();
        return health;
    }
    health.runs = runs->size();
    health.backups = backups->size();
    for (const Run &run : *runs) {
        if (run.outcome == Outcome::Running) {
            health.running.append(run);
        }
    }
    return health;
}

void DoctorCommand::print(const Session &session, const Health &health) const
{
    console::printLine(QStringLiteral("Litekeeper " LITEKEEPER_VERSION));
    console::print(librariesTable());
    console::printLine();
    console::printLine(tr("Paths"));
    console::print(pathsTable(session.paths));
    console::printLine();
    console::printLine(tr("Catalogue"));
    if (health.error) {
        console::printLine(QStringLiteral("  ") + describe(*health.error));
        return;
    }
    for (const Finding &finding : health.findings) {
        console::printLine(QStringLiteral("  ") + finding.text);
    }
    console::printLine(tr("  It is well and holds %1 and %2.")
                           .arg(countText(health.runs, tr("run"), tr("runs")),
                                countText(health.backups, tr("backup"), tr("backups"))));
    for (const Run &run : health.running) {
        console::printLine(
            tr("  Running since %1 in process %2: %3")
                .arg(instantText(run.startedAt), QString::number(run.ownerPid), displayPath(run.source)));
    }
}

void DoctorCommand::printJson(const Session &session, const Health &health) const
{
    QJsonObject libraries;
    for (const Library &library : librariesInUse()) {
        libraries.insert(library.name,
                         QJsonObject{{QStringLiteral("compiled"), library.compiled},
                                     {QStringLiteral("running"), library.running},
                                     {QStringLiteral("detail"), json::text(library.detail)}});
    }
    QJsonArray running;
    for (const Run &run : health.running) {
        running.append(QJsonObject{{QStringLiteral("source"), json::path(run.source)},
                                   {QStringLiteral("pid"), run.ownerPid},
                                   {QStringLiteral("started_at"), json::instant(run.startedAt)}});
    }
    QJsonObject catalogue{{QStringLiteral("healthy"), !health.error.has_value()},
                          {QStringLiteral("runs"), health.runs},
                          {QStringLiteral("backups"), health.backups},
                          {QStringLiteral("findings"), json::findings(health.findings)}};
    if (health.error) {
        catalogue.insert(QStringLiteral("error"), errorCode(health.error->kind));
        catalogue.insert(QStringLiteral("reason"), describe(*health.error));
    }
    json::print({{QStringLiteral("version"), QStringLiteral(LITEKEEPER_VERSION)},
                 {QStringLiteral("libraries"), libraries},
                 {QStringLiteral("paths"),
                  QJsonObject{{QStringLiteral("catalogue"), json::path(session.paths.catalogue)},
                              {QStringLiteral("locks"), json::path(session.paths.lockFolder)},
                              {QStringLiteral("backups"), json::path(session.paths.defaultBackupFolder)}}},
                 {QStringLiteral("catalogue"), catalogue},
                 {QStringLiteral("running"), running}});
}

} // namespace litekeeper
