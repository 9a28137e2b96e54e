// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/jobservice.h"
#include "ui/jobs/jobsservices.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QScrollArea;
class QTimer;
class QVBoxLayout;

namespace litekeeper {

class AfterSection;
class CommandLineSection;
class EditorFoot;
class FormSection;
class NextRuns;
class PageHeader;
class RehearsalSection;
class RetentionPreview;
class RetentionSection;
class ScheduleSection;
class SourceSection;
class TargetSection;

/// A job as a form, with what it will do beside it. Looks at everything while it is typed; keeps what was
/// typed until it is stored or thrown away on purpose.
class JobEditor : public QWidget
{
    Q_OBJECT

public:
    explicit JobEditor(const JobsServices &services, QWidget *parent = nullptr);

    void edit(const Job &job, bool isNew);
    /// The same for one that was not saved the last time: it is a change as it is.
    void resume(const Job &draft, bool isNew);
    void focusFirst();
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] bool isChanged() const;
    /// What would be lost if the program ended now.
    [[nodiscard]] std::optional<Job> unsaved() const;

Q_SIGNALS:
    void saved(const QUuid &jobId);
    void closed(); ///< without a change

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildForm();
    void onChanged();
    void examine();
    void showChecks(const JobChecks &checks);
    void save();
    void cancel();
    void close();
    void focusField(const QString &where);
    [[nodiscard]] Job current() const;
    [[nodiscard]] Job toStore() const;
    [[nodiscard]] QList<FormSection *> sections() const;

    JobsServices m_services;
    PageHeader *m_header;
    QScrollArea *m_scroll;
    QHBoxLayout *m_columns;
    QVBoxLayout *m_form = nullptr;
    QWidget *m_side; ///< what the job will do
    SourceSection *m_source;
    TargetSection *m_target;
    ScheduleSection *m_schedule;
    RetentionSection *m_retention;
    RehearsalSection *m_rehearsal;
    AfterSection *m_after;
    NextRuns *m_nextRuns;
    RetentionPreview *m_preview;
    CommandLineSection *m_commandLine;
    EditorFoot *m_foot;
    QTimer *m_debounce;
    Job m_original;
    bool m_isNew = false;
    bool m_isDraft = false; ///< not saved yet as it was opened
    bool m_open = false;
    bool m_filling = false;
    bool m_saving = false;
    int m_asked = 0; ///< answers to earlier questions are dropped
};

} // namespace litekeeper
