// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/verification.h"

#include "verify/databaseinspection.h"
#include "verify/extraction.h"
#include "verify/filesarchive.h"
#include "verify/recordjudgement.h"

#include <QCoreApplication>

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <future>
#include <map>

namespace litekeeper {

namespace {

// Of a file that is neither: so much is looked at.
constexpr qint64 headBytes = qint64(64) << 10;
constexpr qint64 mostRecordBytes = qint64(16) << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("VerifyFile", text);
}

Finding changedMeanwhile(const QString &where)
{
    return {
        Severity::Problem, QStringLiteral("changed-meanwhile"),
        tr("It was written to each time it was read, so nothing can be said about it. Back it up instead: "
           "that takes a consistent copy while others write."),
        where};
}

QByteArray hashOf(const ReadOnlyFile &file, const std::atomic<bool> &stop)
{
    Sha256 sha256;
    constexpr qint64 pieceBytes = qint64(1) << 20;
    for (qint64 offset = 0; offset < file.status().st_size && !stop; offset += pieceBytes) {
        const Result<QByteArray> bytes = file.read(offset, pieceBytes);
        if (!bytes) {
            return {};
        }
        sha256.add(bytes->constData(), size_t(bytes->size()));
    }
    return stop ? QByteArray() : sha256.take();
}

} // namespace

Result<FileVerdict> Verification::run()
{
    m_verdict.id = QUuid::createUuid();
    m_verdict.file = m_request.file;
    m_verdict.level = m_request.level;
    m_verdict.verifiedAt = QDateTime::currentDateTimeUtc();
    m_verdict.verdict = Verdict::Sound;
    std::error_code failed;
    const bool isFolder = std::filesystem::is_directory(m_request.file, failed);
    Result<void> done = isFolder ? readFolder() : readFile();
    if (done) {
        done = inspectAll();
    }
    if (!done) {
        return done.error();
    }
    take(m_collector.judgement, {});
    if (!m_isPlain) {
        take(judgeRecords(m_collector.records, m_collector.names), {});
    }
    judgeWhole();
    return m_verdict;
}

Result<void> Verification::readFolder()
{
    const Result<std::unique_ptr<FilesArchive>> files = FilesArchive::ofFolder(m_request.file, m_control);
    if (!files) {
        return files.error();
    }
    m_verdict.container = (*files)->container();
    m_verdict.bytes = (*files)->totalBytes();
    m_meter.beginPhase(Phase::Reading, (*files)->totalBytes());
    const Result<void> read = readContainer(**files, {});
    m_changed = (*files)->changed();
    // Archives in a folder are what somebody keeps there; one level below them is opened as well.
    return read ? readContainersInside(2) : read;
}

Result<void> Verification::readFile()
{
    const Result<ReadOnlyFile> file = ReadOnlyFile::open(m_request.file);
    if (!file) {
        return file.error();
    }
    m_verdict.bytes = file->status().st_size;
    m_meter.beginPhase(Phase::Reading, m_verdict.bytes);
    Result<std::unique_ptr<Archive>> archive
        = openArchive(file->descriptor(), m_request.file, m_request.password, m_control);
    if (!archive) {
        return archive.error();
    }
    if (!*archive) {
        m_isPlain = true;
        return readPlainFile(*file);
    }
    m_verdict.container = (*archive)->container();
    readRecordsBeside();
    m_collector.manifest = m_request.file.stem().concat(".xml");
    // Hashing and unpacking read the same bytes at about the same time.
    std::atomic<bool> stop = false;
    std::future<QByteArray> hash
        = std::async(std::launch::async, [&file, &stop] { return hashOf(*file, stop); });
    Result<void> read = readContainer(**archive, {});
    if (read) {
        read = readContainersInside(1);
    }
    stop = !read;
    m_verdict.sha256 = hash.get();
    return read;
}

// A database by itself, or something that is none.
Result<void> Verification::readPlainFile(const ReadOnlyFile &file)
{
    const Result<QByteArray> head = file.read(0, headBytes);
    if (!head) {
        return head.error();
    }
    const Content content = contentOf(m_request.file, *head, m_verdict.bytes);
    const bool isDatabase = content == Content::Database || content == Content::SupposedDatabase;
    m_verdict.container = isDatabase ? QStringLiteral("database") : QStringLiteral("unknown");
    const std::unique_ptr<FilesArchive> files = FilesArchive::ofFile(m_request.file, m_verdict.container);
    const Result<void> read = readContainer(*files, {});
    m_wasChanged = !files->changed().isEmpty();
    return read;
}

