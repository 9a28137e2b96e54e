// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/program.h"

namespace litekeeper::test {

/// A zip that holds `file` under its own name. `encryption` is 7z's word for it: ZipCrypto, AES128 or AES256;
/// `method`: Deflate or Copy.
inline bool packEncrypted(const Path &zip, const Path &file, const std::string &password,
                          const std::string &encryption = "ZipCrypto", const std::string &method = "Deflate")
{
    Program program({"/usr/bin/7z", "a", "-bd", "-y", "-tzip", "-p" + password, "-mem=" + encryption,
                     "-mm=" + method, zip.string(), file.string()},
                    {}, zip.parent_path());
    return program.wait() == 0;
}

} // namespace litekeeper::test
