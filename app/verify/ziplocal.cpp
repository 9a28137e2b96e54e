// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/ziplocal.h"

#include "common/zipformat.h"
#include "verify/entryname.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace litekeeper {

namespace {

constexpr qint64 windowBytes = 32 * 1024;
constexpr qint64 longestDescriptor = 24;

QString say(const char *text)
{
    return QCoreApplication::translate("ZipAudit", text);
}

/// Length of the data descriptor that stands at `bytes`; 0 if none there says what the central directory
/// does. With and without signature, with sizes of 4 and of 8 bytes: writers disagree and nothing tells which
/// it is.
qint64 descriptorLength(const char *bytes, qint64 room, const ZipHeader &central)
{
    const bool isSigned = room >= 4 && littleEndian<quint32>(bytes) == zip::descriptorSignature;
    for (const qint64 at : {isSigned ? 4 : 0, 0}) {
        if (room < at + 12 || littleEndian<quint32>(bytes + at) != central.crc) {
            continue;
        }
        const bool isLong = room >= at + 20 && littleEndian<quint64>(bytes + at + 4) == central.compressed
            && littleEndian<quint64>(bytes + at + 12) == central.bytes;
        const bool isShort = littleEndian<quint32>(bytes + at + 4) == quint32(central.compressed)
            && littleEndian<quint32>(bytes + at + 8) == quint32(central.bytes);
        if (isLong || isShort) {
            return isLong ? at + 20 : at + 12;
        }
    }
    return 0;
}

bool sameName(QByteArrayView left, QByteArrayView right)
{
    return left == right
        || (left.size() == right.size()
            && left.toByteArray().replace('\\', '/') == right.toByteArray().replace('\\', '/'));
}

} // namespace

ZipLocals::ZipLocals(const ArchiveFile &file, const ZipDirectory &directory, Judgement &judgement)
    : m_file(file)
    , m_directory(directory)
    , m_judgement(judgement)
    , m_window(file, windowBytes)
{
}

void ZipLocals::damaged(const char *code, const QString &text, const QString &where)
{
    m_judgement.find(Verdict::Damaged, QString::fromLatin1(code), text, where);
}

void ZipLocals::cannotRead(const QString &where, ZipEntry &entry)
{
    entry.state = ZipEntry::State::Unreadable;
    damaged("local-header",
            say("There is no entry where the central directory says it is, so it cannot be read. Download "
                "the archive "
                "again."),
            where);
}

// Local headers that leave out what the writer did not know yet (bit 3) or hides (bit 13) say nothing wrong.
QStringList ZipLocals::differences(const ZipHeader &central, const ZipHeader &local) const
{
    QStringList fields;
    if (local.has(zip::encryptedFlag) != central.has(zip::encryptedFlag)) {
        fields += say("encryption");
    }
    if (local.method != central.method) {
        fields += say("the method");
    }
    if (central.has(zip::maskedFlag) || local.has(zip::maskedFlag)) {
        return fields;
    }
    if (!sameName(local.name, central.name)) {
        fields += say("the name");
    }
    if (local.dosTime != 0 && local.dosTime != central.dosTime) {
        fields += say("the time");
    }
    const bool isStreamed = local.has(zip::descriptorFlag);
    const auto differs = [&](quint64 localValue, quint64 centralValue) {
        const bool isLeftOut = isStreamed && (localValue == 0 || localValue == zip::inZip64);
        return localValue != centralValue && !isLeftOut;
    };
    // Info-ZIP puts the check byte of an encrypted stream where the checksum will not be known in time.
    const bool holdsCheckByte = isStreamed && local.has(zip::encryptedFlag);
    if (!holdsCheckByte && differs(local.crc, central.crc)) {
        fields += say("the checksum");
    }
    if (differs(local.compressed, central.compressed)) {
        fields += say("the packed size");
    }
    if (differs(local.bytes, central.bytes)) {
        fields += say("the size");
    }
    return fields;
}

