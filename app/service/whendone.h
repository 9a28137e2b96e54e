// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace litekeeper {

/// Calls `function` with the result on the thread of `context`, once, unless `context` dies first. To be used
/// in place of QFuture::then(context, ...), which asserts in Qt 6.4 when the context is gone before the
/// future is done, and of which a future can have only one.
template <typename Value, typename Function>
void whenDone(const QFuture<Value> &future, QObject *context, Function function)
{
    auto *watcher = new QFutureWatcher<Value>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, function = std::move(function)]() mutable {
                         watcher->deleteLater();
                         if (watcher->future().resultCount() > 0) {
                             function(watcher->future().result());
                         }
                     });
    watcher->setFuture(future);
}

} // namespace litekeeper
