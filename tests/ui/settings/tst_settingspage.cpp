// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingspage.h"

#include "alerts/jobalerts.h"
#include "app/system/privatebus.h"
#include "app/system/recordingsystemd.h"
#include "support/files.h"
#include "ui/common/appearancemenu.h"
#include "ui/support/answers.h"
#include "ui/support/profile.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class TestSettingsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void switchesTheTimerOnAndOff();
    void theTimerGoesBackIfItIsRefused();
    void removesATimerOfAnotherPlace();
    void saysThatThereIsNoSystemd();
    void startsWithTheDesktop();
    void autostartGoesBackIfItIsRefused();
    void saysThatThereIsNoTray();
    void remembersWhatClosingMeans();
    void pausesAllJobs();
    void notifiesOfSuccess();
    void choosesTheBackupFolder();
    void changesTheColoursAsTheMenuDoes();
    void saysWhereThingsAre();
    void everythingHasItsName();

private:
    void makePage();
    template <typename Widget = QAbstractButton>
    [[nodiscard]] Widget *find(const char *name) const
    {
        auto *widget = m_page->findChild<Widget *>(QLatin1String(name));
        if (!widget) {
            qFatal("there is no %s", name);
        }
        return widget;
    }
    [[nodiscard]] QString text(const char *name) const { return find<QLabel>(name)->text(); }
    /// What a refusal says; empty while it is hidden.
    [[nodiscard]] QString refusal(const char *name) const
    {
        const auto *view = find<QWidget>(name);
        QStringList texts;
        for (const QLabel *label : view->findChildren<QLabel *>()) {
            texts.append(label->text());
        }
        return view->isVisible() ? texts.join(QLatin1Char(' ')) : QString();
    }
    void click(const char *name) { find(name)->click(); }

    PrivateBus m_bus;
    QDBusConnection m_client{QString()};
    QDBusConnection m_server{QString()};
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<RecordingSystemd> m_systemd;
    Answers m_answers;
    std::unique_ptr<SettingsPage> m_page;
};

void TestSettingsPage::initTestCase()
{
    QVERIFY2(m_bus.start(), "the dbus-daemon program is needed");
    m_client = m_bus.connection(QStringLiteral("client"));
    m_server = m_bus.connection(QStringLiteral("server"));
    QVERIFY(m_server.registerService(QStringLiteral("org.freedesktop.systemd1")));
}

void TestSettingsPage::init()
{
    m_profile = std::make_unique<Profile>();
    m_profile->bus = m_client;
    m_profile->hasTray = true;
    m_profile->restart();
    m_profile->openCatalogue();
    m_systemd = std::make_unique<RecordingSystemd>(m_profile->home() / "units");
    QVERIFY(m_server.registerVirtualObject(QStringLiteral("/org/freedesktop/systemd1"), m_systemd.get(),
                                           QDBusConnection::SubPath));
    m_answers = Answers();
    makePage();
}

void TestSettingsPage::cleanup()
{
    m_page.reset();
    m_server.unregisterObject(QStringLiteral("/org/freedesktop/systemd1"), QDBusConnection::UnregisterTree);
    m_systemd.reset();
    m_profile.reset();
    applyAppearance(Appearance::System);
}

void TestSettingsPage::makePage()
{
    m_page = std::make_unique<SettingsPage>(m_profile->services(), m_profile->launcher(), m_answers);
    m_page->resize(900, 900);
    m_page->show();
    QTRY_VERIFY(!text("timerSentence").isEmpty());
}

