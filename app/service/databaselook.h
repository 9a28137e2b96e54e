// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"
#include "common/runcontrol.h"
#include "domain/tablecontent.h"

#include <QObject>

#include <memory>

namespace litekeeper {

class TaskRunner;
struct Paths;

/// Looks into one database that nobody trusts: its tables, and their rows a page at a time, through a child
/// process that works on a private copy. Main thread only, never blocks. A child that dies, hangs or says
/// nonsense is failed(), and nothing comes behind that unless it is opened again.
class DatabaseLook : public QObject
{
    Q_OBJECT

public:
    static constexpr int pageRows = 200;

    /// `runner` outlives it. `program`: litekeeper-cli; empty: the one beside this program.
    DatabaseLook(TaskRunner &runner, const Paths &paths, Path program = {}, QObject *parent = nullptr);
    ~DatabaseLook() override; ///< ends the child, and removes its copy

    /// Once, and again when it came to passwordWanted() or failed(). `file`: an archive, a folder, or the
    /// database itself; `database`: as DatabaseVerdict::path calls it; `password`: of encrypted entries,
    /// never logged or stored.
    void open(const Path &file, const Path &database, const QByteArray &password = {});
    /// After opened(). Each is answered by one rowsArrived(), in their order. `from`: RowPage::begin or the
    /// `next` of another page.
    void fetchRows(const QString &table, qint64 from);

Q_SIGNALS:
    void progressed(const litekeeper::Progress &progress); ///< of unpacking
    void opened(const QList<litekeeper::TableOutline> &tables);
    void rowsArrived(const litekeeper::RowPage &page);
    /// In place of opened(): there was no password, or it did not fit.
    void passwordWanted(bool lastOneWasWrong);
    void failed(const QString &sentence);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
