// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/rehearsalsection.h"

#include "service/whendone.h"
#include "ui/common/quietlabel.h"
#include "ui/common/typography.h"
#include "ui/jobs/runintervalbox.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace litekeeper {

namespace {

constexpr int shownLines = 3;

QString withoutMnemonic(QString text)
{
    return text.remove(u'&');
}

} // namespace

RehearsalSection::RehearsalSection(CatalogueService &catalogue, TaskRunner &runner, QWidget *parent)
    : FormSection(tr("Rehearsal of a restore"), parent)
    , m_service(catalogue, runner)
    , m_every(new RunIntervalBox(this))
    , m_question(new QWidget(this))
    , m_query(new QPlainTextEdit(m_question))
    , m_expected(new QLineEdit(m_question))
    , m_try(new QPushButton(tr("Try the q&uery now"), m_question))
    , m_answer(new QLabel(m_question))
{
    setObjectName(QStringLiteral("rehearsalSection"));
    m_every->setObjectName(QStringLiteral("jobRehearseEvery"));
    m_every->setRange(0, mostRunsToRehearsal);
    addField(tr("R&ehearse"), m_every, QStringLiteral("rehearsal"));
    addHint(QStringLiteral("rehearsalHint"))
        ->setText(tr("The newest backup is restored to a scratch place on this computer, compared with its "
                     "figures and opened as its application would. If something is wrong the run fails, you "
                     "are told, and no older backup is deleted."));
    buildQuestion();
    addWidget(m_question);
    connect(m_every, &RunIntervalBox::valueChanged, this, [this] {
        showFields();
        Q_EMIT changed();
    });
    connect(m_query, &QPlainTextEdit::textChanged, this, [this] {
        forgetAnswer();
        Q_EMIT changed();
    });
    connect(m_expected, &QLineEdit::textChanged, this, [this] {
        forgetAnswer();
        Q_EMIT changed();
    });
    connect(m_try, &QPushButton::clicked, this, [this] {
        if (m_control) {
            stopTrying();
        } else {
            Q_EMIT tryRequested();
        }
    });
    showFields();
}

RehearsalSection::~RehearsalSection()
{
    stopTrying();
}

void RehearsalSection::buildQuestion()
{
    auto *layout = new QVBoxLayout(m_question);
    layout->setContentsMargins(0, 8, 0, 0);
    const auto add = [this, layout](const QString &text, QWidget *field) {
        auto *label = new QLabel(text, m_question);
        label->setBuddy(field);
        field->setAccessibleName(withoutMnemonic(text));
        layout->addWidget(label);
        layout->addWidget(field);
    };
    m_query->setObjectName(QStringLiteral("jobRehearsalQuery"));
    m_query->setTabChangesFocus(true);
    m_query->viewport()->setAutoFillBackground(false); // the frame has round corners
    m_query->document()->setDocumentMargin(8);
    m_query->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_query->setPlaceholderText(QStringLiteral("select count(*) from posts"));
    m_query->setFixedHeight(m_query->fontMetrics().lineSpacing() * shownLines + 16);
    add(tr("Then ask it, with a &query that reads one value"), m_query);
    layout->addSpacing(8);
    m_expected->setObjectName(QStringLiteral("jobRehearsalExpected"));
    m_expected->setPlaceholderText(QStringLiteral("> 0"));
    add(tr("The ans&wer has to be"), m_expected);
    auto *hint = new QuietLabel(m_question);
    hint->setObjectName(QStringLiteral("rehearsalExpectedHint"));
    hint->setWordWrap(true);
    hint->setFont(smallFont(font()));
    hint->setText(tr("A comparison: > 0, >= 2.5, = 42, <> 'draft'. Without a query nothing is asked."));
    layout->addWidget(hint);
    layout->addSpacing(8);
    m_try->setObjectName(QStringLiteral("tryRehearsalQuery"));
    m_try->setAccessibleName(withoutMnemonic(m_try->text()));
    layout->addWidget(m_try, 0, Qt::AlignLeft);
    m_answer->setObjectName(QStringLiteral("rehearsalAnswer"));
    m_answer->setAccessibleName(tr("Answer of the newest backup"));
    m_answer->setWordWrap(true);
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_answer->hide();
    layout->addWidget(m_answer);
}

void RehearsalSection::setJob(const Job &job)
{
    stopTrying();
    m_every->setValue(job.rehearsal.everyRuns);
    m_query->setPlainText(job.rehearsal.query);
    m_expected->setText(expectationText(job.rehearsal.expected));
    forgetAnswer();
    showFields();
}

void RehearsalSection::putInto(Job &job) const
{
    job.rehearsal.everyRuns = m_every->value();
    job.rehearsal.query = m_query->toPlainText().trimmed();
    const QString written = m_expected->text().trimmed();
    const Result<Expectation> expected = parseExpectation(written);
    // What cannot be read makes a job that cannot be stored, and nothing else is put in its place.
    job.rehearsal.expected = expected ? *expected
        : written.isEmpty()           ? Expectation()
                                      : Expectation{.value = QString()};
}

void RehearsalSection::showFields()
{
    m_question->setVisible(m_every->value() > 0);
    m_try->setEnabled(m_control || !m_query->toPlainText().trimmed().isEmpty());
}

void RehearsalSection::forgetAnswer()
{
    m_answer->hide();
    showFields();
}

void RehearsalSection::stopTrying()
{
    if (m_control) {
        m_control->requestStop();
    }
}

void RehearsalSection::tryWith(const Job &draft)
{
    if (m_control) {
        return;
    }
    m_control = std::make_shared<RunControl>();
    m_try->setText(tr("Stop tr&ying"));
    m_answer->setText(tr("Asking the newest backup…"));
    m_answer->show();
    whenDone(m_service.tryQuery(draft, m_control), this, [this](const Result<RehearsalReport> &report) {
        m_control.reset();
        m_try->setText(tr("Try the q&uery now"));
        showAnswer(report);
        showFields();
    });
}

void RehearsalSection::showAnswer(const Result<RehearsalReport> &report)
{
    m_answer->show();
    if (!report) {
        const bool isStopped = report.error().kind == ErrorKind::Cancelled;
        m_answer->setText(isStopped ? tr("Stopped: nothing was found out.") : describe(report.error()));
        return;
    }
    const RehearsalRecord &record = report->record;
    if (record.answer.isEmpty() && record.isFailed()) {
        m_answer->setText(record.failure);
        return;
    }
    m_answer->setText(
        record.isPassed()
            ? tr("The newest backup answers %1, as expected (%2).").arg(record.answer, record.expected)
            : tr("The newest backup answers %1; expected is %2. With this, every rehearsal would fail.")
                  .arg(record.answer, record.expected));
}

} // namespace litekeeper
