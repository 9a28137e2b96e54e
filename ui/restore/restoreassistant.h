// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/restore/restoreservices.h"

#include <QObject>
#include <QPointer>

namespace litekeeper {

class Questions;
class RestoreWindow;

/// Opens the window in which something is restored, for whichever page asks. One at a time: two restores
/// could meet at the same database.
class RestoreAssistant : public QObject
{
    Q_OBJECT

public:
    RestoreAssistant(const RestoreServices &services, QWidget *parent);

    void open(const RestoreSubject &subject); ///< shows the one that works already, if there is one
    void openFile(Questions &questions);      ///< asks for the file of a backup first
    [[nodiscard]] bool isBusy() const;        ///< target or safety copy are being written or looked at
    /// False: it is asked first, and released() comes if nothing is restored any more.
    [[nodiscard]] bool mayQuit(Questions &questions);

Q_SIGNALS:
    void released();
    void verifyRequested(const litekeeper::Path &file);
    void compareRequested(const litekeeper::Path &left, const litekeeper::Path &right);

private:
    RestoreServices m_services;
    QWidget *m_parent;
    QPointer<RestoreWindow> m_window;
};

} // namespace litekeeper
