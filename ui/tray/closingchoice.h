// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <functional>

class QSettings;

namespace litekeeper {

class JobService;
class Questions;

/// What closing the window means: to end the program, or to keep watching from the tray. It is asked once,
/// where there is something to watch and a tray to come back from, and remembered.
class ClosingChoice : public QObject
{
    Q_OBJECT

public:
    enum class Wish { Ask, KeepWatching, Quit };
    enum class Closing {
        Quits,
        Hides,
        IsAsked, ///< hideRequested() or quitRequested() follows
    };

    ClosingChoice(JobService &jobs, QSettings &settings, std::function<bool()> hasTray,
                  QObject *parent = nullptr);

    [[nodiscard]] Closing close(Questions &questions);

    [[nodiscard]] Wish wish() const;
    void setWish(Wish wish);
    [[nodiscard]] bool hasTray() const { return m_hasTray(); }

Q_SIGNALS:
    void hideRequested();
    void quitRequested();
    void wishChanged();

private:
    JobService &m_jobs;
    QSettings &m_settings;
    std::function<bool()> m_hasTray;
};

} // namespace litekeeper
