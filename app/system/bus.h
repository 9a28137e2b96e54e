// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDBusConnection>

namespace litekeeper {

/// The bus of the user's session, where the desktop and the user's systemd answer; not connected where there
/// is none. Unlike QDBusConnection::sessionBus() it never starts a bus in order to have one.
[[nodiscard]] QDBusConnection sessionBus();

/// The bus of the machine, where logind answers; not connected where there is none.
[[nodiscard]] QDBusConnection systemBus();

/// What the other side said, or the name of its error where it said nothing.
[[nodiscard]] QString busErrorText(const QDBusError &error);

} // namespace litekeeper
