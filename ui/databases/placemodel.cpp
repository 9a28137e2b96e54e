// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/placemodel.h"

#include "ui/common/icon.h"

#include <algorithm>

namespace litekeeper {

namespace {

QString iconName(const Place &place)
{
    if (place.network) {
        return QStringLiteral("network");
    }
    switch (place.kind) {
    case Place::Kind::Known:
        return QStringLiteral("history");
    case Place::Kind::Home:
        return QStringLiteral("home");
    case Place::Kind::Volume:
    case Place::Kind::Share:
        return QStringLiteral("drive");
    case Place::Kind::Folder:
        return QStringLiteral("folder");
    case Place::Kind::Dropped:
        return QStringLiteral("file-database");
    }
    return {};
}

bool isTheOnlyOne(Place::Kind kind)
{
    return kind == Place::Kind::Known || kind == Place::Kind::Dropped || kind == Place::Kind::Home;
}

} // namespace

PlaceModel::PlaceModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

int PlaceModel::put(const Place &place)
{
    int row = 0;
    for (; row < int(m_places.size()) && m_places.at(row).kind <= place.kind; ++row) {
        const Place &other = m_places.at(row);
        if (other.kind == place.kind && (isTheOnlyOne(place.kind) || other.roots == place.roots)) {
            if (!(other == place)) {
                m_places[row] = place;
                Q_EMIT dataChanged(index(row), index(row));
            }
            return row;
        }
    }
    beginInsertRows({}, row, row);
    m_places.insert(row, place);
    endInsertRows();
    return row;
}

void PlaceModel::keepOnly(const QList<Place> &places)
{
    for (int row = int(m_places.size()) - 1; row >= 0; --row) {
        const Place &each = m_places.at(row);
        const bool isMounted = each.kind == Place::Kind::Volume || each.kind == Place::Kind::Share;
        if (isMounted && std::none_of(places.begin(), places.end(), [&each](const Place &other) {
                return other.kind == each.kind && other.roots == each.roots;
            })) {
            remove(row);
        }
    }
}

void PlaceModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_places.removeAt(row);
    endRemoveRows();
}

int PlaceModel::rowOf(Place::Kind kind) const
{
    const auto found = std::find_if(m_places.begin(), m_places.end(),
                                    [kind](const Place &each) { return each.kind == kind; });
    return found == m_places.end() ? -1 : int(found - m_places.begin());
}

int PlaceModel::rowOf(const Place &place) const
{
    const auto found = std::find_if(m_places.begin(), m_places.end(), [&place](const Place &each) {
        return each.kind == place.kind && each.roots == place.roots;
    });
    return found == m_places.end() ? -1 : int(found - m_places.begin());
}

int PlaceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_places.size());
}

QVariant PlaceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Place &place = m_places.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return place.label;
    case Qt::ToolTipRole:
        return place.toolTip;
    case Qt::DecorationRole:
        return themedIcon(iconName(place));
    case DetailRole:
        return place.detail;
    case StatusRole:
        return place.trouble ? QVariant::fromValue(*place.trouble) : QVariant();
    case Qt::AccessibleTextRole:
        return place.network         ? tr("%1, network share, %2").arg(place.label, place.detail)
            : place.detail.isEmpty() ? place.label
                                     : place.label + QStringLiteral(", ") + place.detail;
    case KindRole:
        return int(place.kind);
    default:
        return {};
    }
}

} // namespace litekeeper
