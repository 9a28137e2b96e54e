// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/catalogue_p.h"
#include "catalogue/interruptedruns.h"
#include "catalogue/migration.h"
#include "common/clock.h"
#include "common/durablefile.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Catalogue", text);
}

/// Opens the file, or sets it aside and makes a new one if it is damaged.
Result<CatalogueFile> openOrReplace(const Path &file, const QDateTime &now, QList<Finding> &findings)
{
    Result<CatalogueFile> opened = openCatalogueFile(file);
    if (opened || !isDamage(opened.error())) {
        return opened;
    }
    const Error damage = opened.error();
    const Result<Path> aside = setAside(file, now);
    if (!aside) {
        return aside.error();
    }
    findings.append(
        {.severity = Severity::Warning,
         .code = QStringLiteral("catalogue-set-aside"),
         .text
         = tr("Litekeeper's catalogue was damaged (%1). It was kept as “%2” and a new one was made from "
              "what lies beside the backups; the backups themselves are not affected.")
               .arg(damage.detail.isEmpty() ? errorCode(damage.kind) : damage.detail, displayPath(*aside))});
    return openCatalogueFile(file);
}

void noteCopies(const QList<Path> &copies, QList<Finding> &findings)
{
    for (const Path &copy : copies) {
        findings.append(
            {.severity = Severity::Note,
             .code = QStringLiteral("catalogue-migrated"),
             .text
             = tr("The catalogue was brought up to date; the former one is “%1”.").arg(displayPath(copy))});
    }
}

} // namespace

Result<Catalogue> Catalogue::open(const Path &file, const CatalogueOptions &options)
{
    const SystemClock systemClock;
    const QDateTime now = (options.clock != nullptr ? *options.clock : systemClock).nowUtc();
    if (const Result<void> made = createFolderDurably(folderOf(file)); !made) {
        return made.error();
    }
    const Result<OpeningLock> lock = OpeningLock::acquire(file);
    if (!lock) {
        return lock.error();
    }
    QList<Finding> findings;
    Result<CatalogueFile> opened = openOrReplace(file, now, findings);
    if (!opened) {
        return opened.error();
    }
    auto state = std::make_unique<Private>(*std::move(opened));
    const Result<QList<Path>> copies = migrate(state->file.connection, catalogueSteps());
    if (!copies) {
        return copies.error();
    }
    noteCopies(*copies, findings);
    state->findings = findings;
    if (const Result<void> rebuilt = state->rebuildOnce(options.defaultBackupFolder); !rebuilt) {
        return rebuilt.error();
    }
    const Result<QList<Finding>> interrupted = litekeeper::closeInterruptedRuns(state->file.connection, now);
    if (!interrupted) {
        return interrupted.error();
    }
    state->findings += *interrupted;
    const Result<qint64> version = state->dataVersion();
    if (!version) {
        return version.error();
    }
    state->lastDataVersion = *version;
    return Catalogue(std::move(state));
}

} // namespace litekeeper
