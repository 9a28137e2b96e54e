// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/zonefield.h"

#include <QCompleter>
#include <QLineEdit>
#include <QTimeZone>

namespace litekeeper {

ZoneField::ZoneField(QWidget *parent)
    : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setMinimumContentsLength(16);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMaxVisibleItems(16);
    const QByteArray here = QTimeZone::systemTimeZoneId();
    addItem(tr("%1 (this computer)").arg(QString::fromUtf8(here)), here);
    const QList<QByteArray> ids = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &id : ids) {
        if (id != here) {
            addItem(QString::fromUtf8(id), id);
        }
    }
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    completer()->setCaseSensitivity(Qt::CaseInsensitive);
    connect(this, &QComboBox::currentTextChanged, this, &ZoneField::zoneChanged);
}

void ZoneField::setZone(const QByteArray &id)
{
    const int index = findData(id);
    setCurrentIndex(index);
    if (index < 0) {
        setEditText(QString::fromUtf8(id)); // of another computer; what is wrong with it is said below
    }
    lineEdit()->setCursorPosition(0);
}

QByteArray ZoneField::zone() const
{
    const QString typed = currentText().trimmed();
    const int index = findText(typed, Qt::MatchFixedString);
    return index >= 0 ? itemData(index).toByteArray() : typed.toUtf8();
}

} // namespace litekeeper
