// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/serveraddress.h"

#include <QCoreApplication>
#include <QStringList>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ServerAddress", text);
}

/// As GVfs and the Finder call them.
QString knownScheme(const QString &scheme)
{
    static const QStringList known{QStringLiteral("smb"),  QStringLiteral("nfs"),  QStringLiteral("sftp"),
                                   QStringLiteral("dav"),  QStringLiteral("davs"), QStringLiteral("ftp"),
                                   QStringLiteral("ftps"), QStringLiteral("afp")};
    if (scheme == QLatin1String("ssh") || scheme == QLatin1String("cifs")) {
        return scheme == QLatin1String("ssh") ? QStringLiteral("sftp") : QStringLiteral("smb");
    }
    if (scheme == QLatin1String("http") || scheme == QLatin1String("https")) {
        return scheme == QLatin1String("http") ? QStringLiteral("dav") : QStringLiteral("davs");
    }
    return known.contains(scheme) ? scheme : QString();
}

Error invalid(const QString &detail)
{
    return {.kind = ErrorKind::InvalidArgument, .detail = detail};
}

QString folderOf(const QUrl &address)
{
    QString folder = address.path();
    while (folder.endsWith(u'/')) {
        folder.chop(1);
    }
    return folder;
}

} // namespace

Result<QUrl> serverAddress(const QString &typed)
{
    QString text = typed.trimmed();
    if (text.startsWith(QLatin1String("\\\\"))) {
        text.replace(u'\\', u'/');
    }
    if (text.startsWith(QLatin1String("//"))) {
        text.prepend(QLatin1String("smb:"));
    }
    if (!text.contains(QLatin1String("://"))) {
        return invalid(
            tr("the address has to begin with the kind of the server, such as smb://server/share"));
    }
    QUrl address(text, QUrl::TolerantMode);
    const QString scheme = knownScheme(address.scheme());
    if (scheme.isEmpty()) {
        return invalid(
            tr("“%1” is no kind of server that desktops connect to; smb, nfs, sftp, dav and davs are")
                .arg(text.section(QLatin1String("://"), 0, 0)));
    }
    if (!address.isValid() || address.host().isEmpty()) {
        return invalid(tr("the address names no server"));
    }
    if (scheme == QLatin1String("smb") && folderOf(address).isEmpty()) {
        return invalid(tr("the address names no share of the server, as smb://server/share does"));
    }
    address.setScheme(scheme);
    address.setPassword({});
    address.setFragment({});
    return address;
}

QString addressText(const QUrl &address)
{
    return address.toDisplayString(QUrl::RemovePassword);
}

bool isSameShare(const QUrl &left, const QUrl &right)
{
    return left.scheme() == right.scheme() && left.port() == right.port()
        && left.host().compare(right.host(), Qt::CaseInsensitive) == 0
        && folderOf(left).compare(folderOf(right), Qt::CaseInsensitive) == 0;
}

} // namespace litekeeper