Result<void> Verification::readContainer(Archive &archive, const Path &prefix)
{
    const Result<void> read = m_collector.collect(archive, prefix);
    if (!read) {
        return read;
    }
    take(archive.judgement(), prefix);
    return {};
}

Result<void> Verification::readContainersInside(int levels)
{
    for (int level = 1; level <= levels; ++level) {
        const std::vector<TakenFile> containers = std::exchange(m_collector.containers, {});
        for (const TakenFile &container : containers) {
            if (m_changed.contains(container.name)) {
                m_verdict.verdict = worse(m_verdict.verdict, Verdict::Unsupported);
                m_verdict.findings.append(changedMeanwhile(displayPath(container.name)));
                continue;
            }
            const Result<ReadOnlyFile> file = ReadOnlyFile::open(container.file);
            if (!file) {
                return file.error();
            }
            m_meter.beginPhase(Phase::Reading, container.bytes);
            Result<std::unique_ptr<Archive>> archive
                = openArchive(file->descriptor(), container.name, m_request.password, m_control);
            if (!archive) {
                return archive.error();
            }
            if (*archive) {
                const Result<void> read = readContainer(**archive, container.name);
                if (!read) {
                    return read;
                }
            }
            std::error_code ignored;
            std::filesystem::remove(container.file, ignored);
        }
    }
    for (const TakenFile &container : m_collector.containers) {
        m_verdict.findings.append({Severity::Note, QStringLiteral("not-opened"),
                                   tr("It is an archive in an archive in an archive, and was not opened."),
                                   displayPath(container.name)});
    }
    return {};
}

std::optional<TakenFile> Verification::takeCompanion(const Path &name)
{
    auto &companions = m_collector.companions;
    const auto found = std::find_if(companions.begin(), companions.end(),
                                    [&](const TakenFile &companion) { return companion.name == name; });
    if (found == companions.end()) {
        return std::nullopt;
    }
    TakenFile companion = std::move(*found);
    companions.erase(found);
    return companion;
}

Result<void> Verification::inspectAll()
{
    for (const TakenFile &database : m_collector.databases) {
        const Result<void> inspected
            = m_changed.contains(database.name) ? inspectAnew(database) : inspect(database);
        if (!inspected) {
            return inspected;
        }
    }
    return inspectLoneWals();
}

// Each in a folder of its own, with its companions beside it, named as SQLite expects them.
Result<void> Verification::inspect(const TakenFile &database)
{
    const Path folder = m_scratch / (database.file.filename().string() + ".d");
    std::error_code failed;
    std::filesystem::create_directory(folder, failed);
    if (failed) {
        return systemError(failed.value(), folder);
    }
    DatabaseCopy copy{.name = database.name, .file = folder / "database", .sha256 = database.sha256};
    std::vector<std::pair<Path, Path>> moves{{database.file, copy.file}};
    if (const std::optional<TakenFile> wal = takeCompanion(withSuffix(database.name, "-wal"))) {
        copy.hasWal = true;
        moves.emplace_back(wal->file, withSuffix(copy.file, "-wal"));
    }
    if (const std::optional<TakenFile> journal = takeCompanion(withSuffix(database.name, "-journal"))) {
        copy.hasJournal = true;
        moves.emplace_back(journal->file, withSuffix(copy.file, "-journal"));
    }
    for (const auto &[from, to] : moves) {
        std::filesystem::rename(from, to, failed);
        if (failed) {
            return systemError(failed.value(), from);
        }
    }
    const Result<void> inspected = inspectCopy(database, copy);
    std::filesystem::remove_all(folder, failed);
    return inspected;
}

Result<void> Verification::inspectCopy(const TakenFile &database, const DatabaseCopy &copy)
{
    Result<DatabaseVerdict> verdict
        = inspectDatabase(copy, {.level = m_request.level, .timeLimit = m_request.timeLimit}, m_control);
    if (!verdict) {
        return verdict.error();
    }
    verdict->bytes = database.bytes;
    verdict->facts.modified = database.modified;
    m_verdict.databases.append(std::move(*verdict));
    return {};
}

