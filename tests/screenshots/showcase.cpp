// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "screenshots/showcase.h"

#include "screenshots/watchpast.h"

#include "support/databases.h"
#include "ui/support/verdicts.h"

#include <QSignalSpy>
#include <QTest>

#include <utility>

namespace litekeeper::test {

namespace {

/// One character a day, the newest last; m: it was missed.
Outcome outcomeOf(QChar letter)
{
    switch (letter.unicode()) {
    case 'w':
        return Outcome::Warning;
    case 'f':
        return Outcome::Failed;
    case 'c':
        return Outcome::Cancelled;
    case 'i':
        return Outcome::Interrupted;
    default:
        return Outcome::Succeeded;
    }
}

/// A database grows; now and then the disk is busy with something else.
void addFigures(Run &run, qsizetype daysAgo)
{
    const auto size = double(std::filesystem::file_size(run.source));
    const double grown = 1 - 0.3 * double(daysAgo) / 350;
    run.bytes = qint64(size * grown) / 4096 * 4096;
    run.milliseconds
        = qint64(size * grown / 20'000) + daysAgo * 37 % 53 * 9 + (daysAgo % 41 == 17 ? 9000 : 0);
    run.finishedAt = run.startedAt.addMSecs(run.milliseconds);
}

/// Most of a year before the last month: quiet, with a bad week.
QString longAgo()
{
    QString outcomes(320, u's');
    for (const int at : {23, 24, 88, 140, 141, 142, 143, 230}) {
        outcomes[at] = u'f';
    }
    for (const int at : {60, 144, 201, 202, 290}) {
        outcomes[at] = u'w';
    }
    outcomes[175] = u'i';
    outcomes[260] = outcomes[261] = u'm';
    return outcomes;
}

/// What a blog has in its posts: a title, the words of its address, and a picture.
const char *const postColumns
    = "format('%s %s, part %d',"
      " CASE i % 5 WHEN 0 THEN 'Walking' WHEN 1 THEN 'A winter' WHEN 2 THEN 'Baking bread' WHEN 3 THEN "
      "'Notes'"
      " ELSE 'An evening' END,"
      " CASE i % 7 WHEN 0 THEN 'by the harbour' WHEN 1 THEN 'in the hills' WHEN 2 THEN 'with friends'"
      " WHEN 3 THEN 'after the storm' WHEN 4 THEN 'for beginners' WHEN 5 THEN 'at the lighthouse'"
      " ELSE 'without a plan' END, i / 35 + 1),"
      "format('post-%05d', i), CASE i % 9 WHEN 0 THEN 'draft' ELSE 'published' END,"
      "datetime('2019-04-01', format('+%d hours', i * 3)),"
      "CAST(x'89504e470d0a1a0a0000000d49484452' || randomblob(1700 + i % 400) AS BLOB)";

} // namespace

Showcase::Showcase()
    : m_profile(QDir::temp().filePath(QStringLiteral("ada-XXXXXX")))
{
    m_profile.openCatalogue();
    const Path ghost = makeSource(
        "blog/content/data/ghost.db",
        "CREATE TABLE posts_tags(a); CREATE TABLE posts_meta(a); CREATE TABLE migrations_lock(a);"
        "CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT, slug TEXT, status TEXT, published_at TEXT,"
        " feature_image BLOB)",
        38, postColumns);
    m_blog = ghost;
    const Path gitea
        = makeSource("gitea/data/gitea.db",
                     "CREATE TABLE repository(a); CREATE TABLE access_token(a); CREATE TABLE issue_user(a);"
                     "CREATE TABLE hook_task(id INTEGER PRIMARY KEY, content BLOB)",
                     12);
    m_large
        = makeSource("homeassistant/home-assistant_v2.db",
                     "CREATE TABLE events(a); CREATE TABLE recorder_runs(a); CREATE TABLE schema_changes(a);"
                     "CREATE TABLE states(id INTEGER PRIMARY KEY, content BLOB)",
                     160);
    const Path grafana
        = makeSource("grafana/grafana.db",
                     "CREATE TABLE dashboard(a); CREATE TABLE data_source(a); CREATE TABLE org_user(a);"
                     "CREATE TABLE dashboard_version(id INTEGER PRIMARY KEY, content BLOB)",
                     4);
    const Path inventory
        = makeSource("shop/inventory.sqlite3", "CREATE TABLE items(id INTEGER PRIMARY KEY, content BLOB)", 2);
    addPastRuns(ghost, QStringLiteral("sssssssssfsssssssswssssssssss"));
    addPastRuns(gitea, QStringLiteral("ssssssssss"));
    addPastRuns(m_large, QStringLiteral("ssssisssssssssscsssssssssssss"));
    addPastRuns(grafana, QStringLiteral("ssssswsssssssssssssssssssff"));
    for (const Path &source : {grafana, inventory}) {
        m_profile.catalogue().rememberDatabase(source).waitForFinished();
    }
    for (const Path &source : {ghost, gitea, m_large}) {
        backUp(source);
    }
    addJobs(ghost, grafana);
    addVerdicts();
    addWatches(ghost, gitea);
}

void Showcase::harmBlog()
{
    Sqlite(m_blog).execute(
        "DELETE FROM posts WHERE id % 3 = 0; UPDATE posts SET title = upper(title) WHERE id % 512 = 1;"
        "INSERT INTO posts(title, slug, status) VALUES('Untitled', 'untitled', 'draft');"
        "DROP TABLE posts_meta; PRAGMA user_version = 5");
}

Path Showcase::makeSource(const char *relativePath, const char *schema, int megabytes, const char *columns)
{
    const Path file = m_profile.home() / relativePath;
    std::filesystem::create_directories(file.parent_path());
    Sqlite database(file);
    const std::string table = std::string(schema).substr(std::string(schema).rfind("CREATE TABLE ") + 13);
    const std::string name = table.substr(0, table.find('('));
    database.execute(std::string("PRAGMA journal_mode=WAL; BEGIN; ") + schema
                     + "; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                     + std::to_string(megabytes * 512) + ") INSERT INTO " + name + " SELECT i, " + columns
                     + " FROM n; COMMIT");
    return file;
}

void Showcase::addPastRuns(const Path &source, const QString &outcomes, const QUuid &jobId)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    int missed = 0;
    for (qsizetype at = 0; at < outcomes.size(); ++at) {
        if (outcomes.at(at) == u'm') {
            ++missed;
            continue;
        }
        Run run;
        run.missed = std::exchange(missed, 0);
        run.id = QUuid::createUuid();
        run.source = source;
        run.jobId = jobId;
        run.destination = m_profile.destination();
        run.startedAt = now.addDays(at - outcomes.size()).addSecs(-1800);
        if (run.missed > 0) {
            run.dueAt = QDateTime(run.startedAt.toLocalTime().date(), QTime(2, 30)).toUTC();
        }
        run.outcome = outcomeOf(outcomes.at(at));
        addFigures(run, outcomes.size() - at);
        if (run.outcome == Outcome::Failed) {
            const Error full{.kind = ErrorKind::NoSpace,
                             .path = m_profile.destination(),
                             .detail = QStringLiteral("4.00 MiB are needed, 1.10 MiB are free")};
            run.reason = describe(full);
        }
        m_profile.catalogue().storeRun(run);
    }
}

