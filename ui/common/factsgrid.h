// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace litekeeper {

/// Names and values below each other: "Size  1.10 GiB". Values can be selected and copied, long ones wrap.
class FactsGrid : public QWidget
{
    Q_OBJECT

public:
    struct Fact
    {
        QString name;
        QString value;
        QString toolTip = {};
    };

    explicit FactsGrid(QWidget *parent = nullptr);

    void setFacts(const QList<Fact> &facts);

private:
    void addRow();

    QGridLayout *m_layout;
    QList<QLabel *> m_names;
    QList<QLabel *> m_values;
};

} // namespace litekeeper
