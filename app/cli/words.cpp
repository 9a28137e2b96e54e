// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace litekeeper {

namespace {

/// The context of the translations.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1024 * 1024 ? 0 : 1, QLocale::DataSizeIecFormat);
}

QString countText(qint64 count)
{
    QLocale locale;
    // The C locale leaves the separators out, and 268530 is hard to read.
    if (locale.language() == QLocale::C) {
        locale = QLocale(QLocale::English);
    }
    return locale.toString(count);
}

QString countText(qint64 count, const QString &one, const QString &many)
{
    return countText(count) + QLatin1Char(' ') + (count == 1 ? one : many);
}

QString durationText(qint64 milliseconds)
{
    if (milliseconds < 1000) {
        return Words::tr("%1 ms").arg(milliseconds);
    }
    if (milliseconds < 60'000) {
        return Words::tr("%1 s").arg(QLocale().toString(double(milliseconds) / 1000, 'f', 2));
    }
    const qint64 seconds = milliseconds / 1000;
    if (seconds < 3600) {
        return Words::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    }
    return Words::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString instantText(const QDateTime &utc)
{
    return utc.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss t"));
}

QString proofText(ProofLevel level)
{
    switch (level) {
    case ProofLevel::None:
        return Words::tr("not proven");
    case ProofLevel::Copied:
        return Words::tr("copied");
    case ProofLevel::ReadBack:
        return Words::tr("read back");
    case ProofLevel::Checked:
        return Words::tr("checked");
    case ProofLevel::Proven:
        return Words::tr("proven");
    }
    return {};
}

QString proofMeaning(ProofLevel level)
{
    switch (level) {
    case ProofLevel::None:
        return Words::tr("nothing is known about this file");
    case ProofLevel::Copied:
        return Words::tr("written and synced, not read again");
    case ProofLevel::ReadBack:
        return Words::tr("every byte was read back from the destination");
    case ProofLevel::Checked:
        return Words::tr("read back, and SQLite's quick check found nothing wrong");
    case ProofLevel::Proven:
        return Words::tr("read back, passed the integrity check, and every table equals the source");
    }
    return {};
}

QString formatText(Format format)
{
    switch (format) {
    case Format::Database:
        return Words::tr("SQLite database");
    case Format::Zip:
        return Words::tr("zip archive");
    case Format::Zstd:
        return Words::tr("zstd-compressed database");
    }
    return {};
}

} // namespace litekeeper
