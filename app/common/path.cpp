// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/path.h"

#include <QStringDecoder>

#include <system_error>

namespace litekeeper {

namespace {

const QLatin1String bytesPrefix("bytes:");

bool isPlain(const QByteArray &bytes)
{
    for (const char byte : bytes) {
        if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f) {
            return false;
        }
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return !decoder.hasError() && text.toUtf8() == bytes;
}

QString escaped(const QByteArray &bytes)
{
    if (isPlain(bytes)) {
        return QString::fromUtf8(bytes);
    }
    // One character at a time, so that valid UTF-8 around a broken byte stays readable.
    QString text;
    for (qsizetype at = 0; at < bytes.size();) {
        qsizetype length = 1;
        for (qsizetype candidate = 1; candidate <= 4 && at + candidate <= bytes.size(); ++candidate) {
            if (isPlain(bytes.mid(at, candidate))) {
                length = candidate;
                break;
            }
            if (candidate == 4 || at + candidate == bytes.size()) {
                length = 0;
            }
        }
        if (length > 0) {
            text += QString::fromUtf8(bytes.mid(at, length));
            at += length;
        } else {
            text += QStringLiteral("\\x%1").arg(static_cast<unsigned char>(bytes.at(at)), 2, 16,
                                                QLatin1Char('0'));
            ++at;
        }
    }
    return text;
}

} // namespace

QString displayPath(const Path &path)
{
    return escaped(pathBytes(path));
}

QString displayName(const Path &path)
{
    return escaped(pathBytes(path.filename()));
}

QByteArray pathBytes(const Path &path)
{
    return QByteArray::fromStdString(path.string());
}

Path pathFromBytes(const QByteArray &bytes)
{
    return Path(bytes.toStdString());
}

Path pathFromQString(const QString &text)
{
    return Path(text.toUtf8().toStdString());
}

QString encodePath(const Path &path)
{
    const QByteArray bytes = pathBytes(path);
    if (isPlain(bytes) && !bytes.startsWith("bytes:")) {
        return QString::fromUtf8(bytes);
    }
    return bytesPrefix + QString::fromLatin1(bytes.toPercentEncoding("/"));
}

Path decodePath(const QString &text)
{
    if (text.startsWith(bytesPrefix)) {
        return pathFromBytes(QByteArray::fromPercentEncoding(text.mid(bytesPrefix.size()).toLatin1()));
    }
    return pathFromQString(text);
}

Path absolutePath(const Path &path)
{
    std::error_code error;
    Path absolute = std::filesystem::absolute(path, error);
    return error ? path : absolute;
}

Path withSuffix(const Path &path, const char *suffix)
{
    Path result = path;
    result += suffix;
    return result;
}

} // namespace litekeeper
