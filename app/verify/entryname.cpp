// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/entryname.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace litekeeper {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("EntryName", text);
}

QList<QByteArray> partsOf(QByteArray name)
{
    return name.replace('\\', '/').split('/');
}

bool isAbsolute(const QByteArray &name)
{
    const bool isOnDrive = name.size() >= 2 && name.at(1) == ':'
        && ((name.at(0) >= 'a' && name.at(0) <= 'z') || (name.at(0) >= 'A' && name.at(0) <= 'Z'));
    return name.startsWith('/') || name.startsWith('\\') || isOnDrive;
}

bool leavesFolder(const QList<QByteArray> &parts)
{
    qsizetype depth = 0;
    for (const QByteArray &part : parts) {
        if (part == "..") {
            --depth;
        } else if (!part.isEmpty() && part != ".") {
            ++depth;
        }
        if (depth < 0) {
            return true;
        }
    }
    return false;
}

bool isDeviceName(const QByteArray &stem)
{
    static const std::array<QByteArray, 6> devices{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"};
    const QByteArray upper = stem.toUpper();
    const bool isPort = upper.size() == 4 && (upper.startsWith("COM") || upper.startsWith("LPT"))
        && upper.at(3) >= '1' && upper.at(3) <= '9';
    return isPort || std::find(devices.begin(), devices.end(), upper) != devices.end();
}

// Windows drops dots and spaces at the end of a name, and everything behind a colon names a stream of it.
QByteArray asWindowsTakesIt(QByteArray part)
{
    const qsizetype colon = part.indexOf(':');
    part = colon > 0 ? part.left(colon) : part;
    while (part.endsWith('.') || part.endsWith(' ')) {
        part.chop(1);
    }
    return part;
}

void judgeParts(const QList<QByteArray> &parts, const QString &where, Judgement &judgement)
{
    for (const QByteArray &part : parts) {
        if (part.isEmpty() || part == "." || part == "..") {
            continue;
        }
        const QByteArray taken = asWindowsTakesIt(part);
        if (isDeviceName(taken)) {
            judgement.find(
                Verdict::Dangerous, QStringLiteral("device-name"),
                say("The name is that of a Windows device. Unpacking it there talks to the device in "
                    "place of a file: do not unpack this archive on Windows."),
                where);
            return;
        }
        if (isDeviceName(taken.left(taken.indexOf('.')))) {
            judgement.remark(Severity::Note, QStringLiteral("device-like-name"),
                             say("The name begins like a Windows device, so older Windows cannot unpack it. "
                                 "Unpack it on another system if you need it."),
                             where);
        } else if (taken != part) {
            judgement.remark(
                Severity::Note, QStringLiteral("odd-name"),
                say("Windows would change the name, because it ends with a dot or a space or has a "
                    "colon. Unpack it on another system if the name matters."),
                where);
        }
    }
}

} // namespace

QByteArray normalEntryName(const QByteArray &name)
{
    QByteArray normal;
    for (const QByteArray &part : partsOf(name)) {
        if (part.isEmpty() || part == ".") {
            continue;
        }
        if (!normal.isEmpty()) {
            normal += '/';
        }
        normal += part;
    }
    return normal;
}

void judgeEntryName(const QByteArray &name, Judgement &judgement)
{
    const QString where = shownName(name);
    const QList<QByteArray> parts = partsOf(name);
    if (isAbsolute(name)) {
        judgement.find(Verdict::Dangerous, QStringLiteral("absolute-path"),
                       say("The name begins at the root of a disk, so unpacking it could overwrite files "
                           "anywhere. Do not unpack this archive."),
                       where);
    }
    if (leavesFolder(parts)) {
        judgement.find(Verdict::Dangerous, QStringLiteral("path-leaves-folder"),
                       say("The name leads out of the folder it is unpacked to, so it could overwrite other "
                           "files. Do not unpack this archive."),
                       where);
    } else if (parts.contains("..")) {
        judgement.remark(Severity::Warning, QStringLiteral("parent-in-path"),
                         say("The name goes up and down again within the archive. Its place is the same; ask "
                             "yourself which program writes such names."),
                         where);
    }
    if (name.contains('\0')) {
        judgement.find(
            Verdict::Dangerous, QStringLiteral("nul-in-name"),
            say("The name has a NUL byte, so programs disagree on where it ends and what is unpacked. "
                "Do not unpack this archive."),
            where);
    } else if (std::any_of(name.begin(), name.end(),
                           [](char byte) { return uchar(byte) < 0x20 || byte == 0x7f; })) {
        judgement.remark(
            Severity::Warning, QStringLiteral("control-character"),
            say("The name has control characters, which can garble what a terminal shows. It is shown "
                "escaped here."),
            where);
    }
    judgeParts(parts, where, judgement);
}

void judgeEntryKind(ArchiveEntry::Kind kind, const QString &where, Judgement &judgement)
{
    if (kind == ArchiveEntry::Kind::Link) {
        judgement.find(
            Verdict::Dangerous, QStringLiteral("link"),
            say("The entry is a link. Unpacking through it can overwrite files outside the folder: do not "
                "unpack this archive, or only without its links."),
            where);
    } else if (kind == ArchiveEntry::Kind::Special) {
        judgement.find(
            Verdict::Dangerous, QStringLiteral("special-file"),
            say("The entry is a device, a pipe or a socket and no file. Do not unpack this archive."), where);
    }
}

Path entryPath(const QByteArray &name)
{
    return pathFromBytes(name.contains('/') ? name : QByteArray(name).replace('\\', '/'));
}

QString shownName(const QByteArray &name)
{
    return displayPath(entryPath(name));
}

} // namespace litekeeper
