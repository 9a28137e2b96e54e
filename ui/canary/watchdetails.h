// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/canary/watchhistories.h"
#include "ui/common/detailspane.h"

class QAbstractButton;
class QAction;
class QButtonGroup;
class QPlainTextEdit;
class QStackedWidget;

namespace litekeeper {

class SpanModel;
class TableView;

/// All about one watch as it was at one of its looks: in words, with its evidence, and beside that the looks
/// as a table or the evidence as JSON.
class WatchDetails : public DetailsPane
{
    Q_OBJECT

public:
    /// `copy`: copies the evidence.
    explicit WatchDetails(QAction *copy, QWidget *parent = nullptr);

    struct Words
    {
        Status status;
        QString title;
        QString subtitle;
        QString headline;
    };
    /// `span`: whole, one of the history's; none before the first look.
    void setWatch(const Watch &watch, const Words &words, const QList<ObservationSpan> &spans,
                  const std::optional<ObservationSpan> &span);
    void clearWatch();
    [[nodiscard]] QString evidence() const; ///< as JSON; empty if there is none

Q_SIGNALS:
    void spanChosen(qint64 spanId); ///< in the table, by the person

private:
    QWidget *makeSwitch(QAction *copy);
    QAbstractButton *addSwitch(int page, const QString &text, const QString &objectName);
    void buildTable();
    void buildEvidence();
    void select(qint64 spanId);

    SpanModel *m_model;
    QStackedWidget *m_side;
    QButtonGroup *m_switch;
    QWidget *m_copy = nullptr;
    TableView *m_table;
    QPlainTextEdit *m_evidence;
    bool m_isSelecting = false;
};

} // namespace litekeeper
