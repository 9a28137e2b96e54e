// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tray/closingchoice.h"

#include "service/jobservice.h"
#include "ui/common/questions.h"

#include <QSettings>

namespace litekeeper {

namespace {

const QString closingKey = QStringLiteral("window/closing");
const QString keepWatchingCode = QStringLiteral("keep-watching");
const QString quitCode = QStringLiteral("quit");

} // namespace

ClosingChoice::ClosingChoice(JobService &jobs, QSettings &settings, std::function<bool()> hasTray,
                             QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_settings(settings)
    , m_hasTray(std::move(hasTray))
{
}

ClosingChoice::Wish ClosingChoice::wish() const
{
    const QString code = m_settings.value(closingKey).toString();
    return code == keepWatchingCode ? Wish::KeepWatching : code == quitCode ? Wish::Quit : Wish::Ask;
}

void ClosingChoice::setWish(Wish wish)
{
    if (wish == Wish::Ask) {
        m_settings.remove(closingKey);
    } else {
        m_settings.setValue(closingKey, wish == Wish::KeepWatching ? keepWatchingCode : quitCode);
    }
    Q_EMIT wishChanged();
}

ClosingChoice::Closing ClosingChoice::close(Questions &questions)
{
    if (!hasTray() || wish() == Wish::Quit) {
        return Closing::Quits;
    }
    if (wish() == Wish::KeepWatching) {
        return Closing::Hides;
    }
    const qsizetype count = m_jobs.jobs().size();
    if (count == 0) {
        return Closing::Quits;
    }
    const QString text = count == 1
        ? tr("Keep watching in the background? Litekeeper stays in the tray and runs your job when it is "
             "due. Settings has this choice, too.")
        : tr("Keep watching in the background? Litekeeper stays in the tray and runs your %1 jobs when they "
             "are due. Settings has this choice, too.")
              .arg(count);
    questions.ask({QStringLiteral("keepWatching"), text, {tr("&Keep watching"), tr("&Quit")}}, this,
                  [this](int choice) {
                      setWish(choice == 0 ? Wish::KeepWatching : Wish::Quit);
                      if (choice == 0) {
                          Q_EMIT hideRequested();
                      } else {
                          Q_EMIT quitRequested();
                      }
                  });
    return Closing::IsAsked;
}

} // namespace litekeeper
