// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/sharename.h"

#include <QCoreApplication>
#include <QHash>
#include <QUrl>

namespace litekeeper {

namespace {

QString onHost(const QString &name, const QString &host)
{
    if (name.isEmpty() || host.isEmpty()) {
        return name.isEmpty() ? host : name;
    }
    return QCoreApplication::translate("ShareName", "%1 on %2").arg(name, host);
}

QString lastName(const QString &path)
{
    return path.section(u'/', -1, -1, QString::SectionSkipEmpty);
}

QString schemeOf(const QString &type)
{
    if (type.startsWith(QLatin1String("nfs"))) {
        return QStringLiteral("nfs://");
    }
    return type == QLatin1String("fuse.sshfs") ? QStringLiteral("sftp://") : QString();
}

/// "key=value,key=value"; values are percent-encoded.
QHash<QString, QString> fieldsOf(const QString &text)
{
    QHash<QString, QString> fields;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        fields.insert(part.section(u'=', 0, 0), QUrl::fromPercentEncoding(part.section(u'=', 1).toUtf8()));
    }
    return fields;
}

struct GvfsKind
{
    const char *kind;
    const char *host;  ///< key of the machine
    const char *share; ///< key of what it shares; may be missing in an entry
    const char *scheme;
};

// As the backends of GVfs name their mounts.
constexpr GvfsKind gvfsKinds[] = {
    {"smb-share", "server", "share", "smb://"},
    {"smb-server", "server", "", "smb://"},
    {"sftp", "host", "prefix", "sftp://"},
    {"dav", "host", "prefix", "dav://"},
    {"davs", "host", "prefix", "davs://"},
    {"nfs", "host", "prefix", "nfs://"},
    {"ftp", "host", "prefix", "ftp://"},
    {"ftps", "host", "prefix", "ftps://"},
    {"afp-volume", "host", "volume", "afp://"},
    {"afp-server", "host", "", "afp://"},
    {"mtp", "host", "", "mtp://"},
    {"gphoto2", "host", "", "gphoto2://"},
    {"google-drive", "host", "user", ""},
};

} // namespace

ShareName shareName(const QString &type, const QString &source, const Path &mountPoint)
{
    const QString slashes = QString(source).replace(u'\\', u'/');
    if (slashes.startsWith(QLatin1String("//"))) {
        const QString host = slashes.section(u'/', 2, 2);
        const QString share = slashes.mid(2).section(u'/', 1);
        return {.label = onHost(lastName(share), host), .address = QStringLiteral("smb:") + slashes};
    }
    const QUrl url(source);
    if (source.contains(QLatin1String("://")) && !url.host().isEmpty()) {
        return {.label = onHost(lastName(url.path()), url.host()),
                .address = url.toDisplayString(QUrl::RemoveUserInfo)};
    }
    // A host, also "[fd00::4]" or "ada@host", and a folder. What lists several hosts has no one name.
    const qsizetype colon = source.startsWith(u'[') ? source.indexOf(u']') + 1 : source.indexOf(u':');
    const bool isHost = colon > 1 && colon < source.size() && source.at(colon) == u':'
        && !source.section(u'/', 0, 0).contains(u',') && !source.left(colon).contains(u'/');
    if (!isHost) {
        return {.label = mountPoint == "/" ? displayPath(mountPoint) : displayName(mountPoint),
                .address = {}};
    }
    const QString host = source.left(colon).section(u'@', -1);
    const QString folder = source.mid(colon + 1);
    const QString scheme = schemeOf(type);
    return {.label = onHost(lastName(folder), host),
            .address = scheme.isEmpty() || !folder.startsWith(u'/') ? QString() : scheme + host + folder};
}

ShareName gvfsShareName(const Path &entry)
{
    const QString name = displayName(entry);
    const QString kind = name.section(u':', 0, 0);
    const QHash<QString, QString> fields = fieldsOf(name.section(u':', 1));
    for (const GvfsKind &each : gvfsKinds) {
        if (kind != QLatin1String(each.kind)) {
            continue;
        }
        const QString host = fields.value(QLatin1String(each.host));
        const QString share = fields.value(QLatin1String(each.share));
        const QLatin1String scheme(each.scheme);
        const bool isSecure
            = kind == QLatin1String("dav") && fields.value(QStringLiteral("ssl")) == QLatin1String("true");
        QString address = scheme.isEmpty() || host.isEmpty()
            ? QString()
            : (isSecure ? QStringLiteral("davs://") : QString(scheme)) + host;
        if (!address.isEmpty() && !share.isEmpty()) {
            address += (share.startsWith(u'/') ? QString() : QStringLiteral("/")) + share;
        }
        return {.label = host.isEmpty() ? name : onHost(lastName(share), host), .address = address};
    }
    return {.label = name, .address = {}};
}

} // namespace litekeeper
