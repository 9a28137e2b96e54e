// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/exporttext.h"

#include <QUtf8StringView>

namespace litekeeper {

namespace {

constexpr qsizetype pieceBytes = qsizetype(256) << 10;
constexpr size_t partBytes = size_t(64) << 10;

/// Calls for one part after another, so that a large value needs no second copy of itself.
template <typename Append>
void inParts(std::string_view bytes, Append append)
{
    for (size_t at = 0; at < bytes.size(); at += partBytes) {
        append(bytes.substr(at, partBytes));
    }
}

void appendEscaped(QByteArray &text, char byte)
{
    constexpr const char *digits = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(byte);
    switch (byte) {
    case '"':
    case '\\':
        text += '\\';
        text += byte;
        return;
    case '\n':
        text += "\\n";
        return;
    case '\r':
        text += "\\r";
        return;
    case '\t':
        text += "\\t";
        return;
    default:
        break;
    }
    if (code < 0x20 || code == 0x7f) {
        text += "\\u00";
        text += digits[code >> 4U];
        text += digits[code & 15U];
    } else {
        text += byte;
    }
}

} // namespace

ExportText::ExportText(ExportSink sink)
    : m_sink(std::move(sink))
{
    m_text.reserve(pieceBytes + qsizetype(4 * partBytes));
}

ExportText &ExportText::operator<<(std::string_view text)
{
    inParts(text, [this](std::string_view part) {
        m_text.append(part.data(), qsizetype(part.size()));
        handOnIfLarge();
    });
    return *this;
}

void ExportText::appendHex(std::string_view bytes)
{
    inParts(bytes, [this](std::string_view part) {
        m_text += QByteArray::fromRawData(part.data(), qsizetype(part.size())).toHex();
        handOnIfLarge();
    });
}

void ExportText::appendDoubling(std::string_view text, char character)
{
    inParts(text, [this, character](std::string_view part) {
        for (size_t at = 0; at < part.size();) {
            const size_t quote = part.find(character, at);
            const size_t end = quote == std::string_view::npos ? part.size() : quote + 1;
            m_text.append(part.data() + at, qsizetype(end - at));
            if (quote != std::string_view::npos) {
                m_text += character;
            }
            at = end;
        }
        handOnIfLarge();
    });
}

void ExportText::appendJsonString(std::string_view utf8)
{
    if (!QUtf8StringView(utf8.data(), qsizetype(utf8.size())).isValidUtf8()) {
        const std::string replaced
            = QString::fromUtf8(utf8.data(), qsizetype(utf8.size())).toUtf8().toStdString();
        appendJsonString(replaced);
        return;
    }
    m_text += '"';
    inParts(utf8, [this](std::string_view part) {
        for (const char byte : part) {
            appendEscaped(m_text, byte);
        }
        handOnIfLarge();
    });
    m_text += '"';
}

void ExportText::handOnIfLarge()
{
    if (m_text.size() >= pieceBytes) {
        handOn();
    }
}

void ExportText::handOn()
{
    if (!m_error && !m_text.isEmpty()) {
        m_bytes += m_text.size();
        if (const Result<void> taken = m_sink(m_text); !taken) {
            m_error = taken.error();
        }
    }
    m_text.clear();
    m_text.reserve(pieceBytes + qsizetype(4 * partBytes));
}

Result<void> ExportText::state() const
{
    return m_error ? Result<void>(*m_error) : Result<void>();
}

Result<void> ExportText::finish()
{
    handOn();
    return state();
}

} // namespace litekeeper
