// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobeditor.h"

#include "common/clock.h"
#include "service/jobexamination.h"
#include "service/whendone.h"
#include "ui/common/pageheader.h"
#include "ui/common/questions.h"
#include "ui/jobs/aftersection.h"
#include "ui/jobs/commandlinesection.h"
#include "ui/jobs/editorfoot.h"
#include "ui/jobs/nextruns.h"
#include "ui/jobs/rehearsalsection.h"
#include "ui/jobs/retentionpreview.h"
#include "ui/jobs/retentionsection.h"
#include "ui/jobs/schedulesection.h"
#include "ui/jobs/sourcesection.h"
#include "ui/jobs/targetsection.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace litekeeper {

namespace {

using namespace std::chrono_literals;

constexpr int wideEnoughForTwo = 860;

} // namespace

JobEditor::JobEditor(const JobsServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_header(new PageHeader(QString(), this))
    , m_scroll(new QScrollArea(this))
    , m_columns(new QHBoxLayout)
    , m_side(new QWidget(this))
    , m_source(new SourceSection(services, this))
    , m_target(new TargetSection(services, this))
    , m_schedule(new ScheduleSection(this))
    , m_retention(new RetentionSection(this))
    , m_rehearsal(new RehearsalSection(services.catalogue, services.runner, this))
    , m_after(new AfterSection(this))
    , m_nextRuns(new NextRuns(this))
    , m_preview(new RetentionPreview(this))
    , m_commandLine(new CommandLineSection(this))
    , m_foot(new EditorFoot(this))
    , m_debounce(new QTimer(this))
{
    setObjectName(QStringLiteral("jobEditor"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_header);
    layout->addLayout(m_columns, 1);
    buildForm();
    layout->addWidget(m_foot);
    connect(m_foot, &EditorFoot::saveRequested, this, &JobEditor::save);
    connect(m_foot, &EditorFoot::cancelRequested, this, &JobEditor::cancel);
    m_debounce->setSingleShot(true);
    m_debounce->setInterval(250ms);
    connect(m_debounce, &QTimer::timeout, this, &JobEditor::examine);
    connect(m_source, &SourceSection::changed, this, &JobEditor::onChanged);
    connect(m_target, &TargetSection::changed, this, &JobEditor::onChanged);
    connect(m_schedule, &ScheduleSection::changed, this, &JobEditor::onChanged);
    connect(m_retention, &RetentionSection::changed, this, &JobEditor::onChanged);
    connect(m_rehearsal, &RehearsalSection::changed, this, &JobEditor::onChanged);
    connect(m_rehearsal, &RehearsalSection::tryRequested, this, [this] { m_rehearsal->tryWith(current()); });
    connect(m_after, &AfterSection::changed, this, &JobEditor::onChanged);
}

void JobEditor::buildForm()
{
    auto *form = new QWidget;
    m_form = new QVBoxLayout(form);
    m_form->setContentsMargins(0, 0, 8, 0);
    m_form->setSpacing(12);
    for (FormSection *section : sections()) {
        m_form->addWidget(section);
    }
    auto *consequences = new QVBoxLayout(m_side);
    consequences->setContentsMargins(0, 0, 0, 0);
    consequences->setSpacing(12);
    for (QWidget *section : std::initializer_list<QWidget *>{m_nextRuns, m_preview, m_commandLine}) {
        consequences->addWidget(section);
    }
    consequences->addStretch();
    m_scroll->setObjectName(QStringLiteral("jobEditorScroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(form);
    m_scroll->viewport()->setAutoFillBackground(false);
    form->setAutoFillBackground(false);
    m_columns->setSpacing(12);
    m_columns->addWidget(m_scroll, 3);
    m_form->addWidget(m_side);
    m_form->addStretch();
}

QList<FormSection *> JobEditor::sections() const
{
    return {m_source, m_target, m_schedule, m_retention, m_rehearsal, m_after};
}

void JobEditor::edit(const Job &job, bool isNew)
{
    m_isNew = isNew;
    m_isDraft = false;
    m_open = true;
    m_filling = true;
    m_original = job;
    m_source->setJob(job, isNew);
    m_target->setJob(job);
    m_schedule->setJob(job);
    m_retention->setJob(job);
    m_rehearsal->setJob(job);
    m_after->setJob(job);
    m_filling = false;
    m_original = current(); // as the fields show it, so that only what a person does is a change
    for (FormSection *section : sections()) {
        section->setFindings({});
    }
    m_header->setTitle(isNew ? tr("New job") : tr("Edit “%1”").arg(job.name));
    onChanged();
    examine();
    m_scroll->ensureVisible(0, 0);
}

void JobEditor::resume(const Job &draft, bool isNew)
{
    edit(draft, isNew);
    m_isDraft = true;
}

void JobEditor::focusFirst()
{
    if (m_isNew && !m_original.source.empty()) {
        m_foot->focusSave(); // all is filled in: Enter is enough
    } else {
        m_source->focusFirst();
    }
}

Job JobEditor::current() const
{
    Job job = m_original;
    m_source->putInto(job);
    m_target->putInto(job);
    m_schedule->putInto(job);
    m_retention->putInto(job);
    m_rehearsal->putInto(job);
    m_after->putInto(job);
    return job;
}

bool JobEditor::isChanged() const
{
    return m_open && (m_isDraft || current() != m_original);
}

std::optional<Job> JobEditor::unsaved() const
{
    return isChanged() && !m_saving ? std::optional(current()) : std::nullopt;
}

void JobEditor::onChanged()
{
    if (m_filling) {
        return;
    }
    const Job job = current();
    m_target->showExample(job.source);
    m_retention->setFixedName(m_target->isFixedName());
    m_nextRuns->show(job, m_services.clock.nowUtc());
    m_commandLine->show(job);
    m_debounce->start();
}

void JobEditor::examine()
{
    const Job job = current();
    const int asked = ++m_asked;
    m_debounce->stop();
    whenDone(m_services.jobs.examine(job), this, [this, asked](const JobChecks &checks) {
        if (asked == m_asked) {
            showChecks(checks);
        }
    });
    whenDone(m_services.jobs.previewRetention(job), this, [this, asked](const Result<RetentionPlan> &plan) {
        if (asked == m_asked) {
            m_preview->show(plan);
        }
    });
}

void JobEditor::showChecks(const JobChecks &checks)
{
    for (FormSection *section : sections()) {
        section->setFindings(checks);
    }
    const bool isOnNetwork = std::any_of(
        checks.begin(), checks.end(), [](const Finding &finding) { return finding.code == onNetworkCode; });
    m_target->setOnNetwork(isOnNetwork || current().patience != Job().patience);
    const auto problems = std::count_if(checks.begin(), checks.end(), [](const Finding &finding) {
        return finding.severity == Severity::Problem;
    });
    if (const Result<void> usable = check(current()); !usable) {
        m_foot->show(Severity::Problem, tr("Something is missing or cannot be read; see above."));
    } else if (problems > 0) {
        m_foot->show(Severity::Warning,
                     tr("It can be saved, but something will not work as things are now; see above."));
    } else {
        m_foot->show(Severity::Note, tr("Checked: nothing stands in the way."));
    }
}

Job JobEditor::toStore() const
{
    Job job = current();
    if (const auto stored = m_services.jobs.job(job.id)) {
        job.enabled = stored->job.enabled; // the switch may have been turned while the editor was open
    }
    return job;
}

void JobEditor::save()
{
    if (!m_open || m_saving) {
        return;
    }
    const Job job = toStore();
    if (const Result<void> usable = check(job); !usable) {
        m_foot->show(Severity::Problem, describe(usable.error()));
        whenDone(m_services.jobs.examine(job), this, [this](const JobChecks &checks) {
            showChecks(checks);
            const auto first = std::find_if(checks.begin(), checks.end(), [](const Finding &finding) {
                return finding.severity == Severity::Problem;
            });
            if (first != checks.end()) {
                focusField(first->where);
            }
        });
        return;
    }
    m_saving = true;
    m_foot->setSaving(true);
    whenDone(m_services.jobs.store(job), this, [this, id = job.id](const Result<void> &stored) {
        m_saving = false;
        m_foot->setSaving(false);
        if (!stored) {
            m_foot->show(Severity::Problem, describe(stored.error())); // and all that was typed stays
            return;
        }
        close();
        Q_EMIT saved(id);
    });
}

void JobEditor::cancel()
{
    if (!m_open || m_saving) {
        return;
    }
    if (!isChanged()) {
        close();
        Q_EMIT closed();
        return;
    }
    const Question question{QStringLiteral("discardJob"),
                            tr("This job is not saved. Go on with it, or throw the changes away?"),
                            {tr("&Go on with it"), tr("&Throw them away")},
                            true};
    m_services.questions.ask(question, this, [this](int choice) {
        if (choice == 1 && m_open) {
            close();
            Q_EMIT closed();
        }
    });
}

void JobEditor::close()
{
    m_open = false;
    ++m_asked;
    m_debounce->stop();
}

void JobEditor::focusField(const QString &where)
{
    static const QHash<QString, QStringList> fields{
        {QStringLiteral("source"), {QStringLiteral("jobSource")}},
        {QStringLiteral("name"), {QStringLiteral("jobName")}},
        {QStringLiteral("destination"), {QStringLiteral("jobDestination")}},
        {QStringLiteral("nameTemplate"), {QStringLiteral("jobTemplate")}},
        {QStringLiteral("schedule"), {QStringLiteral("jobSchedule"), QStringLiteral("jobTimeZone")}},
        {QStringLiteral("rehearsal"), {QStringLiteral("jobRehearsalExpected")}},
        {QStringLiteral("pingUrl"), {QStringLiteral("jobPingUrl")}},
        {QStringLiteral("failureCommand"), {QStringLiteral("jobFailureCommand")}},
    };
    for (const QString &name : fields.value(where)) {
        auto *field = findChild<QWidget *>(name);
        if (field && field->isVisible()) {
            field->setFocus(Qt::OtherFocusReason);
            m_scroll->ensureWidgetVisible(field, 0, 80);
            return;
        }
    }
}

void JobEditor::resizeEvent(QResizeEvent *event)
{
    // What the job will do stands beside the form where there is room, and does not scroll away; else below.
    const bool wide = width() >= wideEnoughForTwo;
    if (wide && m_columns->indexOf(m_side) < 0) {
        m_columns->addWidget(m_side, 2);
    } else if (!wide && m_form->indexOf(m_side) < 0) {
        m_form->insertWidget(m_form->count() - 1, m_side); // before the stretch
    }
    QWidget::resizeEvent(event);
}

} // namespace litekeeper
