// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobeditor.h"

#include "service/networkaccess.h"
#include "support/databases.h"
#include "ui/jobs/jobnames.h"
#include "ui/support/answers.h"
#include "ui/support/profile.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTimeEdit>
#include <QWheelEvent>

using namespace litekeeper;
using namespace litekeeper::test;

class TestJobEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void savesANightlyJobAtOnce();
    void presetsAndExpressionGoTogether();
    void theWheelIsLeftToThePage();
    void severalDaysOfTheWeek();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void dayAndWeekdayAreSaid();
    void aJobWithoutNameIsNotSaved();
    void nothingTypedIsLost();
    void namesAndRetention();
    void theNameFollowsTheDatabase();
    void keepsWhatRunsHaveChanged();
    void thePingUrlIsHidden();
    void copiesTheCommandLine();
    void offersKnownDatabasesAndDialogs();
    void asksForPatienceWithShares();
    void rehearsalsAreWished();
    void triesTheQuery();

private:
    void open(const Job &job, bool isNew = true)
    {
        m_editor->edit(job, isNew);
        QTRY_VERIFY(!find<QLabel>("editorState")->text().isEmpty());
    }
    [[nodiscard]] Job nightly() const
    {
        return nightlyJob(m_source, m_profile->destination(), Format::Database, {});
    }
    void type(const char *field, const QString &text) const
    {
        auto *edit = find<QWidget>(field);
        auto *line = qobject_cast<QLineEdit *>(edit) ? qobject_cast<QLineEdit *>(edit)
                                                     : qobject_cast<QComboBox *>(edit)->lineEdit();
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
    }
    void choose(const char *field, int value) const
    {
        auto *box = find<QComboBox>(field);
        box->setCurrentIndex(box->findData(value));
        Q_EMIT box->activated(box->currentIndex());
    }
    [[nodiscard]] Job saved()
    {
        QTest::keyClick(m_editor.get(), Qt::Key_S, Qt::ControlModifier);
        return QTest::qWaitFor([this] { return m_profile->jobs().jobs().size() == 1 && !m_editor->isOpen(); })
            ? m_profile->jobs().jobs().constFirst().job
            : Job();
    }
    [[nodiscard]] QString findings(const char *field) const
    {
        const auto *view = find<QWidget>(field);
        const auto *text = view ? view->findChild<QLabel *>(QStringLiteral("finding0")) : nullptr;
        return text && !view->isHidden() ? text->text() : QString();
    }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_editor->findChild<Widget *>(QLatin1String(name));
    }

    std::unique_ptr<Profile> m_profile;
    Answers m_answers;
    Path m_source;
    std::unique_ptr<JobEditor> m_editor;
};

void TestJobEditor::init()
{
    m_profile = std::make_unique<Profile>();
    m_profile->clock().fixed = QDateTime::fromString(QStringLiteral("2026-11-21T12:00:00Z"), Qt::ISODate);
    m_answers = Answers();
    m_profile->openCatalogue();
    m_source = m_profile->home() / "blog.db";
    QVERIFY(makeDatabase(m_source));
    m_editor = std::make_unique<JobEditor>(
        JobsServices{m_profile->jobs(), m_profile->runs(), m_profile->catalogue(), m_profile->runner(),
                     m_profile->launcher(), m_profile->clock(), m_profile->settings(), m_answers});
    m_editor->resize(1000, 700);
    m_editor->show();
    m_editor->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get())); // keys need it
}

void TestJobEditor::cleanup()
{
    m_editor.reset();
    m_profile.reset();
}

