// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/hash.h"

#include <QtGlobal>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <xxhash.h>

namespace litekeeper {

namespace {

EVP_MD_CTX *asDigest(void *context)
{
    return static_cast<EVP_MD_CTX *>(context);
}

XXH3_state_t *asState(void *state)
{
    return static_cast<XXH3_state_t *>(state);
}

Xxh128 canonical(XXH128_hash_t hash)
{
    XXH128_canonical_t bytes;
    XXH128_canonicalFromHash(&bytes, hash);
    Xxh128 result;
    std::copy(std::begin(bytes.digest), std::end(bytes.digest), result.begin());
    return result;
}

/// A worker's thread gives back what libcrypto keeps for it when it ends, and that may be after main() has
/// returned. By then libcrypto must not have taken itself down (OPENSSL_init_crypto(3)).
EVP_MD_CTX *newContext()
{
    [[maybe_unused]] static const int initialised = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
    return EVP_MD_CTX_new();
}

} // namespace

Sha256::Sha256()
    : m_context(newContext())
{
    begin();
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256 &&) noexcept = default;
Sha256 &Sha256::operator=(Sha256 &&) noexcept = default;

void Sha256::Delete::operator()(void *context) const
{
    EVP_MD_CTX_free(asDigest(context));
}

void Sha256::begin()
{
    // It fails only without memory or without SHA-256 in libcrypto; a hash that is none would be worse than
    // the end.
    if (EVP_DigestInit_ex(asDigest(m_context.get()), EVP_sha256(), nullptr) != 1) {
        qFatal("libcrypto offers no SHA-256");
    }
}

void Sha256::add(const void *bytes, std::size_t length)
{
    EVP_DigestUpdate(asDigest(m_context.get()), bytes, length);
}

QByteArray Sha256::take()
{
    QByteArray digest(32, Qt::Uninitialized);
    EVP_DigestFinal_ex(asDigest(m_context.get()), reinterpret_cast<unsigned char *>(digest.data()), nullptr);
    begin();
    return digest;
}

Xxh128 xxh128(const void *bytes, std::size_t length)
{
    return canonical(XXH3_128bits(bytes, length));
}

Xxh128Stream::Xxh128Stream()
    : m_state(XXH3_createState())
{
    reset();
}

Xxh128Stream::~Xxh128Stream() = default;

void Xxh128Stream::Delete::operator()(void *state) const
{
    XXH3_freeState(asState(state));
}

void Xxh128Stream::reset()
{
    XXH3_128bits_reset(asState(m_state.get()));
}

void Xxh128Stream::add(const void *bytes, std::size_t length)
{
    XXH3_128bits_update(asState(m_state.get()), bytes, length);
}

Xxh128 Xxh128Stream::digest() const
{
    return canonical(XXH3_128bits_digest(asState(m_state.get())));
}

} // namespace litekeeper
