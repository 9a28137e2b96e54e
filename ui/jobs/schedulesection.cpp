// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/schedulesection.h"

#include "domain/schedulefields.h"
#include "domain/schedulewords.h"
#include "ui/common/quietlabel.h"
#include "ui/jobs/presetfields.h"
#include "ui/jobs/zonefield.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace litekeeper {

namespace {

constexpr int longestDeadline = 14 * 24; // hours
constexpr quint64 allDays = 0xFFFFFFFE;
constexpr quint64 allWeekdays = 0x7F;

/// Cron programs differ here, and people fall for it.
bool needsBothDays(const ScheduleFields &fields)
{
    return fields.days != allDays && fields.weekdays != allWeekdays;
}

} // namespace

ScheduleSection::ScheduleSection(QWidget *parent)
    : FormSection(tr("When it runs"), parent)
    , m_kind(new QComboBox(this))
    , m_fields(new PresetFields(this))
    , m_toggle(new QPushButton(this))
    , m_expression(new QLineEdit(this))
    , m_zone(new ZoneField(this))
    , m_missed(new QComboBox(this))
    , m_deadline(new QSpinBox(this))
{
    setObjectName(QStringLiteral("scheduleSection"));
    buildPresets();
    buildExpression();
    buildMissed();
}

void ScheduleSection::buildPresets()
{
    m_kind->setObjectName(QStringLiteral("presetKind"));
    m_kind->addItem(tr("Every night, or once a day"), ScheduleChoice::Daily);
    m_kind->addItem(tr("Every hour"), ScheduleChoice::Hourly);
    m_kind->addItem(tr("On days of the week"), ScheduleChoice::Weekly);
    m_kind->addItem(tr("Once a month"), ScheduleChoice::Monthly);
    m_kind->addItem(tr("By an expression"), ScheduleChoice::Custom);
    m_kind->addItem(tr("By hand only"), ScheduleChoice::ByHand);
    m_toggle->setObjectName(QStringLiteral("expressionToggle"));
    m_toggle->setText(tr("E&xpression"));
    m_toggle->setCheckable(true);
    m_toggle->setToolTip(tr("Show the schedule as an expression of six fields, and change it there"));
    addField(tr("&Schedule"), m_kind)->addWidget(m_toggle);
    addWidget(m_fields);
    connect(m_kind, &QComboBox::activated, this, &ScheduleSection::takePreset);
    connect(m_fields, &PresetFields::changed, this, &ScheduleSection::takePreset);
    connect(m_toggle, &QPushButton::clicked, this, &ScheduleSection::showExpression);
}

void ScheduleSection::buildExpression()
{
    m_expression->setObjectName(QStringLiteral("jobSchedule"));
    m_expression->setAccessibleName(tr("Schedule as an expression of six fields"));
    addWidget(m_expression);
    m_fieldsHint = addHint(QStringLiteral("expressionHint"));
    m_fieldsHint->setText(
        tr("second  minute  hour  day  month  day of week (0 is Sunday). Each is *, a number, "
           "a range 1-5, a list 1,15 or a step */10."));
    m_meaning = addHint(QStringLiteral("scheduleMeaning"));
    addFindings(QStringLiteral("schedule"));
    m_zone->setObjectName(QStringLiteral("jobTimeZone"));
    addField(tr("Time &zone"), m_zone);
    connect(m_expression, &QLineEdit::textEdited, this, &ScheduleSection::takeExpression);
    connect(m_zone, &ZoneField::zoneChanged, this, &ScheduleSection::changed);
}

