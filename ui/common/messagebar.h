// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace litekeeper {

/// A sentence inside the window, with what to do about it as buttons: in place of a message box. Emits
/// closed() once when a button or Escape was used, then deletes itself.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    MessageBar(Severity severity, const QString &text, QWidget *parent = nullptr);

    /// Buttons stand in the order in which they are added.
    void addButton(const QString &text, const QString &objectName, std::function<void()> clicked);
    [[nodiscard]] QString text() const;
    /// Whether the cross at the end is there; questions must be answered by a button.
    void setDismissable(bool dismissable);

    void dismiss();

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    Severity m_severity;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
    bool m_closed = false;
};

} // namespace litekeeper
