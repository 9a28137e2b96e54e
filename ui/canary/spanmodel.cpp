// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/spanmodel.h"

#include "ui/common/format.h"
#include "ui/common/status.h"

#include <algorithm>

namespace litekeeper {

/// Whether the spans that are known are the first ones of these, but for the last look.
bool SpanModel::isContinuedBy(const QUuid &watchId, const QList<ObservationSpan> &spans) const
{
    return watchId == m_watchId && spans.size() >= m_spans.size() && !m_spans.isEmpty()
        && spans.first().id == m_spans.first().id && spans.at(m_spans.size() - 1).id == m_spans.last().id;
}

void SpanModel::setSpans(const QUuid &watchId, const QList<ObservationSpan> &spans)
{
    if (!isContinuedBy(watchId, spans)) {
        beginResetModel();
        m_watchId = watchId;
        m_spans = spans;
        endResetModel();
        return;
    }
    const auto more = int(spans.size() - m_spans.size());
    m_spans.last() = spans.at(m_spans.size() - 1);
    Q_EMIT dataChanged(index(0, 0), index(0, ColumnCount - 1));
    if (more > 0) {
        beginInsertRows({}, 0, more - 1);
        m_spans = spans;
        endInsertRows();
    }
}

const ObservationSpan &SpanModel::spanAt(int row) const
{
    return m_spans.at(m_spans.size() - 1 - row);
}

int SpanModel::rowOf(qint64 spanId) const
{
    const auto found = std::lower_bound(m_spans.begin(), m_spans.end(), spanId,
                                        [](const ObservationSpan &span, qint64 id) { return span.id < id; });
    return found == m_spans.end() || found->id != spanId ? -1 : int(m_spans.end() - found) - 1;
}

int SpanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_spans.size());
}

int SpanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SpanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ObservationSpan &span = spanAt(index.row());
    const int column = index.column();
    const QDateTime &instant = column == FromColumn ? span.firstAt : span.newest.at;
    const bool isInstant = column == FromColumn || column == UntilColumn;
    switch (role) {
    case Qt::DisplayRole:
        return column == StateColumn ? statusOf(span.newest.state).word
            : isInstant              ? dateTimeText(instant)
                                     : countText(span.looks);
    case Qt::ToolTipRole:
        return isInstant ? utcText(instant) : QString();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (column == LooksColumn ? Qt::AlignRight : Qt::AlignLeft));
    case StatusRole:
        return column == StateColumn ? QVariant::fromValue(statusOf(span.newest.state)) : QVariant();
    case SpanIdRole:
        return span.id;
    default:
        return {};
    }
}

QVariant SpanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int(Qt::AlignVCenter | (section == LooksColumn ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case StateColumn:
        return tr("State");
    case FromColumn:
        return tr("From");
    case UntilColumn:
        return tr("Until");
    case LooksColumn:
        return tr("Looks");
    default:
        return {};
    }
}

} // namespace litekeeper
