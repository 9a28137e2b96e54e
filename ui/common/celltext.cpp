// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/celltext.h"

#include "ui/common/blobtype.h"
#include "ui/common/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace litekeeper {

namespace {

constexpr qsizetype shownCharacters = 200; // of a text in its cell; the tooltip has the rest

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::CellText)
};

bool reordersText(QChar character)
{
    const char16_t code = character.unicode();
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

} // namespace

QString oneLine(const QString &text)
{
    QString line = text.left(shownCharacters);
    for (QChar &character : line) {
        if (character == u'\n') {
            character = QChar(0x21B5);
        } else if (character.category() == QChar::Other_Control) {
            character = u' ';
        } else if (reordersText(character)) {
            character = QChar::ReplacementCharacter;
        }
    }
    return text.size() > shownCharacters ? line + QChar(0x2026) : line;
}

QString cellText(const CellValue &value)
{
    switch (value.kind) {
    case CellValue::Kind::Null:
        return QStringLiteral("NULL");
    case CellValue::Kind::Integer:
        return QString::number(value.integer);
    case CellValue::Kind::Real:
        return QString::number(value.real, 'g', QLocale::FloatingPointShortest);
    case CellValue::Kind::Text:
        return oneLine(value.text);
    case CellValue::Kind::Blob:
        break;
    }
    const QString type = blobType(value.blob).name;
    return type.isEmpty() ? Words::tr("BLOB, %1").arg(bytesText(value.length))
                          : Words::tr("BLOB, %1, %2").arg(type, bytesText(value.length));
}

QString cellToolTip(const CellValue &value)
{
    if (value.kind == CellValue::Kind::Blob) {
        const QString bytes = QString::fromLatin1(value.blob.toHex(' '));
        return value.isCut() ? Words::tr("It begins with %1").arg(bytes) : bytes;
    }
    if (value.kind != CellValue::Kind::Text || value.text.isEmpty()) {
        return {};
    }
    // Whoever wrote the database must not write our tooltip.
    QString text
        = QStringLiteral("<p style=\"white-space: pre-wrap\">%1</p>").arg(value.text.toHtmlEscaped());
    if (value.isCut()) {
        text += Words::tr("<p>The first %1 of %2 characters.</p>")
                    .arg(countText(CellValue::textLimit), countText(value.length));
    }
    return text;
}

QString cellCopyText(const CellValue &value)
{
    switch (value.kind) {
    case CellValue::Kind::Null:
        return {};
    case CellValue::Kind::Text:
        return value.text;
    case CellValue::Kind::Blob:
        return QString::fromLatin1(value.blob.toHex());
    case CellValue::Kind::Integer:
    case CellValue::Kind::Real:
        break;
    }
    return cellText(value);
}

bool isNumber(const CellValue &value)
{
    return value.kind == CellValue::Kind::Integer || value.kind == CellValue::Kind::Real;
}

} // namespace litekeeper
