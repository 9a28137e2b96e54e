// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/restoreoffer.h"

#include "ui/common/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

/// The context of the translations.
struct RestoreOffers
{
    Q_DECLARE_TR_FUNCTIONS(RestoreOffers)
};

constexpr int mostNameLetters = 28;

/// As much of a file's name as a button has room for.
QString buttonName(const Path &file)
{
    QString name = displayName(file);
    if (name.size() > mostNameLetters) {
        name = name.left(mostNameLetters - 1) + QChar(0x2026);
    }
    return name.replace(u'&', QStringLiteral("&&"));
}

QString buttonText(const RestoreTarget &target, std::optional<qsizetype> tables)
{
    const QString name = buttonName(target.file);
    if (!tables) {
        return target.exists ? RestoreOffers::tr("&Restore over %1").arg(name)
                             : RestoreOffers::tr("&Restore to %1").arg(name);
    }
    return *tables == 0 ? RestoreOffers::tr("&Restore tables of %1").arg(name)
        : *tables == 1  ? RestoreOffers::tr("&Restore 1 table of %1").arg(name)
                        : RestoreOffers::tr("&Restore %1 tables of %2").arg(countText(*tables), name);
}

QString plannedText(const RestoreTarget &target, const RestoreChoice &choice, bool isWhole)
{
    if (!target.exists) {
        return RestoreOffers::tr("A new file is written and checked.");
    }
    if (!isWhole) {
        return choice.safetyCopy
            ? RestoreOffers::tr(
                "A safety copy is made, then the rows of these tables are replaced in one transaction.")
            : RestoreOffers::tr("The rows of these tables are replaced, and cannot be brought back.");
    }
    if (!choice.safetyCopy) {
        return RestoreOffers::tr("What is there now is replaced, and cannot be brought back.");
    }
    return choice.way == RestoreWay::IntoLive
        ? RestoreOffers::tr("A safety copy is made, then everything is replaced in one transaction.")
        : RestoreOffers::tr("A safety copy is made, then the file is replaced.");
}

} // namespace

RestoreOffer offerToLook(bool isChosen)
{
    return {.text = isChosen
                ? RestoreOffers::tr("The backup is proven again and compared with what is there. Nothing is "
                                    "changed by that.")
                : RestoreOffers::tr("Choose a backup, and where it is to go."),
            .button = RestoreOffers::tr("&Look first"),
            .isEnabled = isChosen};
}

RestoreOffer offerToRestore(const RestoreTarget &target, const RestoreChoice &choice,
                            std::optional<qsizetype> tables, const QString &missing)
{
    return {.text = missing.isEmpty() ? plannedText(target, choice, !tables) : missing,
            .button = buttonText(target, tables),
            .isEnabled = missing.isEmpty(),
            .isDangerous = target.exists};
}

QString stageText(RestoreService::Stage stage, bool isUndoing, const Path &target)
{
    switch (stage) {
    case RestoreService::Stage::Looking:
        return isUndoing ? RestoreOffers::tr("The safety copy is proven again.")
                         : RestoreOffers::tr("The backup is proven again and compared with what is there.");
    case RestoreService::Stage::SafetyCopy:
        return RestoreOffers::tr("A safety copy of %1 is made. Nothing is changed so far.")
            .arg(displayName(target));
    case RestoreService::Stage::Restoring:
        return isUndoing ? RestoreOffers::tr("The safety copy is brought back.")
                         : RestoreOffers::tr("%1 is restored. If you cancel, it stays what it was.")
                               .arg(displayName(target));
    case RestoreService::Stage::Idle:
        break;
    }
    return {};
}

QString failureText(const Error &error)
{
    Error told = error;
    if (error.kind == ErrorKind::Protected) {
        told.advice = RestoreOffers::tr("Solve that and restore again, or switch the safety copy off and go "
                                        "on without a way back.");
    }
    return describe(told);
}

std::optional<Backup> newestOf(const QList<Backup> &backups, const Path &source)
{
    const auto newest = std::find_if(backups.begin(), backups.end(),
                                     [&source](const Backup &backup) { return backup.source == source; });
    return newest == backups.end() ? std::nullopt : std::optional(*newest);
}

bool mayBeAnArchive(ErrorKind kind)
{
    return kind == ErrorKind::NotADatabase || kind == ErrorKind::Unsupported || kind == ErrorKind::Damaged
        || kind == ErrorKind::Encrypted;
}

} // namespace litekeeper
