// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "ui/common/formsection.h"

class QComboBox;
class QGridLayout;
class QSpinBox;

namespace litekeeper {

class QuietLabel;

/// How long backups are kept: usual choices, and the numbers behind them.
class RetentionSection : public FormSection
{
    Q_OBJECT

public:
    explicit RetentionSection(QWidget *parent = nullptr);

    void setJob(const Job &job);
    void putInto(Job &job) const;
    /// With one fixed name there is nothing to choose.
    void setFixedName(bool fixed);

Q_SIGNALS:
    void changed();

private:
    void addRule(QGridLayout &grid, const QString &label, const QString &objectName, int Retention::*rule);
    void takeUsual();
    void takeNumbers();
    void showSentence();
    [[nodiscard]] Retention rules() const;
    void setRules(const Retention &rules);

    struct Rule
    {
        QSpinBox *box;
        int Retention::*rule;
    };
    QComboBox *m_usual;
    QWidget *m_numbers;
    QList<Rule> m_rules;
    QuietLabel *m_sentence;
    bool m_filling = false;
};

} // namespace litekeeper
