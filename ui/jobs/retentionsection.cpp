// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/retentionsection.h"

#include "ui/common/quietlabel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSpinBox>

#include <array>

namespace litekeeper {

namespace {

constexpr int most = 9999;
constexpr int rulesInALine = 3;

/// The choices that most people want, in the order of the list; behind them comes "your own numbers".
struct Usual
{
    const char *text;
    Retention rules;
};

const std::array<Usual, 4> usuals{{
    {QT_TRANSLATE_NOOP("litekeeper::RetentionSection", "A week, a month, a year: fewer the older they are"),
     {}},
    {QT_TRANSLATE_NOOP("litekeeper::RetentionSection", "The newest 7"),
     {.last = 7, .daily = 0, .weekly = 0, .monthly = 0}},
    {QT_TRANSLATE_NOOP("litekeeper::RetentionSection", "The newest 30"),
     {.last = 30, .daily = 0, .weekly = 0, .monthly = 0}},
    {QT_TRANSLATE_NOOP("litekeeper::RetentionSection", "Everything, for ever"),
     {.daily = 0, .weekly = 0, .monthly = 0}},
}};

} // namespace

RetentionSection::RetentionSection(QWidget *parent)
    : FormSection(tr("How long they are kept"), parent)
    , m_usual(new QComboBox(this))
    , m_numbers(new QWidget(this))
{
    setObjectName(QStringLiteral("retentionSection"));
    m_usual->setObjectName(QStringLiteral("retentionUsual"));
    m_usual->setMinimumContentsLength(12);
    m_usual->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const Usual &usual : usuals) {
        m_usual->addItem(tr(usual.text));
    }
    m_usual->addItem(tr("Your own numbers"));
    addField(tr("&Keep"), m_usual);

    auto *grid = new QGridLayout(m_numbers);
    grid->setContentsMargins(0, 8, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    addRule(*grid, tr("Newest"), QStringLiteral("keepLast"), &Retention::last);
    addRule(*grid, tr("Hourly"), QStringLiteral("keepHourly"), &Retention::hourly);
    addRule(*grid, tr("Daily"), QStringLiteral("keepDaily"), &Retention::daily);
    addRule(*grid, tr("Weekly"), QStringLiteral("keepWeekly"), &Retention::weekly);
    addRule(*grid, tr("Monthly"), QStringLiteral("keepMonthly"), &Retention::monthly);
    addRule(*grid, tr("Yearly"), QStringLiteral("keepYearly"), &Retention::yearly);
    addWidget(m_numbers);
    m_sentence = addHint(QStringLiteral("retentionSentence"));
    addFindings(QStringLiteral("retention"));
    connect(m_usual, &QComboBox::activated, this, &RetentionSection::takeUsual);
}

void RetentionSection::addRule(QGridLayout &grid, const QString &label, const QString &objectName,
                               int Retention::*rule)
{
    auto *box = new QSpinBox(m_numbers);
    box->setObjectName(objectName);
    box->setRange(0, most);
    box->setAccessibleName(tr("How many to keep: %1").arg(label));
    auto *name = new QLabel(label, m_numbers);
    name->setBuddy(box);
    const int at = int(m_rules.size());
    grid.addWidget(name, at / rulesInALine * 2, at % rulesInALine);
    grid.addWidget(box, at / rulesInALine * 2 + 1, at % rulesInALine);
    m_rules.append({box, rule});
    connect(box, &QSpinBox::valueChanged, this, &RetentionSection::takeNumbers);
}

void RetentionSection::setJob(const Job &job)
{
    setRules(job.retention);
    const auto *const usual = std::find_if(usuals.begin(), usuals.end(),
                                           [&job](const Usual &each) { return each.rules == job.retention; });
    m_usual->setCurrentIndex(int(usual - usuals.begin()));
    m_numbers->setVisible(usual == usuals.end());
    showSentence();
}

void RetentionSection::putInto(Job &job) const
{
    job.retention = rules();
}

void RetentionSection::setFixedName(bool fixed)
{
    m_usual->setEnabled(!fixed);
    m_numbers->setEnabled(!fixed);
    m_sentence->setVisible(!fixed);
}

void RetentionSection::setRules(const Retention &rules)
{
    m_filling = true;
    for (const Rule &rule : std::as_const(m_rules)) {
        rule.box->setValue(rules.*rule.rule);
    }
    m_filling = false;
}

Retention RetentionSection::rules() const
{
    Retention rules;
    for (const Rule &rule : m_rules) {
        rules.*rule.rule = rule.box->value();
    }
    return rules;
}

void RetentionSection::takeUsual()
{
    const int index = m_usual->currentIndex();
    const bool own = index >= int(usuals.size());
    if (!own) {
        setRules(usuals.at(size_t(index)).rules);
    }
    m_numbers->setVisible(own);
    showSentence();
    Q_EMIT changed();
}

void RetentionSection::takeNumbers()
{
    if (!m_filling) {
        showSentence();
        Q_EMIT changed();
    }
}

void RetentionSection::showSentence()
{
    const Retention kept = rules();
    m_sentence->setText(
        kept.keepsEverything()
            ? tr("Nothing is ever deleted; watch the room in the folder.")
            : tr("Keeps %1. A backup stays as long as any of these wants it; the newest proven "
                 "one always stays, and nothing goes after a run that failed.")
                  .arg(retentionInWords(kept)));
}

} // namespace litekeeper
