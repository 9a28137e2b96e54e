// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QUuid>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace litekeeper {

/// Asks for the password of an archive. What is typed is handed on once and then forgotten here.
class PasswordBar : public QWidget
{
    Q_OBJECT

public:
    /// `button`: what is done with the password, with a mnemonic.
    explicit PasswordBar(const QString &button, QWidget *parent = nullptr);

    /// What was typed for another verdict goes.
    void begin(const QUuid &verdictId, bool lastOneWasWrong);
    void takeFocus();

Q_SIGNALS:
    void passwordGiven(const QByteArray &password); ///< UTF-8, never empty

private:
    void submit();

    QUuid m_verdict;
    QLabel *m_label;
    QLineEdit *m_password;
    QPushButton *m_submit;
};

} // namespace litekeeper
