// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "screenshots/watchpast.h"

#include "canary/canaryfile.h"
#include "canary/gatelog.h"
#include "canary/judge.h"

namespace litekeeper::test {

namespace {

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

VolumeFacts volumeOf(const Path &folder, WatchState state)
{
    if (state == WatchState::NotMounted) {
        return {.type = QStringLiteral("ext4"),
                .source = QStringLiteral("/dev/nvme0n1p2"),
                .mountPoint = "/",
                .root = "/",
                .uuid = QStringLiteral("5b6a1c0e-8f0d-4a57-9c43-0c1f2f6f7a10")};
    }
    return {.type = QStringLiteral("ext4"),
            .source = QStringLiteral("/dev/sdb1"),
            .mountPoint = folder.parent_path(),
            .root = "/",
            .uuid = QStringLiteral("c0ffee42-1d5b-4f43-8a94-6b2f6d0a9e77")};
}

} // namespace

WatchPast::WatchPast(Profile &profile, Path folder, int days)
    : m_profile(profile)
    , m_now(QDateTime(QDate::currentDate().addDays(-days), QTime(7, 12)).toUTC())
    , m_host{.bootId = newId(), .machineId = QStringLiteral("6f3d2a9be0c14c55"), .containerId = {}}
    , m_plantedOn(m_host)
{
    std::filesystem::create_directories(folder);
    m_watch = {.id = QUuid::createUuid(), .folder = std::move(folder), .createdAt = m_now};
    m_watch.memory.canaryId = QUuid::createUuid();
}

WatchPast::~WatchPast()
{
    // The last look was a moment ago, whatever the hour, so that none is due while the pictures are taken.
    m_watch.lookedAt = QDateTime::currentDateTimeUtc();
    if (!m_looks.isEmpty()) {
        m_looks.append(m_looks.constLast());
        m_looks.last().at = m_watch.lookedAt.addSecs(-600);
    }
    m_watch.memory.sequence = m_sequence;
    m_profile.catalogue().storeWatch(m_watch).waitForFinished();
    for (const Observation &look : std::as_const(m_looks)) {
        m_profile.catalogue().storeLook(look, m_watch.memory).waitForFinished();
    }
}

void WatchPast::see(WatchState state, int days)
{
    const QDateTime end = m_now.addDays(days);
    const QDateTime present = QDateTime::currentDateTimeUtc();
    for (; m_now < end && m_now < present; m_now = m_now.addSecs(2 * 3600)) {
        const int hour = m_now.toLocalTime().time().hour();
        if (hour < 7 || hour > 22) {
            continue; // the machine sleeps
        }
        const bool isAlive = state != WatchState::Lost && state != WatchState::NotMounted
            && state != WatchState::Unreachable;
        Observation look;
        look.watchId = m_watch.id;
        look.at = m_now;
        look.state = m_looks.isEmpty() ? WatchState::Planted : state;
        look.sequence = isAlive ? ++m_sequence : 0;
        look.survived = state == WatchState::Proven ? changesBetween(m_plantedOn, m_host) : QStringList();
        look.evidence = evidence(look.state);
        m_looks.append(look);
    }
}

void WatchPast::restart()
{
    m_host.bootId = newId();
}

void WatchPast::deploy()
{
    m_host.containerId = newId().remove(u'-');
}

QJsonObject WatchPast::evidence(WatchState state) const
{
    CanaryMemory memory = m_watch.memory;
    memory.sequence = m_sequence;
    memory.planted = {
        .at = m_watch.createdAt, .host = m_plantedOn, .volume = volumeOf(m_watch.folder, WatchState::Proven)};
    memory.volume = memory.planted.volume;
    return {{QStringLiteral("folder"), encodePath(m_watch.folder)},
            {QStringLiteral("canaryFile"), encodePath(canaryFileIn(m_watch.folder))},
            {QStringLiteral("rule"), QStringLiteral("showcase")},
            {QStringLiteral("host"), toJson(m_host)},
            {QStringLiteral("volume"), toJson(volumeOf(m_watch.folder, state))},
            {QStringLiteral("planted"), toJson(memory.planted)},
            {QStringLiteral("remembered"), toJson(memory)},
            {QStringLiteral("writable"), true}};
}

void recordBoots(const Path &folder)
{
    std::filesystem::create_directories(folder);
    QDateTime at = QDateTime::currentDateTimeUtc().addDays(-26);
    const auto boot = [&](WatchState state, const QString &container) {
        Observation boot;
        boot.at = at;
        boot.state = state;
        boot.sequence = 1;
        boot.evidence = {
            {QStringLiteral("folder"), encodePath("/data")},
            {QStringLiteral("database"), encodePath("/data/shop.db")},
            {QStringLiteral("lockFile"), encodePath("/app/tmp/persistence-test.lock")},
            {QStringLiteral("lock"),
             state == WatchState::Proven ? QStringLiteral("gone") : QStringLiteral("present")},
            {QStringLiteral("host"),
             toJson(HostFacts{.bootId = QStringLiteral("b0"), .machineId = {}, .containerId = container})}};
        if (state == WatchState::Proven) {
            boot.survived = QStringList{QStringLiteral("container")};
        }
        appendToGateLog(folder, boot);
    };
    boot(WatchState::Planted, QStringLiteral("c1"));
    at = at.addSecs(240);
    boot(WatchState::Unproven, QStringLiteral("c1"));
    for (int deployment = 2; deployment < 9; ++deployment) {
        at = at.addSecs(3600 * (deployment % 3 == 0 ? 30 : 77));
        boot(WatchState::Proven, QStringLiteral("c%1").arg(deployment));
    }
}

} // namespace litekeeper::test
