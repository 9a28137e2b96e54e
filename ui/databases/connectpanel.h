// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/panel.h"

#include <QUrl>

class QComboBox;
class QLabel;
class QPushButton;

namespace litekeeper {

class CatalogueService;
class PlaceService;
class QuietLabel;
class ShareConnection;

/// Where the address of a server is entered, for the desktop's own mounter to connect to. What comes of it is
/// said below. Addresses that worked are offered again, without passwords.
class ConnectPanel : public Panel
{
    Q_OBJECT

public:
    /// `connection` is taken. All others outlive the panel.
    ConnectPanel(CatalogueService &catalogue, PlaceService &places, ShareConnection *connection,
                 QWidget *parent = nullptr);

    /// Shows itself, ready for an address.
    void open(const QString &address = {});
    void close();

Q_SIGNALS:
    void connected(const QUrl &address); ///< and its place is listed
    void closed();

private:
    void build();
    void connectToServer();
    void watchConnection();
    void lookForPlace();
    void say(const QString &sentence, bool isTrouble);
    void setBusy(bool busy);
    void remember(const QUrl &address);

    CatalogueService &m_catalogue;
    PlaceService &m_places;
    ShareConnection &m_connection;
    QComboBox *m_address;
    QPushButton *m_connect;
    QPushButton *m_fileManager;
    QPushButton *m_close;
    QLabel *m_icon;
    QuietLabel *m_sentence;
    QUrl m_wanted; ///< connected, and its place is looked for
};

} // namespace litekeeper
