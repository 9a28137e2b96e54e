// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace litekeeper {

/// What a page shows in place of an empty list: an icon, a sentence, and the way on.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const QString &iconName, const QString &title, const QString &text, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &text);
    QPushButton *addPrimaryButton(const QString &text, const QString &objectName);
    QPushButton *addButton(const QString &text, const QString &objectName);
    void addBelow(QWidget *widget); ///< below the sentence and the buttons, as wide as the sentence

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitText();
    void renderIcon();

    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QVBoxLayout *m_column;
};

} // namespace litekeeper
