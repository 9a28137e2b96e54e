// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/sqltext.h"

#include "ui/common/status.h"
#include "ui/common/theme.h"

#include <QEvent>
#include <QFontDatabase>
#include <QTextBlock>

namespace litekeeper {

namespace {

/// Where the string, quoted name or comment that begins at `from` ends; `from` if none begins there.
qsizetype endOfQuoted(const QString &sql, qsizetype from)
{
    const QStringView rest = QStringView(sql).mid(from);
    const auto behind = [&](QStringView end, qsizetype begin) {
        const qsizetype found = rest.indexOf(end, begin);
        return found < 0 ? sql.size() : from + found + end.size();
    };
    if (rest.startsWith(QLatin1String("--"))) {
        return behind(u"\n", 2);
    }
    if (rest.startsWith(QLatin1String("/*"))) {
        return behind(u"*/", 2);
    }
    if (rest.startsWith(u'[')) {
        return behind(u"]", 1);
    }
    if (rest.startsWith(u'\'') || rest.startsWith(u'"') || rest.startsWith(u'`')) {
        return behind(rest.left(1), 1);
    }
    return from;
}

} // namespace

QString readableSql(const QString &sql)
{
    if (sql.contains(u'\n') || !sql.startsWith(QLatin1String("CREATE TABLE"), Qt::CaseInsensitive)) {
        return sql;
    }
    const QString indent = QStringLiteral("\n    ");
    QString text;
    int depth = 0;
    for (qsizetype at = 0; at < sql.size();) {
        if (const qsizetype end = endOfQuoted(sql, at); end > at) {
            text += QStringView(sql).mid(at, end - at);
            at = end;
            continue;
        }
        const QChar character = sql.at(at++);
        depth += character == u'(' ? 1 : 0;
        const bool closes = character == u')' && depth == 1;
        depth -= character == u')' ? 1 : 0;
        if (closes) {
            text += u'\n';
        }
        text += character;
        if ((character == u'(' || character == u',') && depth == 1) {
            text += indent;
            while (at < sql.size() && sql.at(at) == u' ') {
                ++at;
            }
        }
    }
    return text;
}

SqlText::SqlText(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(12);
}

void SqlText::setSql(const QString &sql)
{
    m_marked.clear();
    setPlainText(readableSql(sql));
    showMarks();
}

void SqlText::markLines(const QList<int> &lines)
{
    m_marked = lines;
    showMarks();
}

void SqlText::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        showMarks();
    }
    QPlainTextEdit::changeEvent(event);
}

void SqlText::showMarks()
{
    const QColor mark = toneColor(Tone::Waiting, palette());
    QList<QTextEdit::ExtraSelection> selections;
    for (const int line : m_marked) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document()->findBlockByNumber(line));
        selection.format.setBackground(mixed(palette().color(QPalette::Base), mark, 0.14));
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selections.append(selection);
        // And not by colour only.
        QTextEdit::ExtraSelection text = selection;
        text.cursor.select(QTextCursor::LineUnderCursor);
        text.format = {};
        text.format.setFontUnderline(true);
        selections.append(text);
    }
    setExtraSelections(selections);
}

} // namespace litekeeper
