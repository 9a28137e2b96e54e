// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/pathfield.h"

#include <QCompleter>
#include <QLineEdit>

namespace litekeeper {

PathField::PathField(QWidget *parent)
    : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setMinimumContentsLength(16);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    connect(this, &QComboBox::currentTextChanged, this, &PathField::pathChanged);
    connect(this, &QComboBox::activated, this, [this](int index) {
        m_path = pathFromBytes(itemData(index).toByteArray());
        m_text = itemText(index);
        Q_EMIT pathChanged();
    });
}

void PathField::setChoices(const QList<Path> &choices)
{
    const Path kept = path();
    const QSignalBlocker quiet(this);
    clear();
    for (const Path &choice : choices) {
        addItem(displayPath(choice), pathBytes(choice));
        setItemData(count() - 1, displayPath(choice), Qt::ToolTipRole);
    }
    setPath(kept);
}

void PathField::setPath(const Path &path)
{
    m_path = path;
    m_text = displayPath(path);
    setCurrentIndex(findData(pathBytes(path)));
    setEditText(m_text);
    lineEdit()->setCursorPosition(0);
}

Path PathField::path() const
{
    return currentText() == m_text ? m_path : pathFromQString(currentText().trimmed());
}

} // namespace litekeeper
