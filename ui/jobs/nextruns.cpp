// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/nextruns.h"

#include "domain/schedule.h"
#include "ui/common/format.h"
#include "ui/common/quietlabel.h"
#include "ui/common/typography.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>

namespace litekeeper {

namespace {

/// With the day of the week, by which people check a schedule.
QString instantText(const QDateTime &instant)
{
    const QLocale locale;
    return QStringLiteral("%1 %2").arg(locale.dayName(instant.date().dayOfWeek(), QLocale::ShortFormat),
                                       locale.toString(instant, QLocale::ShortFormat));
}

QString utcTimeText(const QDateTime &instant)
{
    return instant.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"));
}

} // namespace

QString clockChangeNote(const QDateTime &instant, const QTimeZone &zone)
{
    const QDate day = instant.toTimeZone(zone).date();
    const QTimeZone::OffsetDataList changes
        = zone.transitions(day.startOfDay(zone).toUTC(), day.endOfDay(zone).toUTC());
    for (const QTimeZone::OffsetData &change : changes) {
        const int before = zone.offsetFromUtc(change.atUtc.addSecs(-1));
        const int moved = change.offsetFromUtc - before;
        if (moved == 0) {
            continue; // only the name of the time changes
        }
        const QString by = durationText(qAbs(moved) * qint64(1000));
        const QString at = QLocale().toString(change.atUtc.addSecs(before).time(), QLocale::ShortFormat);
        const QString date = QLocale().toString(day, QLocale::ShortFormat);
        return moved > 0
            ? NextRuns::tr("On %1 the clocks go forward by %2 at %3. A time that is skipped runs "
                           "later by as much, once.")
                  .arg(date, by, at)
            : NextRuns::tr("On %1 the clocks go back by %2 at %3. A fixed time that comes twice "
                           "runs the first time only, an interval both times.")
                  .arg(date, by, at);
    }
    return {};
}

NextRuns::NextRuns(QWidget *parent)
    : FormSection(tr("The next runs"), parent)
{
    setObjectName(QStringLiteral("nextRuns"));
    auto *table = new QWidget(this);
    auto *grid = new QGridLayout(table);
    grid->setContentsMargins(0, 8, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < shownRuns; ++row) {
        auto *local = new QLabel(table);
        local->setObjectName(QStringLiteral("nextRun%1").arg(row));
        local->setFont(figureFont(font()));
        auto *utc = new QuietLabel(table);
        utc->setObjectName(QStringLiteral("nextRunUtc%1").arg(row));
        utc->setFont(smallFont(figureFont(font())));
        for (QLabel *label : {local, static_cast<QLabel *>(utc)}) {
            label->setTextFormat(Qt::PlainText);
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        }
        grid->addWidget(local, row, 0);
        grid->addWidget(utc, row, 1);
        m_local.append(local);
        m_utc.append(utc);
    }
    addWidget(table);
    m_note = addHint(QStringLiteral("clockNote"));
}

void NextRuns::show(const Job &job, const QDateTime &nowUtc)
{
    const QTimeZone zone(job.timeZone);
    QList<QDateTime> instants;
    if (!job.schedule.isEmpty() && zone.isValid()) {
        if (const auto schedule = Schedule::parse(job.schedule, zone)) {
            instants = schedule->next(nowUtc, shownRuns);
        }
    }
    QStringList notes;
    for (int row = 0; row < shownRuns; ++row) {
        const bool used = row < instants.size();
        m_local.at(row)->setVisible(used);
        m_utc.at(row)->setVisible(used);
        if (used) {
            const QDateTime local = instants.at(row).toTimeZone(zone);
            m_local.at(row)->setText(instantText(local));
            m_local.at(row)->setToolTip(QString::fromUtf8(job.timeZone));
            m_utc.at(row)->setText(utcTimeText(instants.at(row)));
            if (const QString note = clockChangeNote(instants.at(row), zone);
                !note.isEmpty() && !notes.contains(note)) {
                notes.append(note);
            }
        }
    }
    if (instants.isEmpty()) {
        notes = {job.schedule.isEmpty() ? tr("None by itself.")
                                        : tr("None, as long as the schedule cannot be read.")};
    } else if (job.timeZone != QTimeZone::systemTimeZoneId()) {
        notes.prepend(tr("The times at the left are those of %1.").arg(QString::fromUtf8(job.timeZone)));
    }
    m_note->setText(notes.join(u'\n'));
    m_note->setVisible(!notes.isEmpty());
}

} // namespace litekeeper
