// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/lookwords.h"

#include "canary/volumefacts.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

using Lock = CanaryFindings::Lock;
using Reach = CanaryFindings::Reach;
using Sight = CanaryFindings::Sight;

QString tr(const char *text)
{
    return QCoreApplication::translate("CanaryLook", text);
}

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QString sightText(const CanaryFindings &findings)
{
    if (findings.reach == Reach::Unreachable) {
        return key("not looked at");
    }
    if (findings.sight == Sight::Corrupt) {
        return key("corrupt");
    }
    return findings.canary ? key("alive") : key("missing");
}

QJsonObject foundIn(const Canary &canary)
{
    return {{key("canary"), canary.id.toString(QUuid::WithoutBraces)},
            {key("sequence"), canary.sequence()},
            {key("nonce"), canary.nonce()}};
}

} // namespace

QString clauseOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::NotFound:
        return tr("it is not there");
    case ErrorKind::PermissionDenied:
        return tr("permission denied");
    case ErrorKind::ReadOnly:
        return tr("the file system is read-only");
    case ErrorKind::NoSpace:
        return tr("there is no room left");
    case ErrorKind::NotAFile:
        return tr("it is no regular file");
    case ErrorKind::Busy:
        return tr("another process keeps it locked");
    default:
        return error.detail.isEmpty() ? tr("the system failed with error %1").arg(error.code) : error.detail;
    }
}

QString clauseOf(const Error &error, const Path &about)
{
    return error.path.empty() || error.path == about
        ? clauseOf(error)
        : QStringLiteral("%1: %2").arg(displayPath(error.path), clauseOf(error));
}

QJsonObject evidenceOf(const CanaryFindings &findings, const CanaryJudgement &judgement,
                       const Path &canaryFile, const Path &lockFile)
{
    QJsonObject evidence{{key("canaryFile"), encodePath(canaryFile)},
                         {key("rule"), judgement.rule},
                         {key("canary"), sightText(findings)},
                         {key("host"), toJson(findings.host)},
                         {key("writable"), findings.canWrite}};
    if (findings.reach == Reach::Reached) {
        evidence.insert(key("volume"), toJson(findings.volume));
    }
    if (findings.canary) {
        evidence.insert(key("found"), foundIn(*findings.canary));
        evidence.insert(key("planted"), toJson(findings.canary->planted));
    }
    if (!findings.memory.isEmpty()) {
        evidence.insert(key("remembered"), toJson(findings.memory));
    }
    if (!lockFile.empty()) {
        const bool isThere = findings.lock == Lock::Present || findings.lock == Lock::Planting;
        evidence.insert(key("lockFile"), encodePath(lockFile));
        evidence.insert(key("lock"), isThere ? key("present") : key("gone"));
    }
    if (isVolatile(findings.volume, findings.inContainer)) {
        evidence.insert(key("volatile"), key("yes"));
    }
    if (!findings.missingMount.empty()) {
        evidence.insert(key("missingMount"), encodePath(findings.missingMount));
    }
    if (!findings.error.isEmpty()) {
        evidence.insert(key("error"), findings.error);
    }
    return evidence;
}

} // namespace litekeeper