void TestJobEditor::savesANightlyJobAtOnce()
{
    open(nightly());
    m_editor->focusFirst();
    QTRY_VERIFY2(find<QLabel>("editorState")->text().contains(QStringLiteral("nothing stands in the way")),
                 qPrintable(find<QLabel>("editorState")->text()));
    QTRY_VERIFY(find<QPushButton>("saveJob")->hasFocus());
    QCOMPARE(find<QLabel>("nextRunUtc0")->text(), QStringLiteral("2026-11-22 02:30:00 UTC"));
    QSignalSpy said(m_editor.get(), &JobEditor::saved);
    QTest::keyClick(find<QPushButton>("saveJob"), Qt::Key_Space);
    QTRY_COMPARE(said.count(), 1);
    QTRY_COMPARE(m_profile->jobs().jobs().size(), 1);
    const Job job = m_profile->jobs().jobs().constFirst().job;
    QCOMPARE(job.source, m_source);
    QCOMPARE(job.schedule, QStringLiteral("0 30 2 * * *"));
    QCOMPARE(job.proof, ProofLevel::Proven);
    QVERIFY(job.retention == Retention());
}

void TestJobEditor::presetsAndExpressionGoTogether()
{
    open(nightly());
    auto *expression = find<QLineEdit>("jobSchedule");
    QVERIFY(!expression->isVisible());
    find<QTimeEdit>("presetTime")->setTime(QTime(4, 15));
    QTest::mouseClick(find<QPushButton>("expressionToggle"), Qt::LeftButton);
    QVERIFY(expression->isVisible());
    QCOMPARE(expression->text(), QStringLiteral("0 15 4 * * *"));
    type("jobSchedule", QStringLiteral("0 10 * * * *"));
    QCOMPARE(find<QComboBox>("presetKind")->currentText(), QStringLiteral("Every hour"));
    QCOMPARE(find<QSpinBox>("presetMinute")->value(), 10);
    QCOMPARE(find<QLabel>("nextRunUtc0")->text(), QStringLiteral("2026-11-21 12:10:00 UTC"));
    choose("presetKind", 5); // by hand, and back
    QVERIFY(!find<QLabel>("nextRunUtc0")->isVisible());
    QCOMPARE(saved().schedule, QString());
}

void TestJobEditor::theWheelIsLeftToThePage()
{
    open(nightly());
    auto *kind = find<QComboBox>("presetKind");
    const auto isTaken = [kind] { // else Qt goes on to the scroll area
        const QPointF place = kind->rect().center();
        QWheelEvent down(place, kind->mapToGlobal(place), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                         Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(kind, &down);
        return down.isAccepted();
    };
    find<QLineEdit>("jobName")->setFocus();
    QVERIFY(!isTaken());
    QCOMPARE(kind->currentIndex(), 0);
    QVERIFY(!kind->hasFocus());
    kind->setFocus(); // chosen on purpose
    QVERIFY(isTaken());
    QCOMPARE(kind->currentIndex(), 1);
}

void TestJobEditor::severalDaysOfTheWeek()
{
    open(nightly());
    choose("presetKind", 2);
    find<QCheckBox>("presetWeekday3")->click();
    find<QCheckBox>("presetWeekday0")->click(); // off
    find<QCheckBox>("presetWeekday3")->click(); // the last one stays
    QVERIFY(find<QCheckBox>("presetWeekday3")->isChecked());
    find<QCheckBox>("presetWeekday5")->click();
    QCOMPARE(saved().schedule, QStringLiteral("0 30 2 * * 3,5"));
}

void TestJobEditor::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("findings");
    QTest::newRow("no such database")
        << QByteArray("jobSource") << QStringLiteral("/nowhere/at/all.db") << QByteArray("sourceFindings");
    QTest::newRow("relative source") << QByteArray("jobSource") << QStringLiteral("all.db")
                                     << QByteArray("sourceFindings");
    QTest::newRow("a file as the folder") << QByteArray("jobDestination") << QStringLiteral("/etc/hostname")
                                          << QByteArray("destinationFindings");
    QTest::newRow("no expression") << QByteArray("jobSchedule") << QStringLiteral("0 61 2 * * *")
                                   << QByteArray("scheduleFindings");
    QTest::newRow("five fields") << QByteArray("jobSchedule") << QStringLiteral("30 2 * * *")
                                 << QByteArray("scheduleFindings");
    QTest::newRow("no zone") << QByteArray("jobTimeZone") << QStringLiteral("Europe/Atlantis")
                             << QByteArray("scheduleFindings");
    QTest::newRow("a template with a folder")
        << QByteArray("jobTemplate") << QStringLiteral("a/{name}") << QByteArray("nameTemplateFindings");
    QTest::newRow("no address") << QByteArray("jobPingUrl") << QStringLiteral("healthchecks")
                                << QByteArray("pingUrlFindings");
}