void TestSettingsPage::switchesTheTimerOnAndOff()
{
    QTRY_VERIFY(text("timerSentence").contains(QStringLiteral("only while the window is open")));
    QVERIFY(!find("timerSwitch")->isChecked());
    m_systemd->lastTrigger = 1'799'999'940'000'000;
    click("timerSwitch");
    QTRY_VERIFY(find("timerSwitch")->isEnabled());
    QVERIFY(find("timerSwitch")->isChecked());
    QVERIFY(std::filesystem::exists(m_profile->home() / "units" / "litekeeper.timer"));
    QVERIFY2(text("timerSentence").contains(QStringLiteral("Every minute")),
             qPrintable(text("timerSentence")));
    QVERIFY(find<QLabel>("timerTimes")->isVisible());
    QVERIFY2(text("timerTimes").contains(QStringLiteral("next at"))
                 && text("timerTimes").contains(QStringLiteral("last at")),
             qPrintable(text("timerTimes")));
    QVERIFY(refusal("timerRefusal").isEmpty());
    click("timerSwitch");
    QTRY_VERIFY(find("timerSwitch")->isEnabled());
    QVERIFY(!find("timerSwitch")->isChecked());
    QVERIFY(!std::filesystem::exists(m_profile->home() / "units" / "litekeeper.timer"));
    QVERIFY(!find<QLabel>("timerTimes")->isVisible());
}

void TestSettingsPage::theTimerGoesBackIfItIsRefused()
{
    QTRY_VERIFY(find("timerSwitch")->isEnabled());
    m_systemd->refused = QStringLiteral("EnableUnitFiles");
    click("timerSwitch");
    QTRY_VERIFY(!refusal("timerRefusal").isEmpty());
    QVERIFY2(refusal("timerRefusal").contains(QStringLiteral("not for you")),
             qPrintable(refusal("timerRefusal")));
    QTRY_VERIFY(find("timerSwitch")->isEnabled());
    QVERIFY(!find("timerSwitch")->isChecked());
    QVERIFY(!std::filesystem::exists(m_profile->home() / "units" / "litekeeper.timer"));
    // The next try may be luckier: then the sentence goes.
    m_systemd->refused.clear();
    click("timerSwitch");
    QTRY_VERIFY(find("timerSwitch")->isChecked() && find("timerSwitch")->isEnabled());
    QVERIFY(refusal("timerRefusal").isEmpty());
    // And off again, refused: it stays on.
    m_systemd->refused = QStringLiteral("StopUnit");
    click("timerSwitch");
    QTRY_VERIFY(!refusal("timerRefusal").isEmpty());
    QTRY_VERIFY(find("timerSwitch")->isEnabled() && find("timerSwitch")->isChecked());
}

void TestSettingsPage::removesATimerOfAnotherPlace()
{
    click("timerSwitch");
    QTRY_VERIFY(find("timerSwitch")->isChecked() && find("timerSwitch")->isEnabled());
    QVERIFY(!find("timerRemove")->isVisible());
    QByteArray unit = readBytes(m_profile->home() / "units" / "litekeeper.service");
    QVERIFY(writeBytes(m_profile->home() / "units" / "litekeeper.service",
                       unit.replace("litekeeper-cli", "elsewhere-cli")));
    makePage();
    QTRY_VERIFY(text("timerSentence").contains(QStringLiteral("another place")));
    QVERIFY(!find("timerSwitch")->isChecked());
    QVERIFY(find("timerRemove")->isVisible());
    click("timerRemove");
    QTRY_VERIFY(!std::filesystem::exists(m_profile->home() / "units" / "litekeeper.timer"));
    QTRY_VERIFY(!find("timerRemove")->isVisible());
}

void TestSettingsPage::saysThatThereIsNoSystemd()
{
    m_page.reset();
    m_profile->bus = QDBusConnection(QString());
    m_profile->restart();
    makePage();
    QTRY_VERIFY(!find("timerSwitch")->isEnabled());
    QVERIFY2(text("timerSentence").contains(QStringLiteral("No systemd answers")),
             qPrintable(text("timerSentence")));
}

void TestSettingsPage::startsWithTheDesktop()
{
    const Path entry = m_profile->home() / "autostart" / "litekeeper.desktop";
    QVERIFY(!find("autostartSwitch")->isChecked());
    click("autostartSwitch");
    QVERIFY(find("autostartSwitch")->isChecked());
    QVERIFY(readBytes(entry).contains("--minimized"));
    QVERIFY(text("autostartSentence").contains(QStringLiteral("starts with your session")));
    click("autostartSwitch");
    QVERIFY(!find("autostartSwitch")->isChecked());
    QVERIFY(!std::filesystem::exists(entry));
}

