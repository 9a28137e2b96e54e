// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/backup.h"

#include "domain/codes.h"

namespace litekeeper {

namespace {

constexpr std::array formatCodes{
    Code{Format::Database, "db"},
    Code{Format::Zip, "zip"},
    Code{Format::Zstd, "zst"},
};
constexpr std::array proofCodes{
    Code{ProofLevel::None, "none"},          Code{ProofLevel::Copied, "copied"},
    Code{ProofLevel::ReadBack, "read-back"}, Code{ProofLevel::Checked, "checked"},
    Code{ProofLevel::Proven, "proven"},
};
constexpr std::array severityCodes{
    Code{Severity::Note, "note"},
    Code{Severity::Warning, "warning"},
    Code{Severity::Problem, "problem"},
};

} // namespace

QString formatCode(Format format)
{
    return codeOf(formatCodes, format);
}

std::optional<Format> formatFromCode(const QString &code)
{
    return valueOf(formatCodes, code);
}

QString formatSuffix(Format format)
{
    return format == Format::Zstd ? QStringLiteral(".db.zst") : QLatin1Char('.') + formatCode(format);
}

QString proofCode(ProofLevel level)
{
    return codeOf(proofCodes, level);
}

std::optional<ProofLevel> proofFromCode(const QString &code)
{
    return valueOf(proofCodes, code);
}

QString severityCode(Severity severity)
{
    return codeOf(severityCodes, severity);
}

Severity severityFromCode(const QString &code)
{
    return valueOf(severityCodes, code).value_or(Severity::Problem);
}

} // namespace litekeeper
