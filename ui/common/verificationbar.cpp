// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/verificationbar.h"

#include "ui/common/format.h"
#include "ui/common/progressshare.h"
#include "ui/common/quietlabel.h"

#include <QGridLayout>
#include <QProgressBar>
#include <QPushButton>

namespace litekeeper {

namespace {

constexpr int barSteps = 10'000;

/// "120 MiB of 1.10 GiB · about 3 s left"
QString figuresText(const Progress &progress)
{
    QStringList figures;
    if (progress.bytesTotal > 0) {
        figures.append(VerificationBar::tr("%1 of %2")
                           .arg(bytesText(progress.bytesDone), bytesText(progress.bytesTotal)));
    }
    figures.append(timeLeftText(progress.millisecondsLeft));
    figures.removeAll(QString());
    return figures.join(QStringLiteral(" · "));
}

} // namespace

VerificationBar::VerificationBar(QWidget *parent)
    : QWidget(parent)
    , m_phase(new QLabel(this))
    , m_timeLeft(new QuietLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Ca&ncel"), this))
{
    setObjectName(QStringLiteral("verificationBar"));
    m_phase->setObjectName(QStringLiteral("verificationPhase"));
    m_bar->setObjectName(QStringLiteral("verificationProgress"));
    m_bar->setAccessibleName(tr("Progress of the verification"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_cancel->setObjectName(QStringLiteral("verificationCancel"));
    m_cancel->setAccessibleName(tr("Cancel the verification"));
    m_cancel->setAutoDefault(false); // Return elsewhere in a dialog must not press it
    connect(m_cancel, &QPushButton::clicked, this, &VerificationBar::cancel);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_phase, 0, 0);
    grid->addWidget(m_timeLeft, 0, 1, Qt::AlignRight);
    grid->addWidget(m_bar, 1, 0, 1, 2);
    grid->addWidget(m_cancel, 0, 2, 2, 1);
    grid->setColumnStretch(0, 1);
}

void VerificationBar::setNames(const QString &progress, const QString &cancel)
{
    m_bar->setAccessibleName(progress);
    m_cancel->setAccessibleName(cancel);
}

void VerificationBar::begin(Phase phase)
{
    m_cancelling = false;
    m_cancel->setEnabled(true);
    setProgress({.phase = phase});
}

void VerificationBar::setProgress(const Progress &progress)
{
    const std::optional<double> share = shareOf(progress);
    m_bar->setRange(0, share ? barSteps : 0);
    m_bar->setValue(int(share.value_or(0) * barSteps));
    if (!m_cancelling) {
        m_phase->setText(progress.queued ? tr("Waiting for its turn") : phaseText(progress.phase));
        m_timeLeft->setText(figuresText(progress));
    }
}

void VerificationBar::cancel()
{
    m_cancelling = true;
    m_cancel->setEnabled(false);
    m_phase->setText(tr("Cancelling…"));
    m_timeLeft->clear();
    Q_EMIT cancelRequested();
}

} // namespace litekeeper
