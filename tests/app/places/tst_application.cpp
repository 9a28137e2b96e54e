// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/application.h"

#include <QTest>

using namespace litekeeper;

class TestApplication : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsIdentities();
    void knowsSchemas_data();
    void knowsSchemas();
    void saysNothingRatherThanSomethingWrong();
};

void TestApplication::knowsIdentities()
{
    QCOMPARE(guessApplication({.applicationId = 0x47504b47}, {}), QStringLiteral("GeoPackage"));
    QCOMPARE(guessApplication({.applicationId = 0x0f055112}, {}), QStringLiteral("Fossil checkout"));
    QCOMPARE(guessApplication({.userVersion = 0x5f4d544e}, {}), QStringLiteral("Monotone"));
    // What the file says of itself counts more than its tables.
    const QSet<QString> cookies{QStringLiteral("moz_cookies")};
    QCOMPARE(guessApplication({.applicationId = 0x4d504258}, cookies), QStringLiteral("MBTiles tileset"));
    QCOMPARE(guessApplication({.applicationId = 0x12345678}, cookies), QStringLiteral("Firefox cookies"));
}

void TestApplication::knowsSchemas_data()
{
    QTest::addColumn<QString>("tables");
    QTest::addColumn<QString>("application");
    const auto row = [](const char *application, const char *tables) {
        QTest::newRow(application) << QString::fromLatin1(tables) << QString::fromLatin1(application);
    };
    row("Ghost", "posts posts_tags posts_meta migrations migrations_lock users members");
    row("Gitea", "repository access_token hook_task issue issue_user action");
    row("Forgejo", "repository access_token hook_task issue issue_user action forgejo_version");
    row("Home Assistant", "states events recorder_runs schema_changes statistics");
    row("Grafana", "dashboard dashboard_version data_source org_user alert");
    row("Vaultwarden", "ciphers users_organizations twofactor __diesel_schema_migrations users");
    row("Firefox places", "moz_places moz_historyvisits moz_bookmarks moz_origins");
    row("Chromium history", "urls visits keyword_search_terms meta downloads");
    row("Uptime Kuma", "monitor heartbeat notification user");
    row("Django application", "django_migrations auth_user");
    row("Paperless-ngx", "django_migrations documents_document documents_correspondent");
}

void TestApplication::knowsSchemas()
{
    QFETCH(QString, tables);
    const QStringList names = tables.split(QLatin1Char(' '));
    QTEST(guessApplication({}, QSet<QString>(names.begin(), names.end())), "application");
}

void TestApplication::saysNothingRatherThanSomethingWrong()
{
    QCOMPARE(guessApplication({}, {}), QString());
    QCOMPARE(guessApplication({}, {QStringLiteral("posts"), QStringLiteral("users"), QStringLiteral("t")}),
             QString());
    QCOMPARE(guessApplication({}, {QStringLiteral("meta")}), QString());
}

QTEST_APPLESS_MAIN(TestApplication)
#include "tst_application.moc"
