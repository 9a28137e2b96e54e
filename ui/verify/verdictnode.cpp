// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/verdictnode.h"

#include <algorithm>
#include <numeric>

namespace litekeeper {

namespace {

using Kind = VerdictNode::Kind;

bool isDatabaseItself(const FileVerdict &verdict)
{
    return verdict.databases.size() == 1
        && (verdict.container == QLatin1String("database")
            || (verdict.entries.isEmpty() && verdict.databases.constFirst().path == verdict.file));
}

/// Positions in `list`, the worst verdict first, else as they are.
template <typename List>
std::vector<qsizetype> worstFirst(const List &list)
{
    std::vector<qsizetype> order(size_t(list.size()));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&list](qsizetype left, qsizetype right) {
        return list.at(left).verdict > list.at(right).verdict;
    });
    return order;
}

void add(VerdictNode &parent, VerdictNode::Children &children, Kind kind, qsizetype at)
{
    children.push_back(std::make_unique<VerdictNode>(kind, &parent, at));
    children.back()->row = int(children.size()) - 1;
}

void addContents(VerdictNode &file, VerdictNode::Children &children, const FileVerdict &verdict)
{
    for (const qsizetype at : worstFirst(verdict.databases)) {
        add(file, children, Kind::Database, at);
    }
    for (const qsizetype at : worstFirst(verdict.entries)) {
        if (!verdict.entries.at(at).isDatabase) {
            add(file, children, Kind::Entry, at);
        }
    }
    if (verdict.entryCount > verdict.entries.size() && !verdict.entries.isEmpty()) {
        add(file, children, Kind::More, 0);
    }
}

} // namespace

const VerdictFile &fileOf(const VerdictNode &node)
{
    const VerdictNode *top = &node;
    while (top->parent) {
        top = top->parent;
    }
    return static_cast<const VerdictFile &>(*top);
}

const DatabaseVerdict *databaseOf(const VerdictNode &node)
{
    if (node.kind == Kind::Table) {
        return databaseOf(*node.parent);
    }
    const std::optional<FileVerdict> &verdict = fileOf(node).verdict;
    if (node.kind == Kind::Database) {
        return &verdict->databases.at(node.at);
    }
    const bool itself = node.kind == Kind::File && verdict && isDatabaseItself(*verdict);
    return itself ? &verdict->databases.constFirst() : nullptr;
}

const EntryVerdict *entryOf(const VerdictNode &node)
{
    return node.kind == Kind::Entry ? &fileOf(node).verdict->entries.at(node.at) : nullptr;
}

const TableSummary *tableOf(const VerdictNode &node)
{
    return node.kind == Kind::Table ? &databaseOf(node)->tables.at(node.at) : nullptr;
}

bool hasChildren(const VerdictNode &node)
{
    if (node.kind == Kind::Table || node.kind == Kind::Entry || node.kind == Kind::More) {
        return false;
    }
    if (const DatabaseVerdict *database = databaseOf(node)) {
        return !database->tables.isEmpty();
    }
    const std::optional<FileVerdict> &verdict = fileOf(node).verdict;
    return verdict && !(verdict->databases.isEmpty() && verdict->entries.isEmpty());
}

VerdictNode::Children makeChildren(VerdictNode &node)
{
    VerdictNode::Children children;
    if (!hasChildren(node)) {
        return children;
    }
    if (const DatabaseVerdict *database = databaseOf(node)) {
        for (qsizetype at = 0; at < database->tables.size(); ++at) {
            add(node, children, Kind::Table, at);
        }
    } else {
        addContents(node, children, *fileOf(node).verdict);
    }
    return children;
}

} // namespace litekeeper
