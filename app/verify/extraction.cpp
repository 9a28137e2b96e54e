// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/extraction.h"

#include "common/readonlyfile.h"
#include "verify/collector.h"
#include "verify/filesarchive.h"
#include "verify/livefile.h"

#include <QCoreApplication>

#include <algorithm>
#include <thread>

namespace litekeeper {

namespace {

constexpr qint64 headBytes = 512;

/// What a finding of a container comes to for whoever wants one database of it.
ErrorKind kindOf(const Finding &finding)
{
    return finding.code == QLatin1String("encrypted") ? ErrorKind::PasswordNeeded
        : finding.code == QLatin1String("password")   ? ErrorKind::PasswordWrong
                                                      : ErrorKind::Unsupported;
}

class Extraction
{
public:
    Extraction(const DatabasePlace &place, const Path &folder, const RunControl &control)
        : m_place(place)
        , m_folder(folder)
        , m_control(control)
        , m_meter(control)
        , m_collector(folder, m_meter, control)
    {
    }

    [[nodiscard]] Result<DatabaseCopy> run();

private:
    [[nodiscard]] Result<void> readFolder();
    [[nodiscard]] Result<void> readFile();
    [[nodiscard]] Result<void> readPlainFile();
    [[nodiscard]] Result<void> readContainer(Archive &archive, const Path &prefix);
    [[nodiscard]] Result<void> readContainersInside(int levels);
    [[nodiscard]] bool wants(const Path &name) const;
    [[nodiscard]] bool isReadable(const TakenFile &database) const;
    [[nodiscard]] Error notThere() const;
    [[nodiscard]] Result<void> move(const TakenFile &taken, const Path &file) const;

