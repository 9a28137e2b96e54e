// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "domain/verdict.h"

#include <memory>
#include <optional>
#include <vector>

namespace litekeeper {

/// A row of the Verify page's tree. Children are made when somebody looks, because an archive may have ten
/// thousand.
struct VerdictNode
{
    enum class Kind {
        File,
        Database,
        Entry, ///< of an archive, and no database
        Table,
        More, ///< stands for the entries that were judged, but are not listed
    };
    using Children = std::vector<std::unique_ptr<VerdictNode>>;

    VerdictNode(Kind kind, VerdictNode *parent, qsizetype at)
        : kind(kind)
        , parent(parent)
        , at(at)
    {
    }
    virtual ~VerdictNode() = default;
    VerdictNode(const VerdictNode &) = delete;
    VerdictNode &operator=(const VerdictNode &) = delete;

    Kind kind;
    VerdictNode *parent; ///< null for a file
    qsizetype at;        ///< position in the verdict's list of its kind
    int row = 0;         ///< among the children of its parent
    Children children = {};
    bool isFetched = false;
};

/// A verification that goes on or waits for its turn.
struct VerdictJob
{
    QUuid id;
    VerifyLevel level = VerifyLevel::Full;
    Progress progress = {};
};

/// A file, with its newest verdict. It has a verdict or a job, or both while it is verified again.
struct VerdictFile : VerdictNode
{
    explicit VerdictFile(Path path)
        : VerdictNode(Kind::File, nullptr, 0)
        , file(std::move(path))
    {
    }

    Path file;
    std::optional<FileVerdict> verdict = {};
    std::optional<VerdictJob> job = {};
};

[[nodiscard]] const VerdictFile &fileOf(const VerdictNode &node);
/// Of a database, of its tables, and of a file that is one database itself; else null.
[[nodiscard]] const DatabaseVerdict *databaseOf(const VerdictNode &node);
[[nodiscard]] const EntryVerdict *entryOf(const VerdictNode &node); ///< null if it is none
[[nodiscard]] const TableSummary *tableOf(const VerdictNode &node); ///< null if it is none

[[nodiscard]] bool hasChildren(const VerdictNode &node);
/// Databases first, the worst on top, then other entries, the worst on top.
[[nodiscard]] VerdictNode::Children makeChildren(VerdictNode &node);

} // namespace litekeeper
