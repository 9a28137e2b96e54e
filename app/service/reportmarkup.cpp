// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/reportmarkup.h"

#include "service/verdicttext.h"

#include <QLocale>

namespace litekeeper::reportmarkup {

namespace {

// The colours are those of the window. Nothing may be loaded or run, whatever a file is called.
constexpr char head[] = R"(<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Litekeeper">
<style>
:root { color-scheme: light dark; --ground: #fff; --text: #1f2328; --quiet: #5c6166; --line: #cfccc4;
  --sound: #19553b; --unsupported: #954308; --damaged: #b34700; --empty: #b34700; --dangerous: #741d78; }
@media (prefers-color-scheme: dark) { :root { --ground: #212428; --text: #e8e7e3; --quiet: #a9adb2;
  --line: #43474d; --sound: #32da88; --unsupported: #ffcc00; --damaged: #ff6a4d; --empty: #ff6a4d;
  --dangerous: #e07bec; } }
@media print { :root { color-scheme: light; --ground: #fff; --text: #000; --quiet: #444; --line: #999;
  --sound: #19553b; --unsupported: #954308; --damaged: #b34700; --empty: #b34700; --dangerous: #741d78; }
  h2, h3 { break-after: avoid } tr { break-inside: avoid } main { max-width: none; padding: 0 } }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.5rem }
h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem } p { margin: .25rem 0 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere }
th { color: var(--quiet); font-weight: normal; white-space: nowrap } .figure { text-align: right }
.quiet { color: var(--quiet) } code { font-family: ui-monospace, monospace; font-size: .9em }
.sound { color: var(--sound) } .unsupported { color: var(--unsupported) } .damaged { color: var(--damaged) }
.empty { color: var(--empty) } .dangerous { color: var(--dangerous) }
.problem { color: var(--damaged) } .warning { color: var(--unsupported) } .note { color: var(--quiet) }
.headline { font-size: 1.2rem; font-weight: 600; border-left: .3rem solid; padding-left: .75rem; margin: 1rem 0 }
</style>
)";

} // namespace

QString plain(const QString &text)
{
    return harmlessText(text).toHtmlEscaped();
}

QString code(const QString &text)
{
    return QStringLiteral("<code>%1</code>").arg(plain(text));
}

QString hash(const QByteArray &sha256)
{
    return sha256.isEmpty() ? QStringLiteral("–") : code(QString::fromLatin1(sha256.toHex()));
}

QString figure(qint64 number)
{
    return number < 0 ? QStringLiteral("–") : QLocale().toString(number);
}

QString row(const QStringList &cells)
{
    return QStringLiteral("<tr><td>%1</td></tr>\n").arg(cells.join(QStringLiteral("</td><td>")));
}

QString table(const QStringList &columns, const QString &rows)
{
    return QStringLiteral("<table>\n<tr><th>%1</th></tr>\n%2</table>\n")
        .arg(columns.join(QStringLiteral("</th><th>")), rows);
}

QString facts(const QList<QPair<QString, QString>> &pairs)
{
    QString rows;
    for (const auto &[name, value] : pairs) {
        rows += QStringLiteral("<tr><th>%1</th><td>%2</td></tr>\n").arg(plain(name), value);
    }
    return QStringLiteral("<table>\n%1</table>\n").arg(rows);
}

QByteArray page(const QString &title, const QString &body)
{
    const QString html = QString::fromLatin1(head)
        + QStringLiteral("<title>%1</title>\n</head>\n<body>\n<main>\n").arg(plain(title)) + body
        + QStringLiteral("</main>\n</body>\n</html>\n");
    return html.toUtf8();
}

} // namespace litekeeper::reportmarkup
