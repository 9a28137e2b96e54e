// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "engine/tableexport.h"

#include <string_view>

namespace litekeeper {

/// Collects what is written and hands it on in large pieces. One thread.
class ExportText
{
public:
    explicit ExportText(ExportSink sink);

    ExportText &operator<<(std::string_view text);
    void appendHex(std::string_view bytes);
    /// With every `character` written twice, as SQL and CSV have it in quotes.
    void appendDoubling(std::string_view text, char character);
    void appendJsonString(std::string_view utf8); ///< with its quotes; what is no UTF-8 becomes U+FFFD

    /// The first error of the sink; nothing is handed on behind it.
    [[nodiscard]] Result<void> state() const;
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    void handOnIfLarge();
    void handOn();

    ExportSink m_sink;
    QByteArray m_text;
    qint64 m_bytes = 0;
    std::optional<Error> m_error;
};

} // namespace litekeeper
