// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

/// The pieces of HTML of which a report is made. What they return is markup; what they are given is plain
/// text, unless it says otherwise.
namespace litekeeper::reportmarkup {

[[nodiscard]] QString plain(const QString &text); ///< is shown as it is, and never read as markup
[[nodiscard]] QString code(const QString &text);
[[nodiscard]] QString hash(const QByteArray &sha256); ///< in hexadecimal; a dash if it is empty
[[nodiscard]] QString figure(qint64 number);          ///< a dash if it is negative

[[nodiscard]] QString row(const QStringList &cells);                          ///< of markup
[[nodiscard]] QString table(const QStringList &columns, const QString &rows); ///< of markup
[[nodiscard]] QString
facts(const QList<QPair<QString, QString>> &pairs); ///< names and values; the values are markup

/// A whole page around the markup `body`, in UTF-8: it loads nothing and runs nothing, fits paper, and
/// follows the reader's light or dark.
[[nodiscard]] QByteArray page(const QString &title, const QString &body);

} // namespace litekeeper::reportmarkup
