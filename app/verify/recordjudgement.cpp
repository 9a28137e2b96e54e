// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/recordjudgement.h"

#include "verify/databasename.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RecordJudgement", text);
}

class Judge
{
public:
    explicit Judge(const std::vector<Path> &names)
        : m_names(names)
    {
    }

    void judge(const HostingRecord &record);
    [[nodiscard]] Judgement take();

private:
    void judgeSkipped(const HostingRecord::Skipped &skipped);
    [[nodiscard]] bool isThere(const Path &recorded) const;

    const std::vector<Path> &m_names;
    Judgement m_judgement;
    qsizetype m_others = 0;
};

bool Judge::isThere(const Path &recorded) const
{
    return std::any_of(m_names.cbegin(), m_names.cend(),
                       [&](const Path &name) { return isNamed(name, recorded); });
}

void Judge::judge(const HostingRecord &record)
{
    for (const HostingRecord::Skipped &skipped : record.skipped) {
        judgeSkipped(skipped);
    }
    for (const Path &database : record.databases) {
        if (!isThere(database)) {
            m_judgement.find(
                Verdict::Empty, QStringLiteral("not-in-backup"),
                tr("Not in the backup: its manifest names this database, and the archive does not hold "
                   "it."),
                displayPath(database));
        }
    }
}

void Judge::judgeSkipped(const HostingRecord::Skipped &skipped)
{
    const Path database = databaseOfCompanion(skipped.name);
    const QString where = displayPath(skipped.name);
    if (!isNamedAsDatabase(database.empty() ? skipped.name : database)) {
        ++m_others;
    } else if (isThere(skipped.name)) {
        m_judgement.remark(
            Severity::Warning, QStringLiteral("database-skipped"),
            tr("The log of the backup says that this was skipped (%1), although something of that "
               "name is in the archive.")
                .arg(skipped.reason),
            where);
    } else if (!database.empty()) {
        m_judgement.remark(
            Severity::Warning, QStringLiteral("companion-skipped"),
            tr("The hosting service skipped this part of a database (%1): the last transactions may "
               "be missing.")
                .arg(skipped.reason),
            where);
    } else {
        m_judgement.find(
            Verdict::Empty, QStringLiteral("not-in-backup"),
            tr("Not in the backup: the hosting service skipped this database (%1), because it was in "
               "use. Back it up with Litekeeper, which takes a consistent copy while others write.")
                .arg(skipped.reason),
            where);
    }
}

Judgement Judge::take()
{
    if (m_others > 0) {
        m_judgement.remark(Severity::Warning, QStringLiteral("files-skipped"),
                           tr("The log of the backup says that files were skipped: %1 that are no databases.")
                               .arg(m_others));
    }
    return m_judgement;
}

} // namespace

Judgement judgeRecords(const QList<HostingRecord> &records, const std::vector<Path> &names)
{
    Judge judge(names);
    for (const HostingRecord &record : records) {
        judge.judge(record);
    }
    return judge.take();
}

} // namespace litekeeper
