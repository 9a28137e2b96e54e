// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"
#include "common/runcontrol.h"
#include "domain/tablecontent.h"
#include "engine/tableexport.h"

#include <QObject>

#include <memory>

namespace litekeeper {

class NetworkAccess;
class TaskRunner;
struct Paths;

/// Looks into one database that nobody trusts: its tables, and their rows a page at a time, through a child
/// process that works on a private copy. Main thread only, never blocks. A child that dies, hangs or says
/// nonsense is failed(), and nothing comes behind that unless it is opened again.
class DatabaseLook : public QObject
{
    Q_OBJECT

public:
    /// `runner` outlives it. `program`: litekeeper-cli; empty: the one beside this program.
    DatabaseLook(TaskRunner &runner, const Paths &paths, Path program = {}, QObject *parent = nullptr);
    ~DatabaseLook() override; ///< ends the child, and removes its copy

    /// Once, and again when it came to passwordWanted() or failed(). `file`: an archive, a folder, or the
    /// database itself; `database`: as DatabaseVerdict::path calls it; `password`: of encrypted entries,
    /// never logged or stored.
    void open(const Path &file, const Path &database, const QByteArray &password = {});
    /// The same for a backup in any format, or a database that may be live: a snapshot of it is taken first.
    /// Only for files that we would also back up; the others are open()ed.
    void openStill(const Path &file, const NetworkAccess &network);

    // After opened(). Each is answered by one signal, in the order in which they were asked.
    void fetchRows(const RowsWish &wish);           ///< rowsArrived()
    void countRows(const QString &table);           ///< rowsCounted(), after a moment; ask again for more
    void findRow(const QString &table, qint64 key); ///< rowFound()
    void search(const QString &text, const TextPlace &from, int limit);     ///< searched(), after a moment
    void fetchValue(const ValuePlace &place, qint64 offset, qint64 length); ///< valueArrived()
    /// pieceArrived(), each of which is to be answered by takeMore(), and then exported(). `filter` and
    /// `column` as RowsWish has them, the column by its name. Nothing else is answered meanwhile.
    void exportRows(const QString &table, ExportFormat format, const QString &filter, const QString &column);
    void takeMore();
    void stopExport(); ///< at any time; no piece comes any more, and exported() within 100 ms

Q_SIGNALS:
    void progressed(const litekeeper::Progress &progress); ///< of unpacking
    void opened(const QList<litekeeper::TableOutline> &tables);
    void rowsArrived(const litekeeper::RowPage &page);
    void rowsCounted(const litekeeper::RowCount &count);
    void rowFound(const QString &table, qint64 key, qint64 position); ///< -1: nobody can tell
    void searched(const litekeeper::SearchPart &part);
    void pieceArrived(const QByteArray &bytes);
    /// `problem`: a sentence why it is not whole; empty: it is, or it was stopped.
    void exported(qint64 rows, bool wasStopped, const QString &problem);
    void valueArrived(const litekeeper::ValuePlace &place, const litekeeper::ValuePart &part);
    /// In place of opened(): there was no password, or it did not fit.
    void passwordWanted(bool lastOneWasWrong);
    void failed(const QString &sentence);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
