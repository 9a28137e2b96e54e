// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "alerts/alertbook.h"
#include "system/desktopnotifier.h"

namespace litekeeper {

/// Settings of the catalogue, for all processes.
inline const QString notifySuccessKey = QStringLiteral("jobs/notifySuccess"); ///< bool, false by default
inline const QString toldAlertsKey = QStringLiteral("jobs/toldAlerts");       ///< QByteArray, see AlertBook

/// Tells the desktop which jobs fail or are overdue: one notification for each, replaced by news and
/// withdrawn when the job is well again, disabled or deleted. What one process tells no other tells again,
/// and each can withdraw what another has shown. Where the desktop is out of reach, another process may try.
/// Main thread.
class JobAlerts : public QObject
{
    Q_OBJECT

public:
    JobAlerts(JobService &jobs, CatalogueService &catalogue, const Clock &clock,
              DesktopNotifier::Sender sender, QObject *parent = nullptr);
    ~JobAlerts() override;

    void begin(); ///< the jobs are loaded
    /// Whether everything was told, so that the process may end.
    [[nodiscard]] bool isSettled() const;

Q_SIGNALS:
    void settled();
    void jobRequested(const QUuid &jobId); ///< somebody clicked on its notification

private:
    struct News
    {
        QHash<QUuid, JobAlert> alerts;
        QList<QUuid> withdrawn;
    };
    /// What became of notifications of this process; to be entered in the book.
    struct Notes
    {
        QHash<QUuid, QString> noticed; ///< tokens of what is shown
        QHash<QUuid, QString> untold;  ///< occasions that the desktop did not show
    };

    void look();
    void loadJobs();
    [[nodiscard]] News compare(AlertBook &book);
    void enterNotes(AlertBook &book) const;
    void store(const QVariant &before, const AlertBook &book, const News &news);
    void tell(const News &news);
    void adopt(const AlertBook &book);
    void onShown(const QString &key, const QString &token);
    void onNotShown(const QString &key);
    void onFinished(const Job &job, const Run &run);
    void tellIfSettled();

    JobService &m_jobs;
    CatalogueService &m_catalogue;
    const Clock &m_clock;
    DesktopNotifier m_notifier;
    bool m_hasBegun = false;
    bool m_isStoring = false;
    bool m_isLoading = false;
    QVariant m_seen; ///< the book as of when the jobs were loaded
    bool m_mustLookAgain = false;
    Notes m_notes;
    QHash<QUuid, QString> m_adopted;  ///< tokens that the notifier knows
    QHash<QUuid, QString> m_tried;    ///< occasions this process has asked the desktop to show
    QHash<QUuid, QString> m_notShown; ///< occasions the desktop did not take from this process
};

} // namespace litekeeper
