// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "places/placeprobe.h"

#include <QByteArray>

#include <optional>

namespace litekeeper::probeprotocol {

/// What is said between the program and the child that probes a place: lines of JSON. One request; then the
/// answer of the place or an error; then, if asked for, the shares that it holds.

/// The subcommand of litekeeper-cli that is the child.
inline constexpr char command[] = "place-probe-child";

struct Request
{
    Path folder;
    int shareDepth = 0; ///< see shareDepth()
};
[[nodiscard]] QByteArray requestLine(const Request &request);
[[nodiscard]] Result<Request> requestFromLine(const QByteArray &line);

[[nodiscard]] QByteArray answerLine(const PlaceAnswer &answer);
[[nodiscard]] QByteArray errorLine(const Error &error);
[[nodiscard]] QByteArray sharesLine(const QList<Path> &shares);

/// One line of the child. A line that means nothing has nothing in it.
struct Said
{
    std::optional<Result<PlaceAnswer>> answer;
    std::optional<QList<Path>> shares;
};
[[nodiscard]] Said saidFromLine(const QByteArray &line);

} // namespace litekeeper::probeprotocol
