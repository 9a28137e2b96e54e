// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/verdicttext.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::Verdict)
};

qsizetype countOf(const FileVerdict &file, Verdict verdict)
{
    return std::count_if(file.databases.begin(), file.databases.end(),
                         [verdict](const DatabaseVerdict &database) { return database.verdict == verdict; });
}

bool isDatabaseItself(const FileVerdict &file)
{
    return file.container == QLatin1String("database");
}

/// What `count` databases are: "is empty", "are empty".
QString stateOf(Verdict verdict, qsizetype count)
{
    switch (verdict) {
    case Verdict::Sound:
        return count == 1 ? Words::tr("is sound") : Words::tr("are sound");
    case Verdict::Empty:
        return count == 1 ? Words::tr("is empty") : Words::tr("are empty");
    case Verdict::Unsupported:
        return Words::tr("could not be judged", "databases, one or several");
    case Verdict::Damaged:
        return count == 1 ? Words::tr("is damaged") : Words::tr("are damaged");
    case Verdict::Dangerous:
        return count == 1 ? Words::tr("is dangerous") : Words::tr("are dangerous");
    }
    return {};
}

QString soundHeadline(const FileVerdict &file)
{
    const qsizetype count = file.databases.size();
    if (count == 0) { // not to be expected; nothing is claimed
        return Words::tr("Not verified: no database was judged.");
    }
    if (file.level == VerifyLevel::Quick) {
        return count == 1 ? Words::tr("Would restore, as far as the quick check can tell.")
                          : Words::tr("Would restore, as far as the quick check can tell: all %L1 "
                                      "databases passed it.")
                                .arg(count);
    }
    if (isDatabaseItself(file)) {
        return Words::tr("Would restore: the database is sound.");
    }
    return count == 1 ? Words::tr("Would restore: the database in it is sound.")
                      : Words::tr("Would restore: all %L1 databases in it are sound.").arg(count);
}

QString emptyHeadline(const FileVerdict &file)
{
    if (!file.databases.isEmpty()) {
        const bool zeroBytes = isDatabaseItself(file) && file.databases.constFirst().bytes == 0;
        return zeroBytes ? Words::tr("Would not restore: the file has 0 bytes.")
                         : Words::tr("Would not restore: %1.").arg(troubledDatabases(file));
    }
    if (file.bytes == 0 && !file.sha256.isEmpty()) {
        return Words::tr("Would not restore: the file has 0 bytes.");
    }
    return file.entryCount == 0 ? Words::tr("Would not restore: there is nothing in it.")
                                : Words::tr("Would not restore: there is no database in it.");
}

QString unsupportedHeadline(const FileVerdict &file)
{
    switch (passwordState(file)) {
    case PasswordState::Needed:
        return Words::tr("Not verified: a password is needed to read it.");
    case PasswordState::Wrong:
        return Words::tr("Not verified: the password does not fit.");
    case PasswordState::NotNeeded:
        break;
    }
    const QString troubled = troubledDatabases(file);
    return troubled.isEmpty() ? Words::tr("Not verified: it could not be judged.")
                              : Words::tr("Not verified: %1.").arg(troubled);
}

QString damagedHeadline(const FileVerdict &file)
{
    const QString troubled = troubledDatabases(file);
    if (!troubled.isEmpty()) {
        return Words::tr("Would not restore: %1.").arg(troubled);
    }
    return file.databases.isEmpty()
        ? Words::tr("Would not restore: the file is damaged.")
        : Words::tr("Would not restore as a whole: the file is damaged, but no database in it.");
}

} // namespace

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Sound:
        return Words::tr("Sound");
    case Verdict::Empty:
        return Words::tr("Empty");
    case Verdict::Unsupported:
        return Words::tr("Not judged");
    case Verdict::Damaged:
        return Words::tr("Damaged");
    case Verdict::Dangerous:
        return Words::tr("Dangerous");
    }
    return {};
}

QString verdictMeaning(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Sound:
        return Words::tr("Every byte was read, and no fault was found.");
    case Verdict::Empty:
        return Words::tr("There is nothing in it that could be restored.");
    case Verdict::Unsupported:
        return Words::tr("It could not be judged, so nothing is known about it. The details say why.");
    case Verdict::Damaged:
        return Words::tr("It is not what was written once. The details say where and how.");
    case Verdict::Dangerous:
        return Words::tr("It is built to harm whoever unpacks it. Do not open it with other programs.");
    }
    return {};
}

