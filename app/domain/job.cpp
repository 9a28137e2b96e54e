// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/job.h"

#include "domain/codes.h"
#include "domain/nametemplate.h"
#include "domain/schedule.h"

#include <QCoreApplication>
#include <QStringDecoder>

namespace litekeeper {

namespace {

constexpr std::array missedRunCodes{
    Code{MissedRun::CatchUp, "catch-up"},
    Code{MissedRun::Skip, "skip"},
};
constexpr std::array jobStateCodes{
    Code{JobState::Off, "off"},         Code{JobState::Waiting, "waiting"},
    Code{JobState::Running, "running"}, Code{JobState::Well, "well"},
    Code{JobState::Warned, "warned"},   Code{JobState::Overdue, "overdue"},
    Code{JobState::Failing, "failing"},
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Job", text);
}

Error wrong(const QString &subject, const QString &detail, const QString &advice)
{
    return {.kind = ErrorKind::InvalidArgument,
            .path = pathFromQString(subject),
            .detail = detail,
            .advice = advice};
}

Result<void> checkPath(const Path &path, const QString &field, const QString &advice)
{
    if (path.empty()) {
        return wrong(field, tr("it is empty"), advice);
    }
    if (!path.is_absolute()) {
        return Error{.kind = ErrorKind::InvalidArgument,
                     .path = path,
                     .detail = tr("a job needs the whole path, from the root on"),
                     .advice = advice};
    }
    return {};
}

Result<void> checkSchedule(const Job &job)
{
    if (job.schedule.isEmpty()) {
        return {};
    }
    const QTimeZone zone(job.timeZone);
    if (!zone.isValid()) {
        return wrong(QString::fromUtf8(job.timeZone), tr("it is no time zone of this system"),
                     tr("Choose one like “Europe/Berlin”."));
    }
    const Result<Schedule> schedule = Schedule::parse(job.schedule, zone);
    return schedule ? Result<void>() : schedule.error();
}

bool isUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    [[maybe_unused]] const QString text = decoder(bytes);
    return !decoder.hasError();
}

/// Bytes for a POSIX shell; those that are no text, in the form that bash, zsh and ksh know.
QString quoted(const QByteArray &bytes)
{
    static const QByteArray plain("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+:@%,=");
    const bool isPlain = !bytes.isEmpty()
        && std::all_of(bytes.begin(), bytes.end(), [](char byte) { return plain.contains(byte); });
    if (isPlain) {
        return QString::fromLatin1(bytes);
    }
    const bool hasControls = std::any_of(bytes.begin(), bytes.end(), [](char byte) {
        return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f;
    });
    if (isUtf8(bytes) && !hasControls) {
        return QLatin1Char('\'') + QString::fromUtf8(bytes).replace(QLatin1Char('\''), QLatin1String("'\\''"))
            + QLatin1Char('\'');
    }
    QString text = QStringLiteral("$'");
    for (const char byte : bytes) {
        text += plain.contains(byte)
            ? QString(QLatin1Char(byte))
            : QStringLiteral("\\x%1").arg(static_cast<unsigned char>(byte), 2, 16, QLatin1Char('0'));
    }
    return text + QLatin1Char('\'');
}

} // namespace

QString missedRunCode(MissedRun missedRun)
{
    return codeOf(missedRunCodes, missedRun);
}

std::optional<MissedRun> missedRunFromCode(const QString &code)
{
    return valueOf(missedRunCodes, code);
}

QString jobStateCode(JobState state)
{
    return codeOf(jobStateCodes, state);
}

Result<void> check(const Job &job)
{
    if (job.name.trimmed().isEmpty()) {
        return wrong(tr("The job"), tr("it has no name"),
                     tr("Give it one by which you will know it in the list and in messages."));
    }
    const QString chooseSource = tr("Choose the database file that shall be backed up.");
    if (Result<void> source = checkPath(job.source, tr("The source"), chooseSource); !source) {
        return source;
    }
    const QString chooseFolder = tr("Choose the folder that the backups go to.");
    if (Result<void> folder = checkPath(job.destination, tr("The destination"), chooseFolder); !folder) {
        return folder;
    }
    if (const Result<NameTemplate> name = NameTemplate::parse(job.nameTemplate); !name) {
        return name.error();
    }
    if (Result<void> schedule = checkSchedule(job); !schedule) {
        return schedule;
    }
    if (job.catchUpDeadline.count() < 0) {
        return wrong(tr("The deadline"), tr("it is negative"),
                     tr("Say for how long a missed run is worth catching up, for example 12 hours."));
    }
    if (job.patience.count() < 0) {
        return wrong(tr("The patience"), tr("it is negative"),
                     tr("Say for how many minutes a run shall go on trying while a share does not answer."));
    }
    return check(job.rehearsal);
}

QString commandLine(const Job &job)
{
    QStringList words{QStringLiteral("litekeeper-cli"), QStringLiteral("backup"),
                      quoted(pathBytes(job.source)),    quoted(pathBytes(job.destination)),
                      QStringLiteral("--format"),       formatCode(job.format),
                      QStringLiteral("--proof"),        proofCode(job.proof)};
    if (!job.nameTemplate.isEmpty()) {
        words << QStringLiteral("--name") << quoted(job.nameTemplate.toUtf8());
    }
    if (job.patience != Job().patience) {
        words << QStringLiteral("--patience") << QString::number(job.patience.count());
    }
    if (job.rehearsal.isWanted()) {
        words << QStringLiteral("--rehearse");
        if (!job.rehearsal.query.isEmpty()) {
            words << QStringLiteral("--rehearse-query") << quoted(job.rehearsal.query.toUtf8())
                  << QStringLiteral("--rehearse-expect")
                  << quoted(expectationText(job.rehearsal.expected).toUtf8());
        }
    }
    return words.join(QLatin1Char(' '));
}

} // namespace litekeeper
