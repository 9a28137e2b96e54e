// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/connectpanel.h"

#include "places/serveraddress.h"
#include "service/catalogueservice.h"
#include "service/placeservice.h"
#include "service/shareconnection.h"
#include "ui/common/icon.h"
#include "ui/common/quietlabel.h"
#include "ui/common/status.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace litekeeper {

namespace {

const QString serversKey = QStringLiteral("databases/servers");
constexpr int mostServers = 8;
constexpr int glyphSide = 16;

} // namespace

ConnectPanel::ConnectPanel(CatalogueService &catalogue, PlaceService &places, ShareConnection *connection,
                           QWidget *parent)
    : Panel(parent)
    , m_catalogue(catalogue)
    , m_places(places)
    , m_connection(*connection)
    , m_address(new QComboBox(this))
    , m_connect(new QPushButton(tr("Co&nnect"), this))
    , m_fileManager(new QPushButton(tr("Open in file &manager"), this))
    , m_close(new QPushButton(tr("Cance&l"), this))
    , m_icon(new QLabel(this))
    , m_sentence(new QuietLabel(this))
{
    connection->setParent(this);
    setObjectName(QStringLiteral("connectPanel"));
    build();
    watchConnection();
    hide();
}

void ConnectPanel::build()
{
    m_address->setObjectName(QStringLiteral("serverAddress"));
    m_address->setAccessibleName(tr("Address of the server and its share"));
    m_address->setEditable(true);
    m_address->setInsertPolicy(QComboBox::NoInsert);
    m_address->lineEdit()->setPlaceholderText(QStringLiteral("smb://server/share"));
    m_address->setMinimumContentsLength(20);
    m_address->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_connect->setObjectName(QStringLiteral("connectButton"));
    m_connect->setDefault(true);
    m_fileManager->setObjectName(QStringLiteral("fileManagerButton"));
    m_fileManager->setToolTip(tr("The file manager connects, and can ask for a user and a password"));
    m_close->setObjectName(QStringLiteral("connectClose"));
    m_sentence->setObjectName(QStringLiteral("connectSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_icon->setFixedSize(glyphSide, glyphSide);

    auto *label = new QLabel(tr("Server a&ddress"), this);
    label->setBuddy(m_address);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(8);
    fields->addWidget(label);
    fields->addWidget(m_address, 1);
    fields->addWidget(m_connect);
    fields->addWidget(m_close);
    auto *below = new QHBoxLayout;
    below->setSpacing(8);
    below->addWidget(m_icon, 0, Qt::AlignTop);
    below->addWidget(m_sentence, 1);
    below->addWidget(m_fileManager, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addLayout(fields);
    column->addLayout(below);

    connect(m_connect, &QPushButton::clicked, this, &ConnectPanel::connectToServer);
    connect(m_address->lineEdit(), &QLineEdit::returnPressed, this, &ConnectPanel::connectToServer);
    connect(m_close, &QPushButton::clicked, this, &ConnectPanel::close);
    connect(m_fileManager, &QPushButton::clicked, this, [this] {
        if (const Result<QUrl> address = serverAddress(m_address->currentText())) {
            remember(*address);
            if (!QDesktopServices::openUrl(*address)) {
                say(tr("No file manager opened %1. Mount the share yourself; it then appears among the "
                       "places.")
                        .arg(addressText(*address)),
                    true);
            }
        }
    });
}

void ConnectPanel::open(const QString &address)
{
    m_address->clear();
    m_address->addItems(m_catalogue.setting(serversKey).toStringList());
    m_address->setCurrentIndex(-1);
    m_address->setEditText(address.isEmpty() ? QStringLiteral("smb://") : address);
    say(tr("Your desktop connects to it; SMB, NFS, SFTP and WebDAV servers are known. Litekeeper keeps no "
           "passwords and does not ask for any."),
        false);
    setBusy(false);
    show();
    m_address->setFocus();
    m_address->lineEdit()->end(false);
}

void ConnectPanel::close()
{
    m_connection.cancel();
    m_wanted.clear();
    hide();
    Q_EMIT closed();
}

void ConnectPanel::connectToServer()
{
    if (m_connection.isRunning()) {
        return;
    }
    const Result<QUrl> address = serverAddress(m_address->currentText());
    if (!address) {
        QString sentence = address.error().detail;
        sentence[0] = sentence.at(0).toUpper();
        say(sentence + QStringLiteral("."), true);
        m_fileManager->hide();
        m_address->setFocus();
        return;
    }
    m_address->setEditText(addressText(*address)); // without a password
    say(tr("Connecting to %1…").arg(addressText(*address)), false);
    setBusy(true);
    m_connection.start(*address);
}

void ConnectPanel::watchConnection()
{
    connect(&m_connection, &ShareConnection::failed, this, [this](const QUrl &, const QString &sentence) {
        setBusy(false);
        say(sentence, true);
    });
    connect(&m_connection, &ShareConnection::connected, this, [this](const QUrl &address) {
        remember(address);
        say(tr("Connected. Looking for its folder…"), false);
        m_wanted = address;
        m_places.refresh();
    });
    connect(&m_places, &PlaceService::changed, this, &ConnectPanel::lookForPlace);
    connect(&m_places, &PlaceService::refreshed, this, [this] {
        lookForPlace();
        if (!m_wanted.isEmpty()) {
            const QUrl wanted = m_wanted;
            m_wanted.clear();
            setBusy(false);
            say(tr("%1 is connected, but shows up nowhere as a folder that programs can read. Install "
                   "gvfs-fuse "
                   "and connect again, or mount the share yourself.")
                    .arg(addressText(wanted)),
                true);
        }
    });
}

void ConnectPanel::lookForPlace()
{
    if (m_wanted.isEmpty()) {
        return;
    }
    const QList<PlaceEntry> places = m_places.places();
    for (const PlaceEntry &entry : places) {
        if (!entry.place.address.isEmpty() && isSameShare(QUrl(entry.place.address), m_wanted)) {
            const QUrl address = m_wanted;
            close();
            Q_EMIT connected(address);
            return;
        }
    }
}

void ConnectPanel::say(const QString &sentence, bool isTrouble)
{
    m_sentence->setText(sentence);
    m_icon->setPixmap(statusIcon(statusOf(Severity::Warning), palette()).pixmap(glyphSide, glyphSide));
    m_icon->setVisible(isTrouble);
    m_fileManager->setVisible(isTrouble);
}

void ConnectPanel::setBusy(bool busy)
{
    m_connect->setEnabled(!busy);
    m_address->setEnabled(!busy);
}

void ConnectPanel::remember(const QUrl &address)
{
    QStringList servers = m_catalogue.setting(serversKey).toStringList();
    const QString text = addressText(address);
    servers.removeAll(text);
    servers.prepend(text);
    m_catalogue.setSetting(serversKey, servers.mid(0, mostServers));
}

} // namespace litekeeper
