// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSpinBox>

namespace litekeeper {

/// With how many runs something is done once; 0: never. It is read as words, and typed as a number.
class RunIntervalBox : public QSpinBox
{
    Q_OBJECT

public:
    explicit RunIntervalBox(QWidget *parent = nullptr);

protected:
    [[nodiscard]] QString textFromValue(int value) const override;
    [[nodiscard]] int valueFromText(const QString &text) const override;
    QValidator::State validate(QString &text, int &position) const override;
};

} // namespace litekeeper
