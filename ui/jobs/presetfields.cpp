// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/presetfields.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>
#include <QTimeEdit>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

constexpr int daysInALine = 4;

QWidget *labelled(const QString &label, QWidget *field, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *name = new QLabel(label, row);
    name->setBuddy(field);
    field->setAccessibleName(QString(label).remove(u'&'));
    layout->addWidget(name);
    layout->addWidget(field);
    layout->addStretch();
    return row;
}

} // namespace

PresetFields::PresetFields(QWidget *parent)
    : QWidget(parent)
    , m_day(new QSpinBox(this))
    , m_time(new QTimeEdit(this))
    , m_minute(new QSpinBox(this))
{
    setObjectName(QStringLiteral("presetFields"));
    m_day->setObjectName(QStringLiteral("presetDay"));
    m_day->setRange(1, 31);
    m_day->setToolTip(tr("Months that have no such day are left out."));
    m_time->setObjectName(QStringLiteral("presetTime"));
    m_time->setDisplayFormat(QLocale().timeFormat(QLocale::ShortFormat));
    m_minute->setObjectName(QStringLiteral("presetMinute"));
    m_minute->setRange(0, 59);
    m_weekdayRow = makeWeekdays();
    m_dayRow = labelled(tr("on da&y"), m_day, this);
    m_timeRow = labelled(tr("a&t"), m_time, this);
    m_minuteRow = labelled(tr("at &minute"), m_minute, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    auto *line = new QHBoxLayout;
    line->setSpacing(16);
    line->addWidget(m_dayRow);
    line->addWidget(m_timeRow);
    line->addWidget(m_minuteRow);
    line->addStretch();
    layout->addWidget(m_weekdayRow);
    layout->addLayout(line);
    for (QSpinBox *box : {m_day, m_minute}) {
        connect(box, &QSpinBox::valueChanged, this, &PresetFields::changed);
    }
    connect(m_time, &QTimeEdit::timeChanged, this, &PresetFields::changed);
}

QWidget *PresetFields::makeWeekdays()
{
    auto *row = new QWidget(this);
    auto *grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    const QLocale locale;
    for (int day = 0; day < 7; ++day) {
        const int number = day == 0 ? 7 : day; // of Qt, where Sunday is 7
        auto *box = new QCheckBox(locale.dayName(number, QLocale::ShortFormat), row);
        box->setObjectName(QStringLiteral("presetWeekday%1").arg(day));
        box->setAccessibleName(locale.dayName(number));
        box->setToolTip(locale.dayName(number));
        m_weekdays.append(box);
        connect(box, &QCheckBox::toggled, this, [this, box](bool on) {
            if (!on && weekdays() == 0) {
                box->setChecked(true); // a week without a day would be no schedule
            } else {
                Q_EMIT changed();
            }
        });
    }
    // From the first day of the person's week on.
    for (int place = 0; place < 7; ++place) {
        const int day = (int(locale.firstDayOfWeek()) + place) % 7;
        grid->addWidget(m_weekdays.at(day), place / daysInALine, place % daysInALine);
    }
    return row;
}

void PresetFields::setChoice(const ScheduleChoice &choice)
{
    const QSignalBlocker quiet(this);
    m_day->setValue(choice.day);
    m_time->setTime(choice.time);
    m_minute->setValue(choice.time.minute());
    for (const bool on : {true, false}) { // never without a day in between
        for (int day = 0; day < 7; ++day) {
            if (bool(choice.weekdays & (1 << day)) == on) {
                m_weekdays.at(day)->setChecked(on);
            }
        }
    }
    setKind(choice.kind);
}

void PresetFields::setKind(ScheduleChoice::Kind kind)
{
    m_kind = kind;
    const bool timed
        = kind == ScheduleChoice::Daily || kind == ScheduleChoice::Weekly || kind == ScheduleChoice::Monthly;
    m_weekdayRow->setVisible(kind == ScheduleChoice::Weekly);
    m_dayRow->setVisible(kind == ScheduleChoice::Monthly);
    m_timeRow->setVisible(timed);
    m_minuteRow->setVisible(kind == ScheduleChoice::Hourly);
    setVisible(timed || kind == ScheduleChoice::Hourly);
}

ScheduleChoice PresetFields::choice() const
{
    ScheduleChoice choice;
    choice.kind = m_kind;
    choice.time = m_kind == ScheduleChoice::Hourly ? QTime(0, m_minute->value()) : m_time->time();
    choice.day = m_day->value();
    choice.weekdays = weekdays();
    return choice;
}

int PresetFields::weekdays() const
{
    int weekdays = 0;
    for (int day = 0; day < 7; ++day) {
        weekdays |= m_weekdays.at(day)->isChecked() ? 1 << day : 0;
    }
    return weekdays;
}

} // namespace litekeeper
