// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/job.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

constexpr int jobVersion = 1;
constexpr qint64 longestDeadline = qint64(366) * 24 * 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("JobDocument", text);
}

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

/// Reads fields one after the other and remembers what is wrong with the first that is not as it should be.
class Fields
{
public:
    explicit Fields(const QJsonObject &object)
        : m_object(object)
    {
    }

    /// The text, or `fallback` if there is no such field.
    QString text(const char *name, const QString &fallback = {})
    {
        const QJsonValue value = m_object.value(key(name));
        if (!value.isString() && !value.isUndefined()) {
            fail(name, tr("must be text"));
        }
        return value.toString(fallback);
    }
    QString requiredText(const char *name)
    {
        if (!m_object.contains(key(name))) {
            fail(name, tr("is missing"));
        }
        return text(name);
    }
    qint64 integer(const char *name, qint64 fallback, qint64 most)
    {
        const QJsonValue value = m_object.value(key(name));
        if (value.isUndefined()) {
            return fallback;
        }
        const qint64 number = value.toInteger(-1);
        if (!value.isDouble() || number < 0 || number > most || double(number) != value.toDouble()) {
            fail(name, tr("must be a whole number from 0 to %1").arg(most));
        }
        return number;
    }
    bool flag(const char *name, bool fallback)
    {
        const QJsonValue value = m_object.value(key(name));
        if (!value.isBool() && !value.isUndefined()) {
            fail(name, tr("must be true or false"));
        }
        return value.toBool(fallback);
    }
    template <typename Value>
    Value word(const char *name, Value fallback, const QString &allowed,
               std::optional<Value> (*parse)(const QString &))
    {
        if (!m_object.contains(key(name))) {
            return fallback;
        }
        const std::optional<Value> value = parse(text(name));
        if (!value) {
            fail(name, tr("must be one of: %1").arg(allowed));
        }
        return value.value_or(fallback);
    }
    QJsonObject object(const char *name)
    {
        const QJsonValue value = m_object.value(key(name));
        if (!value.isObject() && !value.isUndefined()) {
            fail(name, tr("must be an object"));
        }
        return value.toObject();
    }
    void fail(const char *name, const QString &problem)
    {
        if (m_problem.isEmpty()) {
            m_problem = tr("“%1” %2").arg(key(name), problem);
        }
    }
    [[nodiscard]] const QString &problem() const { return m_problem; }

private:
    const QJsonObject &m_object;
    QString m_problem;
};

/// The fields of "rehearsal", of which any may be missing.
Rehearsal readRehearsal(const QJsonObject &object, Fields &job)
{
    Fields fields(object);
    Rehearsal rehearsal;
    rehearsal.everyRuns = int(fields.integer("everyRuns", 0, mostRunsToRehearsal));
    rehearsal.query = fields.text("query");
    const QString expected = fields.text("expected", expectationText(rehearsal.expected));
    if (const Result<Expectation> parsed = parseExpectation(expected)) {
        rehearsal.expected = *parsed;
    } else {
        fields.fail("expected", tr("must be written like “> 0”"));
    }
    if (!fields.problem().isEmpty()) {
        job.fail("rehearsal", tr("is wrong: %1").arg(fields.problem()));
    }
    return rehearsal;
}

Job readFields(Fields &fields)
{
    Job job;
    job.id = QUuid::createUuid();
    job.name = fields.requiredText("name");
    job.source = decodePath(fields.requiredText("source"));
    job.destination = decodePath(fields.requiredText("destination"));
    job.format = fields.word("format", Format::Database, QStringLiteral("db, zip, zst"), &formatFromCode);
    job.proof = fields.word("proof", ProofLevel::Proven, QStringLiteral("copied, read-back, checked, proven"),
                            &proofFromCode);
    job.nameTemplate = fields.text("nameTemplate");
    job.schedule = fields.text("schedule");
    job.timeZone = fields.text("timeZone").toUtf8();
    job.missedRun
        = fields.word("missedRun", MissedRun::CatchUp, QStringLiteral("catch-up, skip"), &missedRunFromCode);
    job.catchUpDeadline = std::chrono::minutes(
        fields.integer("catchUpMinutes", job.catchUpDeadline.count(), longestDeadline));
    job.patience
        = std::chrono::minutes(fields.integer("patienceMinutes", job.patience.count(), longestDeadline));
    job.rehearsal = readRehearsal(fields.object("rehearsal"), fields);
    job.pingUrl = fields.text("pingUrl");
    job.failureCommand = fields.text("failureCommand");
    job.enabled = fields.flag("enabled", true);
    return job;
}

Error notAJob(const QString &detail)
{
    return {.kind = ErrorKind::InvalidArgument,
            .path = pathFromQString(tr("The job")),
            .detail = detail,
            .advice = tr("Correct the document, or export the job again.")};
}

} // namespace

QJsonObject toJson(const Job &job, Secrets secrets)
{
    QJsonObject object{
        {key("version"), jobVersion},
        {key("name"), job.name},
        {key("source"), encodePath(job.source)},
        {key("destination"), encodePath(job.destination)},
        {key("format"), formatCode(job.format)},
        {key("proof"), proofCode(job.proof)},
        {key("nameTemplate"), job.nameTemplate},
        {key("schedule"), job.schedule},
        {key("timeZone"), QString::fromUtf8(job.timeZone)},
        {key("missedRun"), missedRunCode(job.missedRun)},
        {key("catchUpMinutes"), qint64(job.catchUpDeadline.count())},
        {key("patienceMinutes"), qint64(job.patience.count())},
        {key("retention"), toJson(job.retention)},
        {key("rehearsal"),
         QJsonObject{{key("everyRuns"), job.rehearsal.everyRuns},
                     {key("query"), job.rehearsal.query},
                     {key("expected"), expectationText(job.rehearsal.expected)}}},
        {key("failureCommand"), job.failureCommand},
        {key("enabled"), job.enabled},
    };
    if (secrets == Secrets::Include) {
        object.insert(key("pingUrl"), job.pingUrl);
    }
    return object;
}

Result<Job> jobFromJson(const QJsonObject &object)
{
    Fields fields(object);
    const qint64 version = fields.integer("version", jobVersion, std::numeric_limits<int>::max());
    if (fields.problem().isEmpty() && version > jobVersion) {
        return Error{.kind = ErrorKind::Unsupported,
                     .path = pathFromQString(tr("The job")),
                     .detail = tr("a newer Litekeeper wrote it")};
    }
    Job job = readFields(fields);
    const QJsonObject rules = fields.object("retention");
    if (!fields.problem().isEmpty()) {
        return notAJob(fields.problem());
    }
    if (object.contains(key("retention"))) {
        const Result<Retention> retention = retentionFromJson(rules);
        if (!retention) {
            return retention.error();
        }
        job.retention = *retention;
    }
    return job;
}

} // namespace litekeeper
