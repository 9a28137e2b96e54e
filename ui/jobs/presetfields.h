// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/jobs/schedulechoice.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QSpinBox;
class QTimeEdit;

namespace litekeeper {

/// The fields a preset needs: a time of day, days of the week, a day of the month. Those that the kind does
/// not need are hidden and keep what they hold.
class PresetFields : public QWidget
{
    Q_OBJECT

public:
    explicit PresetFields(QWidget *parent = nullptr);

    void setChoice(const ScheduleChoice &choice);
    void setKind(ScheduleChoice::Kind kind);
    [[nodiscard]] ScheduleChoice choice() const;

Q_SIGNALS:
    void changed();

private:
    QWidget *makeWeekdays();
    [[nodiscard]] int weekdays() const;

    ScheduleChoice::Kind m_kind = ScheduleChoice::Daily;
    QWidget *m_dayRow;
    QSpinBox *m_day;
    QWidget *m_timeRow;
    QTimeEdit *m_time;
    QWidget *m_minuteRow;
    QSpinBox *m_minute;
    QList<QCheckBox *> m_weekdays; ///< by the number of the expression: 0 is Sunday
    QWidget *m_weekdayRow;
};

} // namespace litekeeper
