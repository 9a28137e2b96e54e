// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/naturalsort.h"
#include "ui/databases/place.h"

#include <QSet>

namespace litekeeper {

/// Sorts databases and shows those of one place whose path or application holds a text.
class DatabaseFilter : public NaturalSort
{
    Q_OBJECT

public:
    explicit DatabaseFilter(QObject *parent = nullptr);

    void setPlace(const Place &place);
    void setText(const QString &text);
    /// Files that Litekeeper made itself: nobody looks for them here.
    void setBackupFiles(const QSet<QByteArray> &files);
    [[nodiscard]] Path pathAt(const QModelIndex &index) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    Place m_place;
    QString m_text;
    QSet<QByteArray> m_backupFiles;
};

} // namespace litekeeper