void ScheduleSection::buildMissed()
{
    m_missed->setObjectName(QStringLiteral("missedRun"));
    m_missed->addItem(tr("Catch up once, if it is not later than"), int(MissedRun::CatchUp));
    m_missed->addItem(tr("Only record that it was missed"), int(MissedRun::Skip));
    m_missed->setMinimumContentsLength(12);
    m_missed->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(12);
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_deadline->setObjectName(QStringLiteral("catchUpHours"));
    m_deadline->setRange(1, longestDeadline);
    m_deadline->setSuffix(tr(" h", "hours"));
    m_deadline->setAccessibleName(tr("Latest time of a catch-up, in hours after the missed run"));
    addField(tr("If the computer was o&ff or asleep"), m_missed)->addWidget(m_deadline);
    connect(m_missed, &QComboBox::currentIndexChanged, this, [this] {
        m_deadline->setVisible(m_missed->currentData().toInt() == int(MissedRun::CatchUp));
        Q_EMIT changed();
    });
    connect(m_deadline, &QSpinBox::valueChanged, this, &ScheduleSection::changed);
}

void ScheduleSection::setJob(const Job &job)
{
    const ScheduleChoice choice = choiceOf(job.schedule);
    m_fields->setChoice(choice);
    m_kind->setCurrentIndex(m_kind->findData(choice.kind));
    m_expression->setText(job.schedule);
    showExpression(choice.kind == ScheduleChoice::Custom);
    m_zone->setZone(job.timeZone);
    m_missed->setCurrentIndex(m_missed->findData(int(job.missedRun)));
    m_deadline->setValue(int(std::chrono::duration_cast<std::chrono::hours>(job.catchUpDeadline).count()));
    m_deadline->setVisible(job.missedRun == MissedRun::CatchUp);
    showMeaning(job.schedule);
}

void ScheduleSection::putInto(Job &job) const
{
    job.schedule = expression();
    job.timeZone = m_zone->zone();
    job.missedRun = MissedRun(m_missed->currentData().toInt());
    const auto shown = std::chrono::duration_cast<std::chrono::hours>(job.catchUpDeadline).count();
    if (shown != m_deadline->value()) { // a deadline of half an hour from elsewhere stays what it is
        job.catchUpDeadline = std::chrono::hours(m_deadline->value());
    }
}

QString ScheduleSection::expression() const
{
    return m_kind->currentData().toInt() == ScheduleChoice::ByHand ? QString()
                                                                   : m_expression->text().trimmed();
}

void ScheduleSection::takePreset()
{
    const auto kind = ScheduleChoice::Kind(m_kind->currentData().toInt());
    m_fields->setKind(kind);
    if (kind == ScheduleChoice::Custom) {
        showExpression(true);
        m_expression->setFocus();
    } else if (kind != ScheduleChoice::ByHand) { // which keeps the expression, in case of a change of mind
        m_expression->setText(expressionOf(m_fields->choice()));
    }
    showMeaning(expression());
    Q_EMIT changed();
}

void ScheduleSection::takeExpression()
{
    const ScheduleChoice choice = choiceOf(m_expression->text());
    if (choice.kind != ScheduleChoice::ByHand) { // an empty field is no wish yet
        m_kind->setCurrentIndex(m_kind->findData(choice.kind));
        m_fields->setChoice(choice);
    }
    showMeaning(expression());
    Q_EMIT changed();
}

void ScheduleSection::showExpression(bool shown)
{
    m_toggle->setChecked(shown);
    m_expression->setVisible(shown);
    m_fieldsHint->setVisible(shown);
}

void ScheduleSection::showMeaning(const QString &expression)
{
    const auto fields = parseScheduleFields(expression);
    QStringList lines;
    if (expression.isEmpty()) {
        lines.append(tr("It runs when somebody starts it, here or on the command line."));
    } else if (fields) {
        if (const auto schedule = Schedule::parse(expression, QTimeZone::utc())) {
            lines.append(inWords(*schedule));
        }
        if (needsBothDays(*fields)) {
            lines.append(tr("Day AND day of week: it runs on dates for which both hold."));
        }
    }
    m_meaning->setText(lines.join(u'\n'));
    m_meaning->setVisible(!lines.isEmpty());
    for (QWidget *field : {static_cast<QWidget *>(m_zone), static_cast<QWidget *>(m_missed)}) {
        field->setEnabled(!expression.isEmpty());
    }
    m_deadline->setEnabled(!expression.isEmpty());
}

} // namespace litekeeper
