// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/tablecontent.h"
#include "engine/tableexport.h"

#include <QObject>

#include <memory>

namespace litekeeper {

class DatabaseLook;
class DurableStream;
class TaskRunner;

/// Takes what is too large for the window out of a database that is looked into: a whole value to the
/// clipboard or to a file, or the rows of a table to a file. One at a time; a file appears when it is whole.
class ValueTaking : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 mostForClipboard = qint64(16) << 20;

    /// Both outlive it.
    ValueTaking(DatabaseLook &look, TaskRunner &runner, QObject *parent = nullptr);
    ~ValueTaking() override;

    void copy(const ValuePlace &place, bool asHex);
    void save(const ValuePlace &place, const Path &file);
    /// See DatabaseLook::exportRows().
    void exportRows(const QString &table, ExportFormat format, const QString &filter, const QString &column,
                    const Path &file);
    void cancel(); ///< failed() comes at once, unless a whole file is just getting its name
    void giveUp(); ///< the look has failed

    [[nodiscard]] bool isRunning() const { return m_work != Work::None; }

Q_SIGNALS:
    void changed();                                   ///< isRunning()
    void progressed(qint64 bytes, qint64 bytesTotal); ///< total -1: not known
    void copied(qint64 bytes);
    void saved(const litekeeper::Path &file, qint64 bytes, qint64 rows); ///< rows -1: a value
    void failed(const QString &sentence);                                ///< empty: it was cancelled

private:
    enum class Work { None, Copy, Save, Export };

    void begin(Work work, const Path &file);
    void takeValue(const ValuePlace &place, const ValuePart &part);
    void takePiece(const QByteArray &bytes);
    void takeEnd(qint64 rows, bool wasStopped, const QString &problem);
    void askForMore();
    void write(const QByteArray &bytes, bool isLast);
    void publish(qint64 rows);
    void stopExport();
    void endCopy();
    void end();
    void fail(const QString &sentence);

    DatabaseLook &m_look;
    TaskRunner &m_runner;
    Work m_work = Work::None;
    ValuePlace m_place;
    Path m_file;
    std::shared_ptr<DurableStream> m_stream; ///< only one task works with it at a time
    QByteArray m_bytes;                      ///< for the clipboard
    qint64 m_done = 0;
    qint64 m_total = -1;
    qint64 m_turn = 0;   ///< what comes of an earlier piece of work is not ours
    int m_staleEnds = 0; ///< exports that were stopped, whose end is still to come
    bool m_asHex = false;
    bool m_isPublishing = false;
};

} // namespace litekeeper
