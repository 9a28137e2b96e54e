// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/runintervalbox.h"

#include <algorithm>

namespace litekeeper {

namespace {

QString digitsOf(const QString &text)
{
    QString digits;
    std::copy_if(text.cbegin(), text.cend(), std::back_inserter(digits),
                 [](QChar character) { return character.isDigit(); });
    return digits;
}

} // namespace

RunIntervalBox::RunIntervalBox(QWidget *parent)
    : QSpinBox(parent)
{
    setSpecialValueText(tr("Never"));
}

QString RunIntervalBox::textFromValue(int value) const
{
    return value == 1 ? tr("With every run") : tr("Once in %1 runs").arg(value);
}

int RunIntervalBox::valueFromText(const QString &text) const
{
    return text == textFromValue(1) ? 1 : digitsOf(text).toInt();
}

QValidator::State RunIntervalBox::validate(QString &text, int &) const
{
    if (text == specialValueText() || text == textFromValue(1)) {
        return QValidator::Acceptable;
    }
    const QString digits = digitsOf(text);
    if (digits.isEmpty()) {
        return QValidator::Intermediate;
    }
    bool isNumber = false;
    const int value = digits.toInt(&isNumber);
    return isNumber && value <= maximum() ? QValidator::Acceptable : QValidator::Invalid;
}

} // namespace litekeeper
