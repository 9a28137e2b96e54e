// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "canary/gatelog.h"
#include "common/runcontrol.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace litekeeper {

/// What the boot gate of one application has recorded beside its database.
struct GateRecord
{
    Path place;             ///< of the record, in the folder or archive that was read
    QString database;       ///< name of its file, encodePath()
    QList<GateEntry> boots; ///< in their order, never empty
};

/// Reads the records in a data folder, or in an archive of one: one for each database. An archive is audited
/// as verifyFile() does it, and one that is dangerous tells nothing. ErrorKind::NotFound if no gate was ever
/// there. Blocking, and to be called in a process that may die.
[[nodiscard]] Result<QList<GateRecord>> readGateRecords(const Path &path, const RunControl &control);

/// Reads records through child processes, one after the other, because a mount may hang and archives come
/// from strangers. Main thread only, never blocks.
class GateRecordReader : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::minutes timeLimit{2};

    /// `program`: litekeeper-cli; empty: the one beside this program.
    explicit GateRecordReader(Path program = {}, QObject *parent = nullptr);
    ~GateRecordReader() override; ///< what was not answered stays so

    QFuture<Result<QList<GateRecord>>> read(const Path &path);

private:
    class Private;
    std::unique_ptr<Private> d;
};

namespace gaterecordprotocol {

/// The subcommand of litekeeper-cli that is the child: a line with the path, answered by one line.
inline constexpr char command[] = "gate-record-child";

[[nodiscard]] QByteArray requestLine(const Path &path);
[[nodiscard]] Result<Path> pathFromLine(const QByteArray &line);
[[nodiscard]] QByteArray answerLine(const Result<QList<GateRecord>> &records);
/// ErrorKind::Unknown, or what the child says, if there are none.
[[nodiscard]] Result<QList<GateRecord>> recordsFromLine(const QByteArray &line);

} // namespace gaterecordprotocol

} // namespace litekeeper
