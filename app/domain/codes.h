// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <array>
#include <optional>

namespace litekeeper {

/// A value of an enumeration and its stable word in files, JSON and the catalogue.
template <typename Value>
struct Code
{
    Value value;
    const char *word;
};

// clang 14 does not deduce the arguments of an aggregate by itself.
template <typename Value>
Code(Value, const char *) -> Code<Value>;

template <typename Value, std::size_t Size>
[[nodiscard]] QString codeOf(const std::array<Code<Value>, Size> &codes, Value value)
{
    for (const Code<Value> &code : codes) {
        if (code.value == value) {
            return QString::fromLatin1(code.word);
        }
    }
    Q_ASSERT_X(false, "codeOf", "a value without a word");
    return {};
}

template <typename Value, std::size_t Size>
[[nodiscard]] std::optional<Value> valueOf(const std::array<Code<Value>, Size> &codes, const QString &word)
{
    for (const Code<Value> &code : codes) {
        if (word == QLatin1String(code.word)) {
            return code.value;
        }
    }
    return std::nullopt;
}

} // namespace litekeeper
