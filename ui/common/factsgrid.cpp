// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/factsgrid.h"

#include "ui/common/format.h"
#include "ui/common/quietlabel.h"

#include <QGridLayout>

namespace litekeeper {

FactsGrid::FactsGrid(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(16);
    m_layout->setVerticalSpacing(6);
    m_layout->setColumnStretch(1, 1);
}

void FactsGrid::setFacts(const QList<Fact> &facts)
{
    while (m_names.size() < facts.size()) {
        addRow();
    }
    for (qsizetype row = 0; row < m_names.size(); ++row) {
        const bool used = row < facts.size();
        m_names.at(row)->setVisible(used);
        m_values.at(row)->setVisible(used);
        if (used) {
            m_names.at(row)->setText(facts.at(row).name);
            m_values.at(row)->setText(wrappableText(facts.at(row).value));
            m_values.at(row)->setToolTip(facts.at(row).toolTip);
            m_values.at(row)->setAccessibleName(facts.at(row).name + QStringLiteral(": ")
                                                + facts.at(row).value);
        }
    }
}

void FactsGrid::addRow()
{
    const int row = int(m_names.size());
    auto *name = new QuietLabel(this);
    auto *value = new QLabel(this);
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setWordWrap(true);
    m_layout->addWidget(name, row, 0, Qt::AlignLeft | Qt::AlignTop);
    m_layout->addWidget(value, row, 1, Qt::AlignTop);
    m_names.append(name);
    m_values.append(value);
}

} // namespace litekeeper
