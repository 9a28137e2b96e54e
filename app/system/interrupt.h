// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace litekeeper {

/// Turns the first SIGINT, SIGTERM or SIGHUP into a signal of Qt, so that work is cancelled cleanly. The next
/// one ends the program as usual. Main thread; one object per process. Errors: without a pipe, signals keep
/// their usual effect.
class Interrupt : public QObject
{
    Q_OBJECT

public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

    [[nodiscard]] bool happened() const { return m_signal != 0; }
    [[nodiscard]] bool isWishOfAPerson() const; ///< Ctrl+C, and not the system that shuts down
    [[nodiscard]] QString name() const;         ///< "SIGTERM"; empty if none came

Q_SIGNALS:
    void interrupted();

private:
    void read();

    int m_readEnd = -1;
    int m_writeEnd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    int m_signal = 0; ///< the first that came
};

} // namespace litekeeper
