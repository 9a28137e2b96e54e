// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/tablerowsmodel.h"

#include "ui/common/cellroles.h"
#include "ui/common/format.h"

#include <QLocale>

namespace litekeeper {

namespace {

constexpr qsizetype shownCharacters = 200; // of a text in its cell; the tooltip has the rest

bool reordersText(QChar character)
{
    const char16_t code = character.unicode();
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/// In one line, with what no font shows as a sign of its own.
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

QString realText(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString cellText(const CellValue &value)
{
    switch (value.kind) {
    case CellValue::Kind::Null:
        return QStringLiteral("NULL");
    case CellValue::Kind::Integer:
        return QString::number(value.integer);
    case CellValue::Kind::Real:
        return realText(value.real);
    case CellValue::Kind::Text:
        return oneLine(value.text);
    case CellValue::Kind::Blob:
        return TableRowsModel::tr("BLOB, %1").arg(bytesText(value.length));
    }
    return {};
}

QString cellToolTip(const CellValue &value)
{
    if (value.kind == CellValue::Kind::Blob) {
        const QString bytes = QString::fromLatin1(value.blob.toHex(' '));
        return value.isCut() ? TableRowsModel::tr("It begins with %1").arg(bytes) : bytes;
    }
    if (value.kind != CellValue::Kind::Text || value.text.isEmpty()) {
        return {};
    }
    // Whoever wrote the database must not write our tooltip.
    QString text
        = QStringLiteral("<p style=\"white-space: pre-wrap\">%1</p>").arg(value.text.toHtmlEscaped());
    if (value.isCut()) {
        text += TableRowsModel::tr("<p>The first %1 of %2 characters.</p>")
                    .arg(countText(CellValue::textLimit), countText(value.length));
    }
    return text;
}

} // namespace

void TableRowsModel::setTable(const TableOutline &table)
{
    beginResetModel();
    m_table = table;
    m_rows.clear();
    m_isWaiting = false;
    m_next.reset();
    if (table.kind == TableOutline::Kind::Table) {
        m_next = RowPage::begin;
    }
    endResetModel();
}

void TableRowsModel::clear()
{
    setTable({.kind = TableOutline::Kind::View});
}

bool TableRowsModel::addPage(const RowPage &page)
{
    if (!m_isWaiting || page.table != m_table.name || page.from != m_next) {
        return false;
    }
    m_isWaiting = false;
    m_next = page.next;
    if (!page.rows.isEmpty()) {
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(page.rows.size()) - 1);
        m_rows += page.rows;
        endInsertRows();
    }
    return true;
}

QString TableRowsModel::copyText(const QModelIndex &index) const
{
    const CellValue *value = cell(index);
    if (!value || value->kind == CellValue::Kind::Null) {
        return {};
    }
    if (value->kind == CellValue::Kind::Text) {
        return value->text;
    }
    return value->kind == CellValue::Kind::Blob ? QString::fromLatin1(value->blob.toHex()) : cellText(*value);
}

int TableRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TableRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

const CellValue *TableRowsModel::cell(const QModelIndex &index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return nullptr;
    }
    const QList<CellValue> &values = m_rows.at(index.row());
    return index.column() < values.size() ? &values.at(index.column()) : nullptr;
}

QVariant TableRowsModel::data(const QModelIndex &index, int role) const
{
    const CellValue *value = cell(index);
    if (!value) {
        return {};
    }
    const bool isNumber = value->kind == CellValue::Kind::Integer || value->kind == CellValue::Kind::Real;
    switch (role) {
    case Qt::DisplayRole:
        return cellText(*value);
    case Qt::ToolTipRole:
        return cellToolTip(*value);
    case Qt::TextAlignmentRole:
        return int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case DimmedRole:
        return value->kind == CellValue::Kind::Null || value->kind == CellValue::Kind::Blob;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(m_table.columns.at(index.column()), cellText(*value));
    default:
        return {};
    }
}

QVariant TableRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        return role == Qt::DisplayRole ? QVariant(countText(section + 1)) : QVariant();
    }
    if (section < 0 || section >= m_table.columns.size()) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return oneLine(m_table.columns.at(section));
    }
    return role == Qt::TextAlignmentRole ? QVariant(int(Qt::AlignLeft | Qt::AlignVCenter)) : QVariant();
}

bool TableRowsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_next && !m_isWaiting;
}

void TableRowsModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent)) {
        m_isWaiting = true;
        Q_EMIT pageWanted(m_table.name, *m_next);
    }
}

} // namespace litekeeper
