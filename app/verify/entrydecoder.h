// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/judgement.h"

#include "common/result.h"

namespace litekeeper {

/// Writes down what is found about one entry, and makes the error that reading it then ends with.
class EntryReport
{
public:
    EntryReport(Judgement &judgement, QString where, Path archive)
        : m_judgement(&judgement)
        , m_where(std::move(where))
        , m_archive(std::move(archive))
    {
    }

    /// ErrorKind::Unsupported for that verdict, else ErrorKind::Damaged.
    Error find(Verdict verdict, const char *code, const QString &text) const
    {
        m_judgement->find(verdict, QString::fromLatin1(code), text, m_where);
        const bool isUnsupported = verdict == Verdict::Unsupported;
        return {.kind = isUnsupported ? ErrorKind::Unsupported : ErrorKind::Damaged,
                .path = m_archive,
                .detail = text};
    }
    [[nodiscard]] const QString &where() const { return m_where; }

private:
    Judgement *m_judgement;
    QString m_where;
    Path m_archive;
};

/// Unpacks the bytes of one entry. It need not know how many there should be: whoever reads counts and
/// compares.
class EntryDecoder
{
public:
    virtual ~EntryDecoder() = default;
    EntryDecoder(const EntryDecoder &) = delete;
    EntryDecoder &operator=(const EntryDecoder &) = delete;

    /// 0 only at an end that fits the packed bytes exactly. Errors: as Archive::read().
    [[nodiscard]] virtual Result<qint64> read(char *bytes, qint64 length) = 0;
    /// Packed bytes that were read so far.
    [[nodiscard]] virtual qint64 consumed() const = 0;

protected:
    EntryDecoder() = default;
};

} // namespace litekeeper
