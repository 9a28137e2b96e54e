// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/panel.h"

class QVBoxLayout;

namespace litekeeper {

/// A part of a page that scrolls: a heading, and things below each other. The wheel scrolls the page and
/// changes no field that nobody has chosen.
class Section : public Panel
{
    Q_OBJECT

public:
    explicit Section(const QString &title, QWidget *parent = nullptr);

    void addWidget(QWidget *widget);

protected:
    [[nodiscard]] QVBoxLayout &column() const { return *m_column; }

    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void keepWheelFromFields();

    QVBoxLayout *m_column;
};

} // namespace litekeeper
