// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"

#include <algorithm>

namespace litekeeper::test {

/// A backup with every field filled, as a proven run leaves it.
inline Backup sampleBackup(const Path &file, const Path &source = "/srv/ghost\n?%#\xff.db")
{
    const QDateTime instant(QDate(2026, 3, 29), QTime(2, 4, 5, 678), Qt::UTC);
    return {
        .id = QUuid::createUuid(),
        .runId = QUuid::createUuid(),
        .source = source,
        .file = file,
        .format = Format::Zstd,
        .createdAt = instant,
        .fileBytes = 123'456,
        .databaseBytes = qint64(5) << 40,
        .pageSize = 65536,
        .pageCount = qint64(5) << 24,
        .sha256 = QByteArray(32, '\xa5'),
        .databaseSha256 = QByteArray(32, '\x5a'),
        .proof = ProofLevel::Proven,
        .proofAt = instant.addSecs(60),
        .tables = {{.name = QStringLiteral("posts „ü“\n"), .rows = 42, .contentHash = QByteArray(16, '\x01')},
                   {.name = QString(), .rows = 0, .contentHash = {}}},
        .findings
        = {{.severity = Severity::Warning, .code = QStringLiteral("slow"), .text = QStringLiteral("Slow.")}},
        .rehearsal = {.at = instant.addSecs(90),
                      .query = QStringLiteral("select count(*)\nfrom „posts“"),
                      .expected = QStringLiteral("> 50"),
                      .answer = QStringLiteral("42"),
                      .failure = QStringLiteral("Too few.")}};
}

inline bool isSame(const Backup &left, const Backup &right)
{
    const auto sameTable = [](const TableFigures &a, const TableFigures &b) {
        return a.name == b.name && a.rows == b.rows && a.contentHash == b.contentHash;
    };
    const auto sameFinding = [](const Finding &a, const Finding &b) {
        return a.severity == b.severity && a.code == b.code && a.text == b.text;
    };
    return left.id == right.id && left.runId == right.runId && left.jobId == right.jobId
        && left.source == right.source && left.file == right.file && left.format == right.format
        && left.createdAt == right.createdAt && left.fileBytes == right.fileBytes
        && left.databaseBytes == right.databaseBytes && left.pageSize == right.pageSize
        && left.pageCount == right.pageCount && left.sha256 == right.sha256
        && left.databaseSha256 == right.databaseSha256 && left.proof == right.proof
        && left.proofAt == right.proofAt && left.rehearsal == right.rehearsal
        && std::equal(left.tables.begin(), left.tables.end(), right.tables.begin(), right.tables.end(),
                      sameTable)
        && std::equal(left.findings.begin(), left.findings.end(), right.findings.begin(),
                      right.findings.end(), sameFinding);
}

/// A run with every field filled, as it is closed.
inline Run sampleRun(const Path &source = "/srv/ghost\n?%#\xff.db")
{
    const QDateTime instant(QDate(2026, 3, 29), QTime(2, 4, 5, 678), Qt::UTC);
    return {.id = QUuid::createUuid(),
            .source = source,
            .destination = "/backups\xfe",
            .partial = "/backups\xfe/x.db.partial",
            .format = Format::Zip,
            .wantedProof = ProofLevel::Checked,
            .trigger = Trigger::CommandLine,
            .outcome = Outcome::Warning,
            .startedAt = instant,
            .finishedAt = instant.addMSecs(1234),
            .reason = QStringLiteral("Slow, „but“ good.\n"),
            .errorCode = QStringLiteral("busy"),
            .strategy = QStringLiteral("online backup"),
            .bytes = qint64(5) << 40,
            .pages = qint64(5) << 24,
            .milliseconds = 1234,
            .holdMilliseconds = 999,
            .walGrowthBytes = 4096,
            .restarts = 3,
            .findings
            = {{.severity = Severity::Problem, .code = QStringLiteral("x"), .text = QStringLiteral("X.")}},
            .log = QStringLiteral("2026-03-29T02:04:05.678Z\tStarted\n"),
            .ownerPid = 4711,
            .ownerStartTime = 123456789,
            .ownerBootId = QStringLiteral("boot"),
            .backupId = QUuid::createUuid(),
            .jobId = QUuid::createUuid(),
            .dueAt = instant.addSecs(-5),
            .missed = 7};
}

inline bool isSame(const Run &left, const Run &right)
{
    const auto sameFinding = [](const Finding &a, const Finding &b) {
        return a.severity == b.severity && a.code == b.code && a.text == b.text;
    };
    return left.id == right.id && left.source == right.source && left.destination == right.destination
        && left.partial == right.partial && left.format == right.format
        && left.wantedProof == right.wantedProof && left.trigger == right.trigger
        && left.outcome == right.outcome && left.startedAt == right.startedAt
        && left.finishedAt == right.finishedAt && left.reason == right.reason
        && left.errorCode == right.errorCode && left.strategy == right.strategy && left.bytes == right.bytes
        && left.pages == right.pages && left.milliseconds == right.milliseconds
        && left.holdMilliseconds == right.holdMilliseconds && left.walGrowthBytes == right.walGrowthBytes
        && left.restarts == right.restarts
        && std::equal(left.findings.begin(), left.findings.end(), right.findings.begin(),
                      right.findings.end(), sameFinding)
        && left.log == right.log && left.ownerPid == right.ownerPid
        && left.ownerStartTime == right.ownerStartTime && left.ownerBootId == right.ownerBootId
        && left.backupId == right.backupId && left.jobId == right.jobId && left.dueAt == right.dueAt
        && left.missed == right.missed;
}

} // namespace litekeeper::test
