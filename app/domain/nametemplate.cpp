// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/nametemplate.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qsizetype mostNameBytes = 255; // NAME_MAX on every file system we write to
constexpr qsizetype mostTemplateBytes = 150;
const QByteArray namePlace("{name}");

QString defaultTemplate()
{
    return QStringLiteral("{name}-{date}-{time}");
}

QString tr(const char *text)
{
    return QCoreApplication::translate("NameTemplate", text);
}

Error invalid(const QString &text, const QString &detail)
{
    return {.kind = ErrorKind::InvalidArgument,
            .path = pathFromQString(text),
            .detail = detail,
            .advice = tr("Use plain text with {name}, {date} and {time}, for example {name}-{date}-{time}.")};
}

bool isControl(char byte)
{
    return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f;
}

QByteArray safe(QByteArray bytes)
{
    std::replace_if(
        bytes.begin(), bytes.end(), [](char byte) { return isControl(byte) || byte == '/'; }, '_');
    return bytes;
}

/// The first `limit` bytes at most, never half of a UTF-8 character.
QByteArray cut(const QByteArray &bytes, qsizetype limit)
{
    if (bytes.size() <= limit) {
        return bytes;
    }
    qsizetype end = std::max<qsizetype>(limit, 0);
    const auto isContinuation = [&bytes](qsizetype at) { return (bytes.at(at) & 0xc0) == 0x80; };
    // A character has at most three continuation bytes; more of them are not UTF-8 and may be cut anywhere.
    for (int steps = 0; steps < 3 && end > 0 && isContinuation(end); ++steps) {
        --end;
    }
    return bytes.left(isContinuation(end) ? std::max<qsizetype>(limit, 0) : end);
}

QByteArray withoutSuffix(const QByteArray &name, const QByteArray &suffix)
{
    const bool ends = name.size() > suffix.size() && name.toLower().endsWith(suffix);
    return ends ? name.chopped(suffix.size()) : name;
}

QByteArray sourceStem(const Path &source)
{
    const QByteArray name = pathBytes(source.filename());
    for (const char *suffix : {".db", ".sqlite", ".sqlite3", ".db3", ".sdb", ".s3db", ".sl3"}) {
        if (const QByteArray stem = withoutSuffix(name, suffix); stem.size() < name.size()) {
            return stem;
        }
    }
    return name;
}

Result<void> checkPlaceholders(const QString &text)
{
    QString rest = text;
    for (const char *known : {"{name}", "{date}", "{time}"}) {
        rest.remove(QLatin1String(known));
    }
    const qsizetype open = rest.indexOf(QLatin1Char('{'));
    const qsizetype close = rest.indexOf(QLatin1Char('}'), open);
    if (open >= 0 && close > open) {
        return invalid(text, tr("%1 is no placeholder").arg(rest.mid(open, close - open + 1)));
    }
    if (rest.contains(QLatin1Char('{')) || rest.contains(QLatin1Char('}'))) {
        return invalid(text, tr("a brace stands alone"));
    }
    return {};
}

} // namespace

NameTemplate::NameTemplate()
    : m_text(defaultTemplate())
{
}

NameTemplate::NameTemplate(QString text)
    : m_text(std::move(text))
{
}

Result<NameTemplate> NameTemplate::parse(const QString &text)
{
    if (text.isEmpty()) {
        return NameTemplate();
    }
    const QByteArray bytes = text.toUtf8();
    if (bytes.contains('/')) {
        return invalid(text, tr("a file name cannot hold a slash; choose the folder as the destination"));
    }
    if (std::any_of(bytes.begin(), bytes.end(), isControl)) {
        return invalid(text, tr("it holds a control character or a line break"));
    }
    if (text.trimmed().isEmpty()) {
        return invalid(text, tr("it is blank"));
    }
    if (bytes.size() > mostTemplateBytes) {
        return invalid(text, tr("it is longer than %1 bytes").arg(mostTemplateBytes));
    }
    if (const Result<void> checked = checkPlaceholders(text); !checked) {
        return checked.error();
    }
    return NameTemplate(text);
}

bool NameTemplate::isFixed() const
{
    return !m_text.contains(QLatin1String("{date}")) && !m_text.contains(QLatin1String("{time}"));
}

Path NameTemplate::fileName(const Path &source, const QDateTime &localTime, Format format, int copy) const
{
    const QByteArray suffix = formatSuffix(format).toLatin1();
    const QByteArray end = (copy > 1 ? "-" + QByteArray::number(copy) : QByteArray()) + suffix;
    const qsizetype room = mostNameBytes - reservedBytes - end.size();

    QByteArray stem = withoutSuffix(m_text.toUtf8(), suffix);
    stem.replace("{date}", localTime.toString(QStringLiteral("yyyyMMdd")).toLatin1());
    stem.replace("{time}", localTime.toString(QStringLiteral("HHmmss")).toLatin1());
    if (const qsizetype names = stem.count(namePlace); names > 0) {
        const qsizetype others = stem.size() - names * namePlace.size();
        stem.replace(namePlace, cut(sourceStem(source), (room - others) / names));
    }
    stem = cut(safe(stem), room);
    if (stem.isEmpty()) {
        stem = "backup";
    }
    return pathFromBytes(stem + end);
}

} // namespace litekeeper
