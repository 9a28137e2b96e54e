// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace litekeeper {

class ElidedLabel;

/// The head of a page: its name, a line below it, and the buttons of the page at the right.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PageHeader(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setSubtitle(const QString &text);
    void addWidget(QWidget *widget);

private:
    QLabel *m_title;
    ElidedLabel *m_subtitle;
    QHBoxLayout *m_buttons;
};

} // namespace litekeeper