Result<void> ZipLocals::check(const ZipHeader &central, const QString &where, ZipEntry &entry)
{
    if (central.offset > quint64(m_file.bytes())) {
        cannotRead(where, entry);
        return {};
    }
    entry.localAt = qint64(central.offset) + m_directory.base;
    Result<const char *> header = m_window.look(entry.localAt, zip::localHeaderBytes);
    const bool isThere = header && *header && littleEndian<quint32>(*header) == zip::localHeaderSignature;
    const qint64 length = isThere ? ZipHeader::localLength(*header) : 0;
    if (isThere) {
        header = m_window.look(entry.localAt, length);
    }
    if (!header) {
        return header.error();
    }
    if (!isThere || !*header) {
        entry.localAt = -1;
        cannotRead(where, entry);
        return {};
    }
    const ZipHeader local = ZipHeader::local(*header);
    entry.flags = local.flags;
    entry.dataAt = entry.localAt + length;
    compare(central, local, where, entry);
    if (entry.state != ZipEntry::State::Readable) {
        return {};
    }
    if (local.has(zip::descriptorFlag) || central.has(zip::descriptorFlag)) {
        return checkDescriptor(central, local, where, entry);
    }
    return {};
}

void ZipLocals::compare(const ZipHeader &central, const ZipHeader &local, const QString &where,
                        ZipEntry &entry)
{
    if (local.name != central.name) {
        judgeEntryName(local.name.toByteArray(), m_judgement);
    }
    const QStringList differing = differences(central, local);
    if (!differing.isEmpty()) {
        damaged(
            "headers-differ",
            say("The entry's own header and the central directory disagree on %1, so one of them is wrong. "
                "Download the archive again.")
                .arg(differing.join(QStringLiteral(", "))),
            where);
    }
    const bool isExtraSound = local.isExtraSound && local.isZip64Sound;
    if (!isExtraSound) {
        damaged(
            "extra-field",
            say("The additional fields in the entry's own header are broken. Download the archive again."),
            where);
    }
    entry.isContradictory = !differing.isEmpty() || !isExtraSound;
    if (entry.compressed > m_file.bytes() - entry.dataAt) {
        entry.state = ZipEntry::State::Unreadable;
        entry.sureEnd = entry.end = entry.dataAt;
        damaged("data-missing",
                say("The entry's data would end behind the end of the file, so part of it is missing. "
                    "Download the "
                    "archive again."),
                where);
        return;
    }
    entry.end = entry.dataAt + entry.compressed;
    entry.sureEnd = entry.end;
    if (entry.isContradictory) {
        const qint64 sureBytes = zip::localHeaderBytes + std::min(local.name.size(), central.name.size())
            + qint64(std::min(quint64(entry.compressed), local.compressed));
        entry.sureEnd = std::min(entry.localAt + sureBytes, entry.end);
    }
}

// Programs that trust the central directory never look at a descriptor, so one that was left out is odd, but
// a wrong one means that bytes were changed.
Result<void> ZipLocals::checkDescriptor(const ZipHeader &central, const ZipHeader &local,
                                        const QString &where, ZipEntry &entry)
{
    const bool isComplete
        = local.crc == central.crc && local.compressed == central.compressed && local.bytes == central.bytes;
    const qint64 room = std::min(longestDescriptor, m_file.bytes() - entry.end);
    const Result<const char *> bytes = m_window.look(entry.end, room);
    if (!bytes) {
        return bytes.error();
    }
    const qint64 length = *bytes ? descriptorLength(*bytes, room, central) : 0;
    if (length > 0) {
        entry.end += length;
        entry.sureEnd = entry.sureEnd == entry.end - length ? entry.end : entry.sureEnd;
        return {};
    }
    const quint32 next = *bytes && room >= 4 ? littleEndian<quint32>(*bytes) : 0;
    const bool isLeftOut = next == zip::localHeaderSignature || next == zip::centralHeaderSignature
        || next == zip::extraDataSignature;
    if (isLeftOut || (isComplete && next != zip::descriptorSignature)) {
        ++m_withoutDescriptor;
        return {};
    }
    entry.sureEnd = std::min(entry.sureEnd, entry.dataAt);
    damaged("descriptor",
            say("What stands behind the entry's data contradicts its size or checksum, so the data are "
                "damaged or cut "
                "off. Download the archive again."),
            where);
    return {};
}

void ZipLocals::summarise()
{
    if (m_withoutDescriptor > 0) {
        m_judgement.remark(
            Severity::Note, QStringLiteral("no-descriptor"),
            say("%1 entries announce a data descriptor and have none. The directory tells their sizes, "
                "so nothing is missing.")
                .arg(m_withoutDescriptor));
    }
}

} // namespace litekeeper
