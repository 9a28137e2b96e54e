// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/backgroundsection.h"

#include "service/whendone.h"
#include "ui/common/quietlabel.h"
#include "ui/common/switch.h"
#include "ui/tray/closingchoice.h"

#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace litekeeper {

namespace {

constexpr std::chrono::seconds refreshInterval{10};

QString timeText(const QDateTime &utc)
{
    const QDateTime local = utc.toLocalTime();
    return local.date() == QDate::currentDate() ? QLocale().toString(local.time(), QLocale::LongFormat)
                                                : QLocale().toString(local, QLocale::ShortFormat);
}

QString timesSentence(const UserTimerState &state)
{
    QStringList parts;
    if (state.nextElapseUtc.isValid()) {
        parts.append(
            BackgroundSection::tr("It wakes Litekeeper next at %1.").arg(timeText(state.nextElapseUtc)));
    }
    if (state.lastTriggerUtc.isValid()) {
        parts.append(BackgroundSection::tr("It did so last at %1.").arg(timeText(state.lastTriggerUtc)));
    } else if (state.kind == UserTimerState::Kind::Active) {
        parts.append(BackgroundSection::tr("It has not done so yet."));
    }
    return parts.join(QLatin1Char(' '));
}

} // namespace

BackgroundSection::BackgroundSection(UserTimer &timer, const Autostart &autostart, ClosingChoice &closing,
                                     QWidget *parent)
    : SettingsSection(tr("Background"), parent)
    , m_timer(timer)
    , m_autostart(autostart)
    , m_closing(closing)
{
    setObjectName(QStringLiteral("backgroundSection"));
    buildTimer();
    addSpace();
    buildAutostart();
    addSpace();
    buildClosing();
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        if (isVisible()) {
            refresh();
        }
    });
    m_refresh.start(refreshInterval);
}

void BackgroundSection::buildTimer()
{
    m_timerSwitch = addSwitch(tr("Run jobs also when Litekeeper is &closed"), QStringLiteral("timerSwitch"));
    m_timerSentence = addSentence(QStringLiteral("timerSentence"));
    m_timerTimes = addSentence(QStringLiteral("timerTimes"));
    m_timerTimes->hide();
    m_timerRefusal = addRefusal(QStringLiteral("timerRefusal"));
    m_timerRemove = new QPushButton(tr("Re&move the timer"), this);
    m_timerRemove->setObjectName(QStringLiteral("timerRemove"));
    m_timerRemove->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_timerRemove->hide();
    addIndented(m_timerRemove);
    connect(m_timerSwitch, &QAbstractButton::clicked, this, &BackgroundSection::switchTimer);
    connect(m_timerRemove, &QAbstractButton::clicked, this, [this] { switchTimer(false); });
}

void BackgroundSection::buildAutostart()
{
    m_autostartSwitch
        = addSwitch(tr("&Start Litekeeper hidden with the desktop"), QStringLiteral("autostartSwitch"));
    m_autostartSentence = addSentence(QStringLiteral("autostartSentence"));
    m_autostartRefusal = addRefusal(QStringLiteral("autostartRefusal"));
    connect(m_autostartSwitch, &QAbstractButton::clicked, this, &BackgroundSection::switchAutostart);
}

void BackgroundSection::buildClosing()
{
    m_closingChoice = new QComboBox(this);
    m_closingChoice->setObjectName(QStringLiteral("closingChoice"));
    m_closingChoice->addItem(tr("Ask"), int(ClosingChoice::Wish::Ask));
    m_closingChoice->addItem(tr("Keep watching in the tray"), int(ClosingChoice::Wish::KeepWatching));
    m_closingChoice->addItem(tr("Quit"), int(ClosingChoice::Wish::Quit));
    m_closingChoice->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *label = new QLabel(tr("When the &window is closed"), this);
    label->setBuddy(m_closingChoice);
    m_closingChoice->setAccessibleName(QString(label->text()).remove(u'&'));
    addIndented(label);
    addIndented(m_closingChoice);
    m_closingSentence = addSentence(QStringLiteral("closingSentence"));
    connect(m_closingChoice, &QComboBox::activated, this,
            [this] { m_closing.setWish(ClosingChoice::Wish(m_closingChoice->currentData().toInt())); });
    connect(&m_closing, &ClosingChoice::wishChanged, this, &BackgroundSection::showClosing);
}

void BackgroundSection::showEvent(QShowEvent *event)
{
    SettingsSection::showEvent(event);
    refresh();
}

void BackgroundSection::refresh()
{
    showAutostart(m_autostart.state());
    showClosing();
    if (!m_isSwitching) {
        whenDone(m_timer.state(), this, [this](const UserTimerState &state) {
            if (!m_isSwitching) {
                showTimer(state);
            }
        });
    }
}

void BackgroundSection::switchAutostart(bool on)
{
    const Result<AutostartState> state = on ? m_autostart.install() : m_autostart.remove();
    showRefusal(*m_autostartRefusal, state ? std::nullopt : std::optional(state.error()));
    showAutostart(state ? *state : m_autostart.state());
}

void BackgroundSection::showAutostart(const AutostartState &state)
{
    m_autostartSwitch->setChecked(state.kind == AutostartState::Kind::On);
    m_autostartSentence->setText(state.sentence);
}

void BackgroundSection::switchTimer(bool on)
{
    m_isSwitching = true;
    m_timerSwitch->setEnabled(false);
    m_timerRemove->setEnabled(false);
    whenDone(on ? m_timer.install() : m_timer.remove(), this, [this](const Result<UserTimerState> &state) {
        m_isSwitching = false;
        m_timerRemove->setEnabled(true);
        showRefusal(*m_timerRefusal, state ? std::nullopt : std::optional(state.error()));
        if (state) {
            showTimer(*state);
        } else {
            refresh(); // what is true now, whatever was wished
        }
    });
}

void BackgroundSection::showTimer(const UserTimerState &state)
{
    using Kind = UserTimerState::Kind;
    const bool isThere
        = state.kind == Kind::Installed || state.kind == Kind::Outdated || state.kind == Kind::Broken;
    m_timerSwitch->setEnabled(state.kind != Kind::NotAvailable);
    m_timerSwitch->setChecked(state.kind == Kind::Active);
    m_timerSentence->setText(state.sentence);
    m_timerTimes->setText(timesSentence(state));
    m_timerTimes->setVisible(!m_timerTimes->text().isEmpty());
    m_timerRemove->setVisible(isThere);
}

void BackgroundSection::showClosing()
{
    const bool hasTray = m_closing.hasTray();
    m_closingChoice->setEnabled(hasTray);
    m_closingChoice->setCurrentIndex(m_closingChoice->findData(int(m_closing.wish())));
    m_closingSentence->setText(
        hasTray ? tr(
            "In the tray, Litekeeper goes on looking at the clock, and its icon shows the worst state of "
            "all jobs.")
                : tr("This desktop has no tray, so closing the window ends Litekeeper. Switch on the timer "
                     "above, or "
                     "have Litekeeper start with the desktop: then its window stays minimized."));
}

} // namespace litekeeper