void TestJobEditor::saysWhatIsWrong()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, text);
    QFETCH(QByteArray, findings);
    open(nightly());
    find<QPushButton>("expressionToggle")->click();
    choose("jobNaming", 2);
    QTRY_VERIFY(this->findings(findings.constData()).isEmpty());
    type(field.constData(), text);
    QTRY_VERIFY(!this->findings(findings.constData()).isEmpty());
    QVERIFY(!find<QLabel>("editorState")->text().contains(QStringLiteral("nothing stands")));
}

void TestJobEditor::dayAndWeekdayAreSaid()
{
    open(nightly());
    find<QPushButton>("expressionToggle")->click();
    type("jobSchedule", QStringLiteral("0 0 3 1-7 * 0"));
    QVERIFY2(find<QLabel>("scheduleMeaning")->text().contains(QStringLiteral("Day AND day of week")),
             qPrintable(find<QLabel>("scheduleMeaning")->text()));
    type("jobSchedule", QStringLiteral("0 0 3 1-7 * *"));
    QVERIFY(!find<QLabel>("scheduleMeaning")->text().contains(QStringLiteral("AND")));
}

void TestJobEditor::aJobWithoutNameIsNotSaved()
{
    open(nightly());
    type("jobName", QStringLiteral("  "));
    find<QPushButton>("saveJob")->setFocus();
    QTest::keyClick(m_editor.get(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(find<QLineEdit>("jobName")->hasFocus());
    QVERIFY(m_editor->isOpen());
    QCOMPARE(m_profile->jobs().jobs().size(), 0);
    QVERIFY(!findings("nameFindings").isEmpty());
}

void TestJobEditor::nothingTypedIsLost()
{
    open(nightly());
    QSignalSpy closed(m_editor.get(), &JobEditor::closed);
    type("jobName", QStringLiteral("the blog"));
    m_answers.choice = 0;
    QTest::keyClick(m_editor.get(), Qt::Key_Escape);
    QCOMPARE(m_answers.asked.size(), 1);
    QCOMPARE(closed.count(), 0);
    QCOMPARE(find<QLineEdit>("jobName")->text(), QStringLiteral("the blog"));
    m_answers.choice = 1;
    QTest::keyClick(m_editor.get(), Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
    QVERIFY(!m_editor->isOpen());
}

void TestJobEditor::namesAndRetention()
{
    open(nightly());
    QVERIFY2(find<QLabel>("jobNameExample")->text().contains(QStringLiteral("blog-20261121-120000.db")),
             qPrintable(find<QLabel>("jobNameExample")->text()));
    choose("jobFormat", int(Format::Zip));
    QVERIFY(find<QLabel>("jobNameExample")->text().contains(QStringLiteral(".zip")));
    choose("jobNaming", 1);
    QVERIFY(find<QLabel>("jobNameExample")->text().contains(QStringLiteral("blog.zip")));
    QVERIFY(!find<QComboBox>("retentionUsual")->isEnabled());
    choose("jobNaming", 0);
    auto *usual = find<QComboBox>("retentionUsual");
    usual->setCurrentIndex(usual->count() - 1);
    Q_EMIT usual->activated(usual->currentIndex());
    find<QSpinBox>("keepDaily")->setValue(21);
    const Job job = saved();
    QCOMPARE(job.retention.daily, 21);
    QCOMPARE(job.retention.weekly, Retention().weekly);
    QCOMPARE(job.format, Format::Zip);
    QVERIFY(job.nameTemplate.isEmpty());
}

void TestJobEditor::theNameFollowsTheDatabase()
{
    open(nightlyJob({}, m_profile->destination(), Format::Database, {}));
    type("jobSource", QStringLiteral("/srv/shop.db"));
    QCOMPARE(find<QLineEdit>("jobName")->text(), QStringLiteral("shop.db"));
    type("jobName", QStringLiteral("my shop"));
    type("jobSource", QStringLiteral("/srv/other.db"));
    QCOMPARE(find<QLineEdit>("jobName")->text(), QStringLiteral("my shop"));
}

void TestJobEditor::keepsWhatRunsHaveChanged()
{
    open(nightly());
    const QUuid id = saved().id;
    QVERIFY(!id.isNull());
    open(m_profile->jobs().job(id)->job, false);
    m_profile->jobs().setEnabled(id, false);
    QTRY_VERIFY(!m_profile->jobs().job(id)->job.enabled);
    type("jobName", QStringLiteral("renamed"));
    QTest::keyClick(m_editor.get(), Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(m_profile->jobs().job(id)->job.name, QStringLiteral("renamed"));
    QVERIFY2(!m_profile->jobs().job(id)->job.enabled, "the switch was turned while the editor was open");
}

void TestJobEditor::thePingUrlIsHidden()
{
    Job job = nightly();
    job.pingUrl = QStringLiteral("https://hc.example/secret");
    open(job);
    auto *field = find<QLineEdit>("jobPingUrl");
    QVERIFY(!field->displayText().contains(QStringLiteral("secret")));
    find<QAction>("revealPingUrl")->trigger();
    QVERIFY(field->displayText().contains(QStringLiteral("secret")));
    QVERIFY2(!find<QPlainTextEdit>("jobCommandLine")->toPlainText().contains(QStringLiteral("secret")),
             "command lines are seen by every process of the machine");
}

void TestJobEditor::copiesTheCommandLine()
{
    open(nightly());
    QTest::mouseClick(find<QPushButton>("copyCommandLine"), Qt::LeftButton);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(QStringLiteral("litekeeper-cli backup")), qPrintable(copied));
    QVERIFY(copied.contains(QStringLiteral("blog.db")));
}

void TestJobEditor::offersKnownDatabasesAndDialogs()
{
    m_profile->catalogue().rememberDatabase(m_source).waitForFinished();
    open(nightlyJob({}, m_profile->destination(), Format::Database, {}));
    auto *source = find<QComboBox>("jobSource");
    QTRY_COMPARE(source->count(), 1);
    const Path other = m_profile->folder() / "elsewhere";
    std::filesystem::create_directories(other);
    m_answers.folder = QString::fromStdString(other.string());
    m_answers.files = {QString::fromStdString(m_source.string())};
    find<QPushButton>("jobSourceChoose")->click();
    find<QPushButton>("jobDestinationChoose")->click();
    const Job job = saved();
    QCOMPARE(job.source, m_source);
    QCOMPARE(job.destination, other);
}

/// Only where the source or the folder is on a share, and where somebody has set it before.
void TestJobEditor::asksForPatienceWithShares()
{
    open(nightly());
    QTRY_VERIFY(find<QLabel>("editorState")->text().contains(QStringLiteral("nothing stands in the way")));
    auto *patience = find<QSpinBox>("jobPatience");
    QVERIFY(!patience->isVisible());
    // The child that would look there does not exist, which is not what this is about.
    m_profile->catalogue().setNetwork(NetworkAccess(m_profile->home() / "scratch", "/nowhere/litekeeper-cli",
                                                    {}, [](const Path &) { return true; }));
    type("jobName", QStringLiteral("From a share"));
    QTRY_VERIFY(patience->isVisible());
    const auto labels = find<QWidget>("sourceFindings")->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text().contains(QStringLiteral("network copy"));
    }));
    QCOMPARE(patience->value(), 10);
    patience->setValue(45);
    QVERIFY(m_editor->isChanged());
    const Job job = saved();
    QCOMPARE(job.patience, std::chrono::minutes(45));
    m_profile->catalogue().setNetwork(NetworkAccess());
    open(job, false);
    QVERIFY(patience->isVisible());
    QCOMPARE(patience->value(), 45);
    QVERIFY(!m_editor->isChanged());
}

