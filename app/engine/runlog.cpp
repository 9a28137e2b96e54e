// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/runlog.h"

#include <QDateTime>

namespace litekeeper {

void RunLog::add(const QString &line)
{
    m_lines.append(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) + QLatin1Char('\t') + line);
}

void RunLog::find(Severity severity, const QString &code, const QString &text)
{
    m_findings.append({.severity = severity, .code = code, .text = text});
    add(text);
}

} // namespace litekeeper
