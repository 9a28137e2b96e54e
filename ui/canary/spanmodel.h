// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/watch.h"
#include "ui/common/cellroles.h"

#include <QAbstractTableModel>

namespace litekeeper {

/// The looks at one watch, as spans without a change, newest first. Values only.
class SpanModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { StateColumn, FromColumn, UntilColumn, LooksColumn, ColumnCount };
    enum Role {
        SpanIdRole = UserCellRole, ///< qint64
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// In the order of the looks. What is known already stays, with its selection.
    void setSpans(const QUuid &watchId, const QList<ObservationSpan> &spans);

    [[nodiscard]] int rowOf(qint64 spanId) const; ///< -1 if there is none
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const ObservationSpan &spanAt(int row) const;
    [[nodiscard]] bool isContinuedBy(const QUuid &watchId, const QList<ObservationSpan> &spans) const;

    QUuid m_watchId;
    QList<ObservationSpan> m_spans; ///< in the order of the looks
};

} // namespace litekeeper
