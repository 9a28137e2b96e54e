// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/rowfilter.h"

#include "ui/common/celltext.h"
#include "ui/common/icon.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

namespace litekeeper {

using namespace std::chrono_literals;

RowFilter::RowFilter(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_column(new QComboBox(this))
{
    m_text->setObjectName(QStringLiteral("rowFilter"));
    m_text->setAccessibleName(tr("Show only rows that contain this"));
    m_text->setPlaceholderText(tr("Rows that contain… (Ctrl+F)"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_column->setObjectName(QStringLiteral("rowFilterColumn"));
    m_column->setAccessibleName(tr("The column that the filter looks at"));
    m_column->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_column->setMinimumContentsLength(12);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 4);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_column);
    m_typing.setSingleShot(true);
    m_typing.setInterval(250ms);
    connect(&m_typing, &QTimer::timeout, this, &RowFilter::apply);
    connect(m_text, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_text, &QLineEdit::returnPressed, this, &RowFilter::apply);
    connect(m_column, &QComboBox::activated, this, &RowFilter::apply);
    auto *find = new QAction(tr("&Filter"), this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WindowShortcut);
    connect(find, &QAction::triggered, this, [this] { m_text->setFocus(Qt::ShortcutFocusReason); });
    addAction(find);
}

void RowFilter::setTable(const TableOutline &table)
{
    clear();
    m_column->clear();
    m_column->addItem(tr("Any column"));
    for (const QString &column : table.columns) {
        m_column->addItem(oneLine(column));
    }
    const bool isTable = table.kind == TableOutline::Kind::Table;
    m_text->setEnabled(isTable);
    m_column->setEnabled(isTable);
}

void RowFilter::clear()
{
    const QSignalBlocker quiet(m_text);
    m_text->clear();
    m_typing.stop();
}

QString RowFilter::text() const
{
    return m_text->text();
}

int RowFilter::column() const
{
    return m_column->currentIndex() - 1;
}

void RowFilter::apply()
{
    m_typing.stop();
    Q_EMIT changed();
}

} // namespace litekeeper
