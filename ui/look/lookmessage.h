// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"

#include <QWidget>

namespace litekeeper {

class EmptyState;
class PasswordBar;

/// What Look inside shows while there are no tables: how far it is, why it will not come to any, or the
/// question for a password.
class LookMessage : public QWidget
{
    Q_OBJECT

public:
    explicit LookMessage(QWidget *parent = nullptr);

    void begin();
    void setProgress(const Progress &progress);
    void askForPassword(bool lastOneWasWrong);
    void say(const QString &title, const QString &text);

Q_SIGNALS:
    void passwordGiven(const QByteArray &password); ///< UTF-8, never empty

private:
    EmptyState *m_state;
    PasswordBar *m_password;
};

} // namespace litekeeper