void TestJobEditor::rehearsalsAreWished()
{
    open(nightly());
    auto *every = find<QSpinBox>("jobRehearseEvery");
    QCOMPARE(every->value(), 0);
    QVERIFY(!find<QWidget>("jobRehearsalQuery")->isVisible());
    every->setValue(7);
    QCOMPARE(every->text(), QStringLiteral("Once in 7 runs"));
    every->setFocus();
    every->selectAll();
    QTest::keyClicks(every, QStringLiteral("1"));
    QTest::keyClick(every, Qt::Key_Tab);
    QCOMPARE(every->value(), 1);
    QCOMPARE(every->text(), QStringLiteral("With every run"));
    QTest::keyClick(every, Qt::Key_Up);
    QTest::keyClick(every, Qt::Key_Down);
    QCOMPARE(every->value(), 1);
    QTest::keyClick(every, Qt::Key_Down);
    QCOMPARE(every->text(), QStringLiteral("Never"));
    every->setValue(7);
    QVERIFY(find<QWidget>("jobRehearsalQuery")->isVisibleTo(m_editor.get()));
    QCOMPARE(find<QLineEdit>("jobRehearsalExpected")->text(), QStringLiteral("> 0"));
    find<QPlainTextEdit>("jobRehearsalQuery")->setPlainText(QStringLiteral("select count(*) from posts"));
    type("jobRehearsalExpected", QStringLiteral(">="));
    QTRY_VERIFY(findings("rehearsalFindings").contains(QStringLiteral("nothing to compare with")));
    QTest::keyClick(m_editor.get(), Qt::Key_S, Qt::ControlModifier);
    QTest::qWait(50);
    QVERIFY(m_editor->isOpen());
    QCOMPARE(m_profile->jobs().jobs().size(), 0);
    type("jobRehearsalExpected", QStringLiteral(">= 2"));
    QTRY_VERIFY(findings("rehearsalFindings").isEmpty());
    QVERIFY(
        find<QPlainTextEdit>("jobCommandLine")->toPlainText().contains(QStringLiteral("--rehearse-expect")));
    const Job job = saved();
    QCOMPARE(job.rehearsal.everyRuns, 7);
    QCOMPARE(job.rehearsal.query, QStringLiteral("select count(*) from posts"));
    QCOMPARE(expectationText(job.rehearsal.expected), QStringLiteral(">= 2"));
    open(job, false);
    QCOMPARE(every->value(), 7);
    QVERIFY(!m_editor->isChanged());
}

