// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/archive.h"
#include "verify/bytestream.h"

#include <functional>

namespace litekeeper {

/// One packed file (.gz, .zst, .xz, .bz2): a container with one entry, called as the file without its suffix.
class SingleArchive : public Archive
{
public:
    using MakeLayer = std::function<std::unique_ptr<ByteStream>(const ArchiveFile &, Judgement &)>;

    SingleArchive(const ArchiveFile &file, QString container, QString method, const MakeLayer &layer);

    [[nodiscard]] QString container() const override { return m_container; }
    [[nodiscard]] Result<std::optional<ArchiveEntry>> next() override;
    [[nodiscard]] Result<qint64> read(char *bytes, qint64 length) override;
    [[nodiscard]] qint64 position() const override { return m_layer->position(); }
    [[nodiscard]] qint64 entryCount() const override { return 1; }
    [[nodiscard]] const Judgement &judgement() const override { return m_judgement; }

private:
    const ArchiveFile m_file;
    Judgement m_judgement;
    QString m_container;
    QString m_method;
    std::unique_ptr<ByteStream> m_layer;
    std::optional<Error> m_failure;
    bool m_isGiven = false;
    bool m_hasEnded = false;
};

} // namespace litekeeper