// It lies in the folder, and somebody wrote to it while the folder was read.
Result<void> Verification::inspectAnew(const TakenFile &database)
{
    for (const char *suffix : {"-wal", "-journal"}) {
        (void)takeCompanion(withSuffix(database.name, suffix));
    }
    const Result<PrivateCopy> taken
        = extractWhenStill({.file = m_request.file / database.name, .database = database.name},
                           m_request.scratchFolder, m_control);
    if (taken) {
        std::error_code failed;
        TakenFile copied = database;
        copied.bytes = qint64(std::filesystem::file_size(taken->copy.file, failed));
        return inspectCopy(copied, taken->copy);
    }
    if (taken.error().kind == ErrorKind::Cancelled) {
        return taken.error();
    }
    DatabaseVerdict verdict;
    verdict.path = database.name;
    verdict.bytes = database.bytes;
    verdict.findings.append(changedMeanwhile({}));
    m_verdict.databases.append(verdict);
    return {};
}

Result<void> Verification::inspectLoneWals()
{
    for (const TakenFile &companion : m_collector.companions) {
        if (!companion.name.string().ends_with("-wal")) {
            continue;
        }
        Result<DatabaseVerdict> verdict = inspectLoneWal(companion.name, companion.file, m_control);
        if (!verdict) {
            return verdict.error();
        }
        if (verdict->verdict != Verdict::Sound) {
            verdict->bytes = companion.bytes;
            m_verdict.databases.append(std::move(*verdict));
        }
    }
    return {};
}

void Verification::take(const Judgement &judgement, const Path &prefix)
{
    m_verdict.verdict = worse(m_verdict.verdict, judgement.verdict());
    for (Finding finding : judgement.findings()) {
        if (!prefix.empty()) {
            finding.where = finding.where.isEmpty() ? displayPath(prefix)
                                                    : displayPath(prefix) + QLatin1Char('/') + finding.where;
        }
        m_verdict.findings.append(finding);
    }
}

void Verification::readRecordsBeside()
{
    for (const auto &[suffix, recordFrom] :
         {std::pair(".log", &recordFromLog), std::pair(".xml", &recordFromManifest)}) {
        const Result<ReadOnlyFile> file = ReadOnlyFile::open(Path(m_request.file).replace_extension(suffix));
        const Result<QByteArray> text = file ? file->read(0, mostRecordBytes) : file.error();
        if (text) {
            m_collector.records.append(recordFrom(*text));
        }
    }
}

void Verification::judgeWhole()
{
    std::map<Path, Verdict> verdicts;
    for (const DatabaseVerdict &database : m_verdict.databases) {
        m_verdict.verdict = worse(m_verdict.verdict, database.verdict);
        verdicts[database.path] = database.verdict;
    }
    for (EntryVerdict &entry : m_collector.entries) {
        const auto found = verdicts.find(entry.path);
        entry.verdict = found == verdicts.end() ? entry.verdict : worse(entry.verdict, found->second);
    }
    std::stable_sort(m_collector.entries.begin(), m_collector.entries.end(),
                     [](const EntryVerdict &left, const EntryVerdict &right) {
                         return std::pair(!left.isDatabase, -int(left.verdict))
                             < std::pair(!right.isDatabase, -int(right.verdict));
                     });
    std::stable_sort(m_verdict.databases.begin(), m_verdict.databases.end(),
                     [](const DatabaseVerdict &left, const DatabaseVerdict &right) {
                         return left.verdict > right.verdict;
                     });
    m_verdict.entryCount = m_collector.entryCount;
    if (m_isPlain && m_verdict.databases.size() == 1) {
        m_verdict.sha256 = m_verdict.databases.front().sha256;
    }
    if (!m_isPlain) {
        m_verdict.entries = m_collector.entries;
    }
    if (!m_verdict.databases.isEmpty()) {
        return;
    }
    Judgement none;
    if (m_isPlain && m_verdict.bytes == 0) {
        none.find(Verdict::Empty, QStringLiteral("zero-bytes"),
                  tr("The file has 0 bytes: there is nothing in it to restore. Look for an older copy."));
    } else if (m_isPlain) {
        none.find(Verdict::Unsupported, QStringLiteral("not-a-database"),
                  tr("It is neither an SQLite database nor an archive that can be read."));
    } else if (m_verdict.entryCount == 0) {
        none.find(Verdict::Empty, QStringLiteral("no-entries"), tr("There is nothing in it."));
    } else {
        const bool isAllRead
            = std::all_of(m_collector.entries.cbegin(), m_collector.entries.cend(),
                          [](const EntryVerdict &entry) { return entry.verdict == Verdict::Sound; });
        none.find(Verdict::Empty, QStringLiteral("no-database"),
                  isAllRead ? tr("There is no SQLite database in it, so no database can be restored from it.")
                            : tr("No SQLite database was found in what could be read of it."));
    }
    take(none, {});
}

} // namespace litekeeper
