// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "system/startarguments.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace litekeeper {

namespace {

const QByteArray profileEquals("--profile=");
const QString filesKey = QStringLiteral("files");
const QString minimizedKey = QStringLiteral("minimized");
const QString settingsKey = QStringLiteral("settings");
const QString tokenKey = QStringLiteral("activationToken");

} // namespace

Result<StartArguments> parseStartArguments(const QList<QByteArray> &arguments)
{
    StartArguments parsed;
    parsed.activationToken = qgetenv("XDG_ACTIVATION_TOKEN");
    bool areOptions = true;
    bool isProfile = false;
    for (const QByteArray &argument : arguments) {
        if (isProfile && !argument.isEmpty()) {
            parsed.profile = absolutePath(pathFromBytes(argument));
            isProfile = false;
            continue;
        }
        if (!areOptions || !argument.startsWith('-') || argument == "-") {
            parsed.files.append(absolutePath(pathFromBytes(argument)));
        } else if (argument == "--") {
            areOptions = false;
        } else if (argument == "--profile" || argument == profileEquals) {
            isProfile = true;
        } else if (argument.startsWith(profileEquals) && argument != profileEquals) {
            parsed.profile = absolutePath(pathFromBytes(argument.mid(profileEquals.size())));
        } else if (argument == "--minimized") {
            parsed.isMinimized = true;
        } else if (argument == "--settings") {
            parsed.showsSettings = true;
        } else {
            return Error{.kind = ErrorKind::InvalidArgument,
                         .path = pathFromBytes(argument),
                         .detail
                         = QCoreApplication::translate("StartArguments", "there is no option of that name"),
                         .advice = QCoreApplication::translate(
                             "StartArguments",
                             "The options are --minimized, --settings and --profile FOLDER; everything "
                             "else is a file to verify. The command line is litekeeper-cli.")};
        }
    }
    if (isProfile) {
        return Error{.kind = ErrorKind::InvalidArgument,
                     .path = "--profile",
                     .detail = QCoreApplication::translate("StartArguments", "it needs a folder"),
                     .advice = QCoreApplication::translate(
                         "StartArguments", "Name the folder that holds the profile, or a new one.")};
    }
    return parsed;
}

QByteArray toLine(const StartArguments &arguments)
{
    QJsonArray files;
    for (const Path &file : arguments.files) {
        files.append(encodePath(file));
    }
    const QJsonObject object{{filesKey, files},
                             {minimizedKey, arguments.isMinimized},
                             {settingsKey, arguments.showsSettings},
                             {tokenKey, QString::fromUtf8(arguments.activationToken)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

Result<StartArguments> fromLine(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    const QJsonObject object = document.object();
    if (!object.value(filesKey).isArray()) {
        return Error{.kind = ErrorKind::Damaged};
    }
    StartArguments arguments{.isMinimized = object.value(minimizedKey).toBool(),
                             .showsSettings = object.value(settingsKey).toBool(),
                             .activationToken = object.value(tokenKey).toString().toUtf8()};
    for (const QJsonValue file : object.value(filesKey).toArray()) {
        const Path path = decodePath(file.toString());
        if (!path.is_absolute()) {
            return Error{.kind = ErrorKind::Damaged, .path = path};
        }
        arguments.files.append(path);
    }
    return arguments;
}

} // namespace litekeeper
