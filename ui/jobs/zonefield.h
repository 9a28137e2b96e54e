// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QComboBox>

namespace litekeeper {

/// The time zones of this system, to be searched by any part of their names. The first one is the
/// computer's.
class ZoneField : public QComboBox
{
    Q_OBJECT

public:
    explicit ZoneField(QWidget *parent = nullptr);

    void setZone(const QByteArray &id);
    [[nodiscard]] QByteArray zone() const; ///< as typed; it may be none

Q_SIGNALS:
    void zoneChanged();
};

} // namespace litekeeper
