// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace litekeeper {

/// SHA-256 (FIPS 180-4) of a stream. The digest has 32 bytes.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256 &&) noexcept;
    Sha256 &operator=(Sha256 &&) noexcept;

    void add(const void *bytes, std::size_t length);
    /// Ends the stream and begins a new one.
    [[nodiscard]] QByteArray take();

private:
    void begin();

    struct Delete
    {
        void operator()(void *context) const;
    };
    std::unique_ptr<void, Delete> m_context;
};

/// XXH3-128 in canonical (big endian) form.
using Xxh128 = std::array<std::uint8_t, 16>;

[[nodiscard]] Xxh128 xxh128(const void *bytes, std::size_t length);

/// XXH3-128 of a stream.
class Xxh128Stream
{
public:
    Xxh128Stream();
    ~Xxh128Stream();
    Xxh128Stream(const Xxh128Stream &) = delete;
    Xxh128Stream &operator=(const Xxh128Stream &) = delete;

    void reset();
    void add(const void *bytes, std::size_t length);
    [[nodiscard]] Xxh128 digest() const;

private:
    struct Delete
    {
        void operator()(void *state) const;
    };
    std::unique_ptr<void, Delete> m_state;
};

} // namespace litekeeper
