// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/gateguide.h"

#include "ui/common/icon.h"
#include "ui/common/pathfield.h"
#include "ui/common/quietlabel.h"
#include "ui/common/typography.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>

namespace litekeeper {

namespace {

constexpr int columnWidth = 780;
constexpr int snippetLines = 2;

/// As sh(1) reads it: plain words stay as they are.
QString quoted(const QString &word)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:@%+=,-]+$"));
    if (plain.match(word).hasMatch()) {
        return word;
    }
    return u'\'' + QString(word).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

} // namespace

QString gateSnippet(const QString &database, const QString &lock, const QString &command)
{
    const QString start = command.trimmed().isEmpty() ? QStringLiteral("app") : command.trimmed();
    return QStringLiteral("litekeeper-cli canary gate --db %1 --lock %2 && exec %3")
        .arg(quoted(database), quoted(lock), start);
}

GateGuide::GateGuide(QWidget *parent)
    : Panel(parent)
    , m_database(new PathField(this))
    , m_lock(new QLineEdit(QStringLiteral("./tmp/persistence-test.lock"), this))
    , m_command(new QLineEdit(QStringLiteral("app"), this))
    , m_snippet(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("gateGuide"));
    auto *content = new QWidget;
    content->setMaximumWidth(columnWidth);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    auto *title = new QLabel(tr("Start an application only on a disk that keeps its data"), content);
    title->setFont(headingFont(font()));
    title->setWordWrap(true);
    auto *why = new QuietLabel(
        tr("Some platforms rebuild the disk with every deployment, and the database goes with it. Put this "
           "line "
           "in front of the command that starts the application; litekeeper-cli has to be in its image."),
        content);
    why->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(why);
    column->addWidget(makeForm());
    column->addWidget(makeSnippet());
    column->addWidget(makeSteps());
    column->addStretch();

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(listMargin, listMargin, listMargin, listMargin);
    layout->addWidget(scroll);

    m_database->setPath(Path("/data/app.db"));
    connect(m_database, &PathField::pathChanged, this, &GateGuide::showSnippet);
    connect(m_lock, &QLineEdit::textChanged, this, &GateGuide::showSnippet);
    connect(m_command, &QLineEdit::textChanged, this, &GateGuide::showSnippet);
    showSnippet();
}

QWidget *GateGuide::makeForm()
{
    auto *form = new QWidget(this);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->setSpacing(4);
    m_database->setObjectName(QStringLiteral("gateDatabase"));
    m_database->setAccessibleName(tr("Database, as the application sees it"));
    m_database->setToolTip(tr("The path that the application uses, such as /data/app.db in its container"));
    m_lock->setObjectName(QStringLiteral("gateLock"));
    m_lock->setAccessibleName(tr("Lock, in a folder that each deployment wipes"));
    m_lock->setToolTip(tr("Any file in a folder that a deployment makes anew, not on the data's volume"));
    m_command->setObjectName(QStringLiteral("gateCommand"));
    m_command->setAccessibleName(tr("Command that starts the application"));
    const auto add = [form, layout](const QString &text, QWidget *field) {
        auto *label = new QLabel(text, form);
        label->setBuddy(field);
        layout->addWidget(label);
        layout->addWidget(field);
        layout->addSpacing(6);
    };
    add(tr("&Database, as the application sees it"), m_database);
    add(tr("Loc&k, in a folder that each deployment wipes"), m_lock);
    add(tr("Co&mmand that starts the application"), m_command);
    return form;
}

QWidget *GateGuide::makeSnippet()
{
    auto *area = new QWidget(this);
    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_snippet->setObjectName(QStringLiteral("gateSnippet"));
    m_snippet->setAccessibleName(tr("Line for the entrypoint"));
    m_snippet->setReadOnly(true);
    m_snippet->setTabChangesFocus(true);
    m_snippet->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_snippet->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_snippet->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_snippet->setFixedHeight(m_snippet->fontMetrics().lineSpacing() * snippetLines + 16);
    m_snippet->setFrameShape(QFrame::NoFrame);
    auto *frame = new Panel(area);
    auto *inside = new QVBoxLayout(frame);
    inside->setContentsMargins(8, 6, 8, 6);
    inside->addWidget(m_snippet);
    frame->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    layout->addWidget(frame);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    auto *copy = new QPushButton(themedIcon(QStringLiteral("copy")), tr("&Copy the line"), area);
    copy->setObjectName(QStringLiteral("copySnippet"));
    copy->setDefault(true);
    auto *back = new QPushButton(tr("&Back to the watches"), area);
    back->setObjectName(QStringLiteral("closeGuide"));
    buttons->addWidget(copy);
    buttons->addWidget(back);
    buttons->addStretch();
    layout->addLayout(buttons);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_snippet->toPlainText()); });
    connect(back, &QPushButton::clicked, this, &GateGuide::closed);
    return area;
}

QWidget *GateGuide::makeSteps()
{
    const QList<QPair<QString, QString>> steps{
        {tr("First deployment"),
         tr("The database and the lock are put in place, and the application does not start: nothing is "
            "known of "
            "the disk yet. The log says so, and that another deployment is needed.")},
        {tr("Every further boot of it"), tr("is refused in the same way, because the lock is still there.")},
        {tr("Second deployment"),
         tr("The lock is gone with the old container. If the database is still there, the disk is "
            "persistent, and "
            "the application starts, from then on every time. If the database is gone as well, the "
            "application "
            "does not start, and no data was lost but an empty test database.")},
        {tr("Both are still there"),
         tr("The lock lies on a disk that survives deployments, too. Delete the lock if you are confident, "
            "or "
            "put it into a folder that does not survive.")},
        {tr("Later"),
         tr("Each boot is entered in a record beside the database. Read it here from the data folder or out "
            "of a "
            "backup of it. LITEKEEPER_CANARY=off switches the gate off.")},
    };
    auto *area = new QWidget(this);
    auto *layout = new QGridLayout(area);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setHorizontalSpacing(16);
    layout->setVerticalSpacing(8);
    layout->setColumnStretch(1, 1);
    for (int row = 0; row < int(steps.size()); ++row) {
        auto *name = new QLabel(steps.at(row).first, area);
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        name->setFont(bold);
        auto *text = new QLabel(steps.at(row).second, area);
        text->setWordWrap(true);
        layout->addWidget(name, row, 0, Qt::AlignTop);
        layout->addWidget(text, row, 1);
    }
    return area;
}

void GateGuide::setDatabases(const QList<Path> &known)
{
    m_database->setChoices(known);
}

void GateGuide::begin(const Path &database)
{
    if (!database.empty()) {
        m_database->setPath(database);
    }
    showSnippet();
    m_database->setFocus();
}

void GateGuide::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
        return;
    }
    Panel::keyPressEvent(event);
}

void GateGuide::showSnippet()
{
    const QString line
        = gateSnippet(m_database->currentText().trimmed(), m_lock->text().trimmed(), m_command->text());
    if (m_snippet->toPlainText() != line) {
        m_snippet->setPlainText(line);
    }
}

} // namespace litekeeper
