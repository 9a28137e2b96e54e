// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/rowsfoot.h"

#include "ui/common/action.h"
#include "ui/common/format.h"
#include "ui/common/quietlabel.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace litekeeper {

RowsFoot::RowsFoot(const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent)
    , m_count(new QuietLabel(this))
    , m_problem(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Ca&ncel"), this))
{
    m_count->setObjectName(QStringLiteral("lookCount"));
    m_problem->setObjectName(QStringLiteral("lookProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_bar->setObjectName(QStringLiteral("takingProgress"));
    m_bar->setAccessibleName(tr("Progress of what is taken out"));
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(120, 8);
    m_bar->hide();
    m_cancel->setObjectName(QStringLiteral("takingCancel"));
    m_cancel->setAutoDefault(false);
    m_cancel->hide();
    connect(m_cancel, &QPushButton::clicked, this, &RowsFoot::cancelRequested);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_count, 1);
    row->addWidget(m_bar);
    row->addWidget(m_cancel);
    for (QAction *action : actions) {
        row->addWidget(makeActionButton(action, this));
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(m_problem);
    layout->addLayout(row);
}

void RowsFoot::setCount(const QString &text)
{
    m_count->setText(text);
}

void RowsFoot::showProblem(const QString &sentence)
{
    m_problem->setText(sentence);
    m_problem->show();
}

void RowsFoot::clearProblem()
{
    m_problem->hide();
}

bool RowsFoot::hasProblem() const
{
    return !m_problem->isHidden();
}

void RowsFoot::setTaking(bool taking)
{
    m_bar->setRange(0, 0);
    m_bar->setVisible(taking);
    m_cancel->setVisible(taking);
}

void RowsFoot::setTaken(qint64 bytes, qint64 total)
{
    m_bar->setRange(0, total > 0 ? 1000 : 0);
    m_bar->setValue(total > 0 ? int(bytes * 1000 / total) : 0);
    m_count->setText(total > 0 ? tr("%1 of %2 taken out").arg(bytesText(bytes), bytesText(total))
                               : tr("%1 taken out").arg(bytesText(bytes)));
}

} // namespace litekeeper
