// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/networkaccess.h"

#include "common/privatefolder.h"
#include "places/filesystem.h"
#include "service/networktalk.h"
#include "service/paths.h"

#include <QCoreApplication>
#include <QLocale>

namespace litekeeper {

using Instant = std::chrono::steady_clock::time_point;

/// A mount that gave no answer.
struct Silent
{
    Instant asked;
    QDateTime since; ///< UTC
};

struct NetworkAccess::State
{
    Path stagingFolder;
    Path program;
    NetworkLimits limits;
    IsRemote isRemote;
    std::mutex mutex;
    std::map<Path, Silent> silent; ///< guarded by mutex

    [[nodiscard]] std::optional<Silent> restingMount(const Path &mount);
    void note(const Path &mount, bool answered);
};

std::optional<Silent> NetworkAccess::State::restingMount(const Path &mount)
{
    const std::lock_guard lock(mutex);
    const auto found = silent.find(mount);
    const bool isResting
        = found != silent.end() && std::chrono::steady_clock::now() - found->second.asked < limits.rest;
    return isResting ? std::optional(found->second) : std::nullopt;
}

void NetworkAccess::State::note(const Path &mount, bool answered)
{
    const std::lock_guard lock(mutex);
    if (answered) {
        silent.erase(mount);
        return;
    }
    Silent &entry = silent[mount];
    entry.asked = std::chrono::steady_clock::now();
    if (!entry.since.isValid()) {
        entry.since = QDateTime::currentDateTimeUtc();
    }
}

NetworkAccess::NetworkAccess(Path stagingFolder, Path program, NetworkLimits limits, IsRemote isRemote)
    : m_state(std::make_shared<State>())
{
    m_state->stagingFolder = stagingFolder.empty() ? standardPaths().scratch : std::move(stagingFolder);
    m_state->program = program.empty() ? programBeside() : std::move(program);
    m_state->limits = limits;
    m_state->isRemote = std::move(isRemote);
}

bool NetworkAccess::isRemote(const Path &path) const
{
    if (m_state->isRemote) {
        return m_state->isRemote(path);
    }
    const Result<FileSystemFacts> place = fileSystemOf(path);
    return place && place->kind == PlaceKind::Network;
}

Path NetworkAccess::mountOf(const Path &path)
{
    const Result<FileSystemFacts> place = fileSystemOf(path);
    return place ? place->mountPoint : Path();
}

const Path &NetworkAccess::program() const
{
    return m_state->program;
}

const Path &NetworkAccess::stagingFolder() const
{
    return m_state->stagingFolder;
}

const NetworkLimits &NetworkAccess::limits() const
{
    return m_state->limits;
}

Result<QJsonObject> NetworkAccess::ask(const char *operation, const QJsonObject &arguments, const Path &about,
                                       Patience patience, const RunControl &control) const
{
    const Path mount = mountOf(about);
    const bool isLook = patience == Patience::Look;
    if (const std::optional<Silent> resting = isLook ? m_state->restingMount(mount) : std::nullopt) {
        return Error{.kind = ErrorKind::NotAnswering,
                     .path = about,
                     .detail = QCoreApplication::translate("NetworkAccess", "it has been silent since %1")
                                   .arg(QLocale().toString(resting->since.toLocalTime().time(),
                                                           QLocale::ShortFormat))};
    }
    NetworkTalk talk(*this, about, control, isLook ? NetworkTalk::Pace::Look : NetworkTalk::Pace::Work);
    const Result<void> begun = talk.begin(operation, arguments);
    Result<QJsonObject> answer = begun ? talk.answer() : Result<QJsonObject>(begun.error());
    m_state->note(mount, answer || answer.error().kind != ErrorKind::NotAnswering);
    return answer;
}

void NetworkAccess::removeAbandoned() const
{
    removeAbandonedFolders(m_state->stagingFolder);
}

} // namespace litekeeper