void Showcase::addJobs(const Path &ghost, const Path &grafana)
{
    const auto add
        = [this](const char *name, const Path &source, const char *schedule, const QString &outcomes) {
              Job job;
              job.id = QUuid::createUuid();
              job.name = QLatin1String(name);
              job.source = source;
              job.destination = m_profile.destination();
              job.schedule = QLatin1String(schedule);
              job.timeZone = QTimeZone::systemTimeZoneId();
              job.createdAt = QDateTime::currentDateTimeUtc().addDays(-60);
              job.scheduledSince = job.createdAt;
              job.evaluatedUntil = QDateTime::currentDateTimeUtc();
              m_profile.catalogue().storeJob(job).waitForFinished();
              addPastRuns(source, outcomes, job.id);
          };
    add("Blog every night", ghost, "0 30 2 * * *",
        longAgo() + QStringLiteral("sssssssssfsssssssswssssssssss"));
    add("Home Assistant", m_large, "0 0 3 * * *",
        longAgo() + QStringLiteral("sssssssssssssssssssssssssssss"));
    add("Grafana dashboards", grafana, "0 15 4 * * 1,2,3,4,5", QStringLiteral("ssssswsssssssssssssssff"));
    add("Blog every Sunday, to the other disk", ghost, "0 0 5 * * 0", {});
}

void Showcase::addVerdicts()
{
    const Path downloads = m_profile.home() / "Downloads";
    QList<FileVerdict> verdicts{siteZip(downloads), giteaZip(downloads), damagedArchive(downloads)};
    for (qsizetype at = 0; at < verdicts.size(); ++at) {
        verdicts[at].verifiedAt = QDateTime::currentDateTimeUtc().addSecs(-at * 26 * 3600 - 90);
        m_profile.catalogue().storeVerdict(verdicts.at(at)).waitForFinished();
    }
}

/// A disk that keeps what is written to it, one whose volume was not mounted for two days, and one that was
/// emptied at a restart.
void Showcase::addWatches(const Path &ghost, const Path &gitea)
{
    constexpr int days = 34;
    {
        WatchPast kept(m_profile, ghost.parent_path(), days);
        kept.see(WatchState::Unproven, 2);
        for (int week = 0; week < 5; ++week) {
            kept.restart();
            kept.see(WatchState::Proven, week == 4 ? days : 7);
        }
    }
    {
        WatchPast unmounted(m_profile, gitea.parent_path(), days);
        unmounted.see(WatchState::Unproven, 1);
        unmounted.restart();
        unmounted.see(WatchState::Proven, 19);
        unmounted.restart();
        unmounted.see(WatchState::NotMounted, 2);
        unmounted.restart();
        unmounted.see(WatchState::Proven, days);
    }
    const Path deployed = m_profile.home() / "cloud/app-data";
    WatchPast lost(m_profile, deployed, days);
    lost.see(WatchState::Unproven, 2);
    for (int restart = 0; restart < 14; ++restart) {
        lost.restart();
        lost.see(WatchState::Proven, 2);
    }
    lost.restart();
    lost.see(WatchState::Lost, days);
    recordBoots(deployed);
}

void Showcase::backUp(const Path &source)
{
    QSignalSpy finished(&m_profile.backups(), &BackupService::runFinished);
    m_profile.backups().backUpNow({source, m_profile.destination()}, Trigger::Window);
    const bool ended = QTest::qWaitFor([&finished] { return finished.count() == 1; }, 60'000);
    Q_ASSERT(ended);
    Q_UNUSED(ended)
}

} // namespace litekeeper::test
