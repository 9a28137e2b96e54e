// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/restoring.h"
#include "ui/common/formsection.h"

class QListWidget;
class QRadioButton;

namespace litekeeper {

/// How much of the backup is restored: the whole database, or only the rows of some of its tables. Which
/// tables there are is known once somebody has looked.
class ScopeSection : public FormSection
{
    Q_OBJECT

public:
    explicit ScopeSection(QWidget *parent = nullptr);

    void reset(); ///< nobody has looked: the whole database
    /// Offers the tables of the backup. The whole database is chosen then.
    void setPlan(const RestorePlan &plan);
    [[nodiscard]] bool isWhole() const;
    [[nodiscard]] QStringList tables() const; ///< that are ticked; none if it is the whole database
    /// How many are ticked; nothing: the whole database.
    [[nodiscard]] std::optional<qsizetype> count() const;
    /// What has to be chosen before it can begin: a sentence; empty: nothing.
    [[nodiscard]] QString whatIsMissing() const;

Q_SIGNALS:
    void changed();

private:
    void offer(bool isPossible, const QString &hint);
    void fill(const RestorePlan &plan);
    void fitList();
    void update();

    QRadioButton *m_whole;
    QRadioButton *m_some;
    QuietLabel *m_hint;
    QWidget *m_listRow;
    QListWidget *m_list;
};

} // namespace litekeeper
