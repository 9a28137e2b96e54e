// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/backup.h"

namespace litekeeper {

/// How backup files are named: text with the placeholders {name} (the source's file name without .db,
/// .sqlite...), {date} (yyyyMMdd) and {time} (HHmmss). Without {date} and {time} the name is fixed and every
/// backup replaces the last.
class NameTemplate
{
public:
    /// Room that stays free in the 255 bytes of a file name, for ".partial" and a mark of the run before it.
    static constexpr int reservedBytes = 48;

    NameTemplate(); ///< "{name}-{date}-{time}"

    /// Empty text is the default. ErrorKind::InvalidArgument with a sentence for anything that cannot become
    /// a name.
    [[nodiscard]] static Result<NameTemplate> parse(const QString &text);

    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] bool isFixed() const;

    /// A plain file name, never a path and never empty, of at most 255 - reservedBytes bytes. {name} is what
    /// is cut where the whole would be too long, so that dates stay. Bytes that are not UTF-8 stay; control
    /// characters become "_". A `copy` above 1 appends "-2", "-3"... for names that are taken. `localTime` is
    /// written as it is given.
    [[nodiscard]] Path fileName(const Path &source, const QDateTime &localTime, Format format,
                                int copy = 1) const;

private:
    explicit NameTemplate(QString text);

    QString m_text;
};

} // namespace litekeeper
