// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/canarygate.h"

#include "canary/canaryfile.h"
#include "canary/gate.h"
#include "canary/hostfacts.h"
#include "cli/console.h"
#include "cli/json.h"
#include "system/interrupt.h"

namespace litekeeper {

namespace {

const char *const explanation = R"(In an entrypoint:
  litekeeper-cli canary gate --db /data/app.db --lock ./tmp/persistence-test.lock && exec app

The first deployment makes the database, if it is missing, and the lock, and refuses to boot. The lock
has to lie in a folder that a deployment wipes. Deploy once more: if the database is still there and the
lock is gone, the disk is persistent, and the application boots from then on. If both are there, nothing
is proven; delete the lock if you are confident.

Exit codes: 0 boot (proven, asserted or switched off by LITEKEEPER_CANARY=off), 2 usage; do not boot:
            10 planted, 11 unproven, 12 lost, 13 rolled back, 14 foreign or cloned, 15 corrupt,
            16 read-only, 17 unreachable or not mounted, 18 volatile)";

} // namespace

CanaryGate::CanaryGate(CLI::App &canary)
    : m_app(canary.add_subcommand("gate", "Let an application boot only on a disk that keeps its data"))
{
    m_app->footer(explanation);
    m_app->add_option("--db", m_database, "The database, in the folder that has to persist")
        ->type_name("FILE")
        ->required();
    m_app->add_option("--lock", m_lock, "The lock, in a folder that a deployment wipes")
        ->type_name("FILE")
        ->required();
    m_app->add_flag("--override", m_override, "You vouch for the disk: boot although it is not proven yet");
    m_app->add_flag("--hold", m_hold, "Where it must not boot, sleep until a signal in place of exiting");
    m_app->add_flag("--json", m_json, "Print one JSON document");
}

int CanaryGate::run() const
{
    const Path database(m_database);
    if (canaryIsOff()) {
        return end(switchedOff(watchedPath(database).parent_path(), watchedPath(database)));
    }
    return end(passGate({.database = database, .lock = m_lock, .override = m_override}, readHostFacts(),
                        QDateTime::currentDateTimeUtc()));
}

int CanaryGate::end(const Observation &observation) const
{
    // Whoever has read what is said may end us at once.
    const Interrupt interrupt;
    const int code = watchStateExit(observation.state);
    QObject::connect(&interrupt, &Interrupt::interrupted, [code] { QCoreApplication::exit(code); });
    if (m_json) {
        json::print(toJson(observation));
    } else {
        console::print(observationText(observation));
    }
    // A platform that starts us again and again would bury what was said in its log.
    return m_hold && !mayStart(observation.state) ? QCoreApplication::exec() : code;
}

bool canaryIsOff()
{
    const QString value = qEnvironmentVariable("LITEKEEPER_CANARY");
    return value.compare(QLatin1String("off"), Qt::CaseInsensitive) == 0;
}

Observation switchedOff(const Path &folder, const Path &database)
{
    Observation observation;
    observation.at = QDateTime::currentDateTimeUtc();
    observation.state = WatchState::Disabled;
    observation.evidence = {{QStringLiteral("folder"), encodePath(folder)},
                            {QStringLiteral("rule"), QStringLiteral("switched-off")}};
    if (!database.empty()) {
        observation.evidence.insert(QStringLiteral("database"), encodePath(database));
    }
    return observation;
}

QString observationText(const Observation &observation)
{
    QString text = QStringLiteral("%1: %2\n").arg(watchStateCode(observation.state), watchSays(observation));
    if (const QString advice = watchAdvice(observation); !advice.isEmpty()) {
        text += advice + u'\n';
    }
    return text;
}

} // namespace litekeeper
