// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/history/historyfilter.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLineEdit;
class QToolButton;

namespace litekeeper {

/// The line above charts and tables: which of them, which database, which state, which words, which time.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    enum Side { Charts, Backups, Runs, Verified, SideCount };
    struct State
    {
        QString text;
        int value = 0;
    };

    explicit FilterBar(QWidget *parent = nullptr);

    void setStates(Side side, const QString &all, const QList<State> &states);
    void setSources(const QStringList &sources); ///< displayPath() of each; what was chosen stays chosen
    void setCount(Side side, int count);

    [[nodiscard]] Side side() const;
    void setSide(Side side);
    [[nodiscard]] HistoryWish wish(Side side) const;
    /// Which time the tables are about, as words on a button that ends it; empty: all.
    void setRangeText(const QString &text);
    void clearWishes();
    void focusText();

Q_SIGNALS:
    void sideChanged();
    void wishChanged();
    void rangeCleared(); ///< all of the time is wanted again

private:
    void addSide(Side side, const QString &text, const QString &objectName);
    void showSide();

    QStringList m_titles;
    QButtonGroup *m_sides;
    QComboBox *m_source;
    QComboBox *m_states[SideCount];
    QLineEdit *m_text;
    QToolButton *m_range;
};

} // namespace litekeeper
