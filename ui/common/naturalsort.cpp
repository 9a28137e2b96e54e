// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/naturalsort.h"

#include "ui/common/cellroles.h"

namespace litekeeper {

namespace {

/// The collation of the C locale goes by bytes and knows no numbers.
QLocale readableLocale()
{
    const QLocale locale;
    return locale.language() == QLocale::C ? QLocale(QLocale::English) : locale;
}

} // namespace

NaturalSort::NaturalSort(QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_collator(readableLocale())
{
    setSortRole(SortRole);
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

bool NaturalSort::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant first = left.data(sortRole());
    const QVariant second = right.data(sortRole());
    if (first.typeId() == QMetaType::QString && second.typeId() == QMetaType::QString) {
        return m_collator.compare(first.toString(), second.toString()) < 0;
    }
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace litekeeper
