// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/rehearsalservice.h"
#include "ui/common/formsection.h"

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace litekeeper {

class RunIntervalBox;

/// How often a restore is rehearsed, what is asked then, and a try of the query on the newest backup there
/// is.
class RehearsalSection : public FormSection
{
    Q_OBJECT

public:
    RehearsalSection(CatalogueService &catalogue, TaskRunner &runner, QWidget *parent = nullptr);
    ~RehearsalSection() override; ///< ends a try that goes on

    void setJob(const Job &job);
    void putInto(Job &job) const;
    /// Asks the newest backup of the job; `draft` is as the form shows it.
    void tryWith(const Job &draft);

Q_SIGNALS:
    void changed();
    void tryRequested();

private:
    void buildQuestion();
    void showFields();
    void stopTrying();
    void forgetAnswer();
    void showAnswer(const Result<RehearsalReport> &report);

    RehearsalService m_service;
    RunIntervalBox *m_every;
    QWidget *m_question; ///< all that matters only if there are rehearsals
    QPlainTextEdit *m_query;
    QLineEdit *m_expected;
    QPushButton *m_try;
    QLabel *m_answer;
    std::shared_ptr<RunControl> m_control; ///< of the try that goes on
};

} // namespace litekeeper
