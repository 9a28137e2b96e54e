// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/demodisks.h"
#include "demo/demojobs.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

constexpr int defaultNights = 120;

void makeJobs(Catalogue &catalogue, const Path &profile, int nights)
{
    DemoJob blog(catalogue, profile,
                 {.name = "Blog every night",
                  .source = "blog/content/data/ghost.db",
                  .schema = "CREATE TABLE posts(a); CREATE TABLE posts_tags(a); CREATE TABLE posts_meta(a);"
                            "CREATE TABLE migrations_lock(a);"
                            "CREATE TABLE history(id INTEGER PRIMARY KEY, content BLOB)",
                  .hour = 2,
                  .rows = 1800,
                  .rowsPerNight = 12,
                  .failures = {61, 62, 9},
                  .missed = {90, 89, 33}});
    DemoJob gitea(catalogue, profile,
                  {.name = "Gitea",
                   .source = "gitea/data/gitea.db",
                   .schema = "CREATE TABLE repository(a); CREATE TABLE access_token(a);"
                             "CREATE TABLE issue_user(a);"
                             "CREATE TABLE history(id INTEGER PRIMARY KEY, content BLOB)",
                   .hour = 3,
                   .rows = 700,
                   .rowsPerNight = 6,
                   .failures = {61, 62},
                   .missed = {90, 89, 33}});
    DemoJob home(catalogue, profile,
                 {.name = "Home Assistant",
                  .source = "homeassistant/home-assistant_v2.db",
                  .schema = "CREATE TABLE events(a); CREATE TABLE recorder_runs(a);"
                            "CREATE TABLE schema_changes(a); CREATE TABLE states(a);"
                            "CREATE TABLE history(id INTEGER PRIMARY KEY, content BLOB)",
                  .hour = 4,
                  .rows = 4000,
                  .rowsPerNight = 40,
                  .failures = {61, 62, 1},
                  .missed = {90, 89, 33}});
    for (int nightsAgo = nights; nightsAgo >= 0; --nightsAgo) {
        for (DemoJob *job : {&blog, &gitea, &home}) {
            job->runNight(nightsAgo);
        }
        std::printf("\rnight %d of %d", nights - nightsAgo, nights);
        std::fflush(stdout);
    }
}

void makeDisks(Catalogue &catalogue, const Path &profile, int days)
{
    DemoDisk server(catalogue, profile / "home" / "blog",
                    {.restarts = {104, 81, 60, 47, 30, 16, 5}, .notWatched = {90, 89, 33}});
    DemoDisk share(catalogue, profile / "home" / "nas" / "databases",
                   {.restarts = {104, 81, 60, 47, 30, 16, 5},
                    .notWatched = {90, 89, 33},
                    .unreachable = {72, 71, 20},
                    .rolledBack = 44});
    DemoDisk platform(catalogue, profile / "home" / "paas" / "data",
                      {.restarts = {110, 103, 96, 88, 80, 74, 66, 59, 52, 45, 38, 31, 24, 17, 10},
                       .notWatched = {90, 89, 33},
                       .lost = 24});
    for (int daysAgo = days; daysAgo >= 0; --daysAgo) {
        for (DemoDisk *disk : {&server, &share, &platform}) {
            disk->pass(daysAgo);
        }
        std::printf("\rday %d of %d  ", days - daysAgo, days);
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int days = arguments.size() > 2 ? arguments.at(2).toInt() : defaultNights;
    if (arguments.size() < 2 || days < 1 || QFileInfo::exists(arguments.at(1) + QStringLiteral("/data"))) {
        std::fputs("usage: litekeeper-demo FOLDER [NIGHTS]\n"
                   "Makes a profile in a new folder; look at it with: litekeeper --profile FOLDER\n",
                   stderr);
        return 2;
    }
    const Path profile = absolutePath(pathFromQString(arguments.at(1)));
    std::filesystem::create_directories(profile / "data");
    Result<Catalogue> catalogue
        = Catalogue::open(profile / "data" / "catalogue.db", {.defaultBackupFolder = profile / "backups"});
    if (!catalogue) {
        std::fputs(qPrintable(describe(catalogue.error()) + u'\n'), stderr);
        return 1;
    }
    makeJobs(*catalogue, profile, days);
    makeDisks(*catalogue, profile, days);
    makeDeployments(profile / "home" / "app" / "data", profile / "home" / "app" / "tmp", days);
    std::printf("\rThe profile is ready: litekeeper --profile %s\n", profile.c_str());
    return 0;
}