    const DatabasePlace &m_place;
    const Path &m_folder;
    const RunControl &m_control;
    ProgressMeter m_meter;
    Collector m_collector;
    Path m_database = m_place.database; ///< its name among the entries
    std::optional<Finding> m_trouble;   ///< what the containers said when they were read
};

Result<DatabaseCopy> Extraction::run()
{
    m_collector.wants = [this](const Path &name) { return wants(name); };
    std::error_code failed;
    const Result<void> read = std::filesystem::is_directory(m_place.file, failed) ? readFolder() : readFile();
    if (!read) {
        return read.error();
    }
    const auto isDatabase = [this](const TakenFile &taken) { return taken.name == m_database; };
    const auto database
        = std::find_if(m_collector.databases.begin(), m_collector.databases.end(), isDatabase);
    if (database == m_collector.databases.end() || !isReadable(*database)) {
        return notThere();
    }
    DatabaseCopy copy{.name = m_place.database, .file = m_folder / "database", .sha256 = database->sha256};
    if (const Result<void> moved = move(*database, copy.file); !moved) {
        return moved.error();
    }
    for (const TakenFile &companion : m_collector.companions) {
        const char *suffix = companion.name.string().ends_with("-wal") ? "-wal" : "-journal";
        (companion.name.string().ends_with("-wal") ? copy.hasWal : copy.hasJournal) = true;
        if (const Result<void> moved = move(companion, withSuffix(copy.file, suffix)); !moved) {
            return moved.error();
        }
    }
    return copy;
}

Result<void> Extraction::readFolder()
{
    const Result<std::unique_ptr<FilesArchive>> files = FilesArchive::ofFolder(m_place.file, m_control);
    if (!files) {
        return files.error();
    }
    m_meter.beginPhase(Phase::Reading, (*files)->totalBytes());
    const Result<void> read = readContainer(**files, {});
    const QList<Path> &changed = (*files)->changed();
    if (read
        && std::any_of(changed.begin(), changed.end(), [this](const Path &name) { return wants(name); })) {
        return Error{.kind = ErrorKind::SourceChanged, .path = m_place.database};
    }
    return read ? readContainersInside(2) : read;
}

Result<void> Extraction::readFile()
{
    const Result<ReadOnlyFile> file = ReadOnlyFile::open(m_place.file);
    if (!file) {
        return file.error();
    }
    m_meter.beginPhase(Phase::Reading, file->status().st_size);
    Result<std::unique_ptr<Archive>> archive
        = openArchive(file->descriptor(), m_place.file, m_place.password, m_control);
    if (!archive) {
        return archive.error();
    }
    if (!*archive) {
        return readPlainFile();
    }
    const Result<void> read = readContainer(**archive, {});
    return read ? readContainersInside(1) : read;
}

Result<void> Extraction::readPlainFile()
{
    m_database = m_place.file.filename();
    const std::unique_ptr<FilesArchive> files
        = FilesArchive::ofFile(m_place.file, QStringLiteral("database"));
    const Result<void> read = readContainer(*files, {});
    if (read && !files->changed().isEmpty()) {
        return Error{.kind = ErrorKind::SourceChanged, .path = m_place.file};
    }
    return read;
}

Result<void> Extraction::readContainer(Archive &archive, const Path &prefix)
{
    const Result<void> read = m_collector.collect(archive, prefix);
    for (const Finding &finding : archive.judgement().findings()) {
        // Only what is wanted was read, so it is that what a password is missing for.
        if (!m_trouble
            || (kindOf(*m_trouble) == ErrorKind::Unsupported && kindOf(finding) != ErrorKind::Unsupported)) {
            m_trouble = finding;
        }
    }
    return read;
}

Result<void> Extraction::readContainersInside(int levels)
{
    for (int level = 1; level <= levels; ++level) {
        const std::vector<TakenFile> containers = std::exchange(m_collector.containers, {});
        for (const TakenFile &container : containers) {
            const Result<ReadOnlyFile> file = ReadOnlyFile::open(container.file);
            if (!file) {
                return file.error();
            }
            m_meter.beginPhase(Phase::Reading, container.bytes);
            const Result<std::unique_ptr<Archive>> archive
                = openArchive(file->descriptor(), container.name, m_place.password, m_control);
            if (!archive) {
                return archive.error();
            }
            const Result<void> read = *archive ? readContainer(**archive, container.name) : Result<void>();
            if (!read) {
                return read;
            }
            std::error_code ignored;
            std::filesystem::remove(container.file, ignored);
        }
    }
    return {};
}

/// The database, what belongs to it, and the containers it lies in.
bool Extraction::wants(const Path &name) const
{
    return name == m_database || name == withSuffix(m_database, "-wal")
        || name == withSuffix(m_database, "-journal") || m_database.string().starts_with(name.string() + "/");
}

/// With another password than the right one, what comes out may be anything.
bool Extraction::isReadable(const TakenFile &database) const
{
    if (!m_trouble || kindOf(*m_trouble) == ErrorKind::Unsupported) {
        return true;
    }
    const Result<ReadOnlyFile> file = ReadOnlyFile::open(database.file);
    const Result<QByteArray> head = file ? file->read(0, headBytes) : file.error();
    return head && contentOf(database.name, *head, database.bytes) == Content::Database;
}

Error Extraction::notThere() const
{
    // Details are clauses, without the period of the sentence.
    const auto clause = [](const QString &text) { return text.endsWith(u'.') ? text.chopped(1) : text; };
    if (!m_collector.judgement.findings().isEmpty()) {
        return {.kind = ErrorKind::NoSpace,
                .path = m_place.file,
                .detail = clause(m_collector.judgement.findings().first().text)};
    }
    if (m_trouble && kindOf(*m_trouble) == ErrorKind::Unsupported) {
        return {.kind = ErrorKind::Unsupported, .path = m_place.file, .detail = clause(m_trouble->text)};
    }
    if (m_trouble) {
        return {.kind = kindOf(*m_trouble), .path = m_place.database};
    }
    return {.kind = ErrorKind::NotFound, .path = m_place.database};
}

Result<void> Extraction::move(const TakenFile &taken, const Path &file) const
{
    std::error_code failed;
    std::filesystem::rename(taken.file, file, failed);
    return failed ? Result<void>(systemError(failed.value(), file)) : Result<void>();
}

} // namespace

Result<DatabaseCopy> extractDatabase(const DatabasePlace &place, const Path &folder,
                                     const RunControl &control)
{
    return Extraction(place, folder, control).run();
}

Result<PrivateCopy> extractWhenStill(const DatabasePlace &place, const Path &scratchFolder,
                                     const RunControl &control)
{
    for (int attempt = 1;; ++attempt) {
        Result<PrivateFolder> folder = PrivateFolder::createIn(scratchFolder);
        if (!folder) {
            return folder.error();
        }
        Result<DatabaseCopy> copy = extractDatabase(place, folder->path(), control);
        if (copy) {
            return PrivateCopy{*std::move(folder), *std::move(copy)};
        }
        if (copy.error().kind != ErrorKind::SourceChanged || control.stopRequested()) {
            return copy.error();
        }
        if (attempt == attemptsAtLiveFile) {
            Error error = copy.error();
            error.detail
                = QCoreApplication::translate("Extraction", "it was written to each time it was read");
            error.advice = QCoreApplication::translate(
                "Extraction",
                "Back it up, which takes a consistent copy while others write, and look at the backup.");
            return error;
        }
        std::this_thread::sleep_for(pauseBetweenAttempts);
    }
}

} // namespace litekeeper
