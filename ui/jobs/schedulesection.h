// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "ui/common/formsection.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace litekeeper {

class PresetFields;
class QuietLabel;
class ZoneField;

/// When the job runs: presets with their times, the expression one click away, the time zone, and what
/// happens to a run that was missed.
class ScheduleSection : public FormSection
{
    Q_OBJECT

public:
    explicit ScheduleSection(QWidget *parent = nullptr);

    void setJob(const Job &job);
    void putInto(Job &job) const;

Q_SIGNALS:
    void changed();

private:
    void buildPresets();
    void buildExpression();
    void buildMissed();
    void takePreset();
    void takeExpression();
    void showExpression(bool shown);
    void showMeaning(const QString &expression);
    [[nodiscard]] QString expression() const;

    QComboBox *m_kind;
    PresetFields *m_fields;
    QPushButton *m_toggle;
    QLineEdit *m_expression;
    QuietLabel *m_fieldsHint = nullptr;
    QuietLabel *m_meaning = nullptr;
    ZoneField *m_zone;
    QComboBox *m_missed;
    QSpinBox *m_deadline;
};

} // namespace litekeeper