void TestSettingsPage::autostartGoesBackIfItIsRefused()
{
    QVERIFY(writeBytes(m_profile->home() / "autostart", "a file where a folder has to be"));
    click("autostartSwitch");
    QVERIFY(!find("autostartSwitch")->isChecked());
    QVERIFY2(refusal("autostartRefusal").contains(QStringLiteral("autostart")),
             qPrintable(refusal("autostartRefusal")));
    std::filesystem::remove(m_profile->home() / "autostart");
    click("autostartSwitch");
    QVERIFY(find("autostartSwitch")->isChecked());
    QVERIFY(refusal("autostartRefusal").isEmpty());
}

void TestSettingsPage::saysThatThereIsNoTray()
{
    QVERIFY(find<QComboBox>("closingChoice")->isEnabled());
    m_profile->hasTray = false;
    makePage();
    QVERIFY(!find<QComboBox>("closingChoice")->isEnabled());
    QVERIFY(text("closingSentence").contains(QStringLiteral("no tray")));
    QVERIFY(text("closingSentence").contains(QStringLiteral("timer")));
}

void TestSettingsPage::remembersWhatClosingMeans()
{
    auto *choice = find<QComboBox>("closingChoice");
    QCOMPARE(choice->currentText(), QStringLiteral("Ask"));
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Down);
    QCOMPARE(m_profile->closing().wish(), ClosingChoice::Wish::KeepWatching);
    m_profile->closing().setWish(ClosingChoice::Wish::Quit); // by the question
    QCOMPARE(choice->currentText(), QStringLiteral("Quit"));
}

void TestSettingsPage::pausesAllJobs()
{
    click("pauseSwitch");
    QVERIFY(m_profile->jobs().isPaused());
    QVERIFY(text("pauseSentence").contains(QStringLiteral("No job starts")));
    m_profile->jobs().setPaused(false); // from the tray
    QVERIFY(!find("pauseSwitch")->isChecked());
}

void TestSettingsPage::notifiesOfSuccess()
{
    QVERIFY(!find("notifySwitch")->isChecked());
    find("notifySwitch")->setFocus();
    QTest::keyClick(find("notifySwitch"), Qt::Key_Space);
    QVERIFY(m_profile->catalogue().setting(notifySuccessKey).toBool());
    makePage();
    QVERIFY(find("notifySwitch")->isChecked());
}

void TestSettingsPage::choosesTheBackupFolder()
{
    m_answers.folder = QStringLiteral("/tmp/elsewhere");
    click("chooseBackupFolder");
    QVERIFY(m_profile->launcher().options().destination == Path("/tmp/elsewhere"));
    QCOMPARE(text("backupFolderPath"), QStringLiteral("/tmp/elsewhere"));
}

void TestSettingsPage::changesTheColoursAsTheMenuDoes()
{
    auto *choice = find<QComboBox>("appearanceChoice");
    QCOMPARE(choice->currentText(), QStringLiteral("As the system"));
    QTest::keyClick(choice, Qt::Key_End);
    QCOMPARE(AppearanceMenu::remembered(m_profile->settings()), Appearance::Dark);
    QCOMPARE(QGuiApplication::palette().color(QPalette::Window), darkPalette().color(QPalette::Window));
    AppearanceMenu::choose(m_profile->settings(), Appearance::Light);
    m_page->hide();
    m_page->show();
    QCOMPARE(choice->currentText(), QStringLiteral("Light"));
}

void TestSettingsPage::saysWhereThingsAre()
{
    QCOMPARE(text("cataloguePath"), displayPath(m_profile->paths().catalogue));
    std::filesystem::remove_all(m_profile->paths().samples);
    click("samplesOpen");
    QVERIFY2(refusal("placesRefusal").contains(QStringLiteral("first needed")),
             qPrintable(refusal("placesRefusal")));
}

void TestSettingsPage::everythingHasItsName()
{
    const QList<QWidget *> widgets = m_page->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if ((button || qobject_cast<const QComboBox *>(widget)) && widget->focusPolicy() != Qt::NoFocus) {
            QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     qPrintable(widget->objectName()));
        }
    }
}

QTEST_MAIN(TestSettingsPage)
#include "tst_settingspage.moc"
