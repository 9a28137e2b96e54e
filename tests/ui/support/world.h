// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/support/profile.h"

#include <QTest>

namespace litekeeper::test {

/// A profile whose catalogue is open, and the way to have backups in it.
class World : public Profile
{
public:
    World() { openCatalogue(); }

    [[nodiscard]] Path source(const char *name) const { return folder() / name; }

    QUuid start(const Path &source, ProofLevel proof = ProofLevel::Proven)
    {
        return backups().backUpNow({.source = source, .destination = destination(), .proof = proof},
                                   Trigger::Window);
    }
    /// Backs up, waits for the end, and returns the id of the backup; null if there is none.
    QUuid backUp(const Path &source, ProofLevel proof = ProofLevel::Proven)
    {
        QUuid kept;
        bool done = false;
        QObject context;
        const QUuid id = start(source, proof);
        QObject::connect(&backups(), &BackupService::runFinished, &context,
                         [&](const Run &run, const std::optional<Backup> &backup) {
                             if (run.id == id) {
                                 done = true;
                                 kept = backup ? backup->id : QUuid();
                             }
                         });
        return QTest::qWaitFor([&done] { return done; }, 30'000) ? kept : QUuid();
    }
};

} // namespace litekeeper::test