void TestJobEditor::triesTheQuery()
{
    Job job = nightly();
    job.rehearsal = {.everyRuns = 1, .query = QStringLiteral("select count(*) from drafts"), .expected = {}};
    open(job);
    auto *button = find<QPushButton>("tryRehearsalQuery");
    auto *answer = find<QLabel>("rehearsalAnswer");
    QVERIFY(answer->isHidden());
    button->click();
    QTRY_VERIFY2(answer->text().contains(QStringLiteral("Run the job once")), qPrintable(answer->text()));
    const Job stored = saved();
    QSignalSpy ended(&m_profile->backups(), &BackupService::runFinished);
    m_profile->jobs().runNow(stored.id, Trigger::Window);
    QTRY_COMPARE(ended.count(), 1); // and its rehearsal failed, as there is no such table
    QCOMPARE(ended.front().front().value<Run>().outcome, Outcome::Failed);
    open(stored, false);
    button->click();
    QTRY_VERIFY2(answer->text().contains(QStringLiteral("no such table")), qPrintable(answer->text()));
    find<QPlainTextEdit>("jobRehearsalQuery")
        ->setPlainText(QStringLiteral("select count(*) from sqlite_schema where type = 'table'"));
    QVERIFY(answer->isHidden()); // it was about another query
    button->click();
    QTRY_VERIFY2(answer->text().contains(QStringLiteral("as expected")), qPrintable(answer->text()));
    type("jobRehearsalExpected", QStringLiteral("> 1000"));
    QVERIFY(answer->isHidden());
    button->click();
    QTRY_VERIFY2(answer->text().contains(QStringLiteral("would fail")), qPrintable(answer->text()));
    find<QPlainTextEdit>("jobRehearsalQuery")->clear();
    QVERIFY(!button->isEnabled());
}

QTEST_MAIN(TestJobEditor)
#include "tst_jobeditor.moc"