QString headline(const FileVerdict &file)
{
    switch (file.verdict) {
    case Verdict::Sound:
        return soundHeadline(file);
    case Verdict::Empty:
        return emptyHeadline(file);
    case Verdict::Unsupported:
        return unsupportedHeadline(file);
    case Verdict::Damaged:
        return damagedHeadline(file);
    case Verdict::Dangerous:
        return Words::tr("Do not unpack it: it is built to harm whoever does.");
    }
    return {};
}

QString headline(const DatabaseVerdict &database)
{
    switch (database.verdict) {
    case Verdict::Sound:
        return database.proof == ProofLevel::Proven
            ? Words::tr("Would restore: the database is sound.")
            : Words::tr("Would restore, as far as the quick check can tell.");
    case Verdict::Empty:
        return database.bytes == 0 ? Words::tr("Would not restore: the file has 0 bytes.")
                                   : Words::tr("Would not restore: there is no table in it.");
    case Verdict::Unsupported:
        return Words::tr("Not verified: the database could not be judged.");
    case Verdict::Damaged:
        return Words::tr("Would not restore: the database is damaged.");
    case Verdict::Dangerous:
        return Words::tr("Do not open it: it is built to harm whoever does.");
    }
    return {};
}

QString troubledDatabases(const FileVerdict &file)
{
    const qsizetype total = file.databases.size();
    QStringList parts;
    for (const Verdict verdict :
         {Verdict::Dangerous, Verdict::Damaged, Verdict::Unsupported, Verdict::Empty}) {
        const qsizetype count = countOf(file, verdict);
        if (count == 0) {
            continue;
        }
        const QString state = stateOf(verdict, count);
        if (!parts.isEmpty()) {
            parts.append(Words::tr("%L1 %2", "count and state: 1 is empty").arg(count).arg(state));
        } else if (total == 1) {
            parts.append(Words::tr("the database %1", "state: is empty").arg(state));
        } else if (count == total) {
            parts.append(Words::tr("all %L1 databases %2", "state: are empty").arg(total).arg(state));
        } else {
            parts.append(
                Words::tr("%L1 of %L2 databases %3", "state: is empty").arg(count).arg(total).arg(state));
        }
    }
    return parts.join(QStringLiteral(", "));
}

QString containerText(const QString &container)
{
    static const QHash<QString, QString> words{
        {QStringLiteral("database"), Words::tr("SQLite database")},
        {QStringLiteral("folder"), Words::tr("Folder")},
        {QStringLiteral("unknown"), Words::tr("Unknown kind of file")},
    };
    return words.value(container, Words::tr("%1 archive", "zip, tar.gz, 7z").arg(container));
}

QString levelText(VerifyLevel level)
{
    return level == VerifyLevel::Full ? Words::tr("Full check") : Words::tr("Quick check");
}

QString checkedMeaning(ProofLevel proof)
{
    switch (proof) {
    case ProofLevel::Proven:
        return Words::tr("The database passed SQLite's integrity check, and every row of every table was "
                         "read.");
    case ProofLevel::Checked:
        return Words::tr("The database passed SQLite's quick check. A full check also compares the indexes "
                         "and reads every row.");
    case ProofLevel::ReadBack:
    case ProofLevel::Copied:
        return Words::tr("The bytes were read, but SQLite has not checked them.");
    case ProofLevel::None:
        return Words::tr("Nothing is proven about it.");
    }
    return {};
}

PasswordState passwordState(const FileVerdict &file)
{
    if (isDatabaseItself(file)) {
        return PasswordState::NotNeeded; // an encrypted database has a key, which no archive's password is
    }
    PasswordState state = PasswordState::NotNeeded;
    for (const Finding &finding : file.findings) {
        if (finding.code == QLatin1String("password")) {
            return PasswordState::Wrong;
        }
        if (finding.code == QLatin1String("encrypted")) {
            state = PasswordState::Needed;
        }
    }
    return state;
}

QString harmlessText(const QString &text)
{
    QString harmless;
    harmless.reserve(text.size());
    for (const QChar character : text) {
        const ushort code = character.unicode();
        const bool turns = code == 0x061C || code == 0x200E || code == 0x200F
            || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
        const bool breaks = code == 0x2028 || code == 0x2029;
        if (turns || breaks || character.category() == QChar::Other_Control) {
            harmless += QStringLiteral("\\u%1").arg(code, 4, 16, QLatin1Char('0'));
        } else {
            harmless += character;
        }
    }
    return harmless;
}

} // namespace litekeeper
