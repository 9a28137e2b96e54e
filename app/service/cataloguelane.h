// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalogue/catalogue.h"
#include "runner/taskrunner.h"

namespace litekeeper {

/// The catalogue on the one thread it belongs to. Thread-safe; everything that is asked runs in the order in
/// which it was asked. Destroying waits for all of it.
class CatalogueLane
{
public:
    explicit CatalogueLane(TaskRunner &runner)
        : m_lane(runner.makeLane())
    {
    }
    ~CatalogueLane()
    {
        m_lane->start([this] { m_catalogue.reset(); });
        m_lane.reset();
    }
    CatalogueLane(const CatalogueLane &) = delete;
    CatalogueLane &operator=(const CatalogueLane &) = delete;

    /// Opens it, and calls `opened` with it on the lane.
    template <typename Function>
    auto open(const Path &file, const CatalogueOptions &options, Function opened)
        -> QFuture<std::invoke_result_t<Function &, Catalogue &>>
    {
        return m_lane->start(
            [this, file, options,
             opened = std::move(opened)]() mutable -> std::invoke_result_t<Function &, Catalogue &> {
                Result<Catalogue> catalogue = openCatalogue(file, options);
                if (!catalogue) {
                    m_error = catalogue.error();
                    return m_error;
                }
                m_catalogue.emplace(std::move(*catalogue));
                return opened(*m_catalogue);
            });
    }

    /// Calls `function` with the catalogue; the error of open() if there is none. `function` returns a
    /// Result.
    template <typename Function>
    auto ask(Function function) -> QFuture<std::invoke_result_t<Function &, Catalogue &>>
    {
        return m_lane->start(
            [this,
             function = std::move(function)]() mutable -> std::invoke_result_t<Function &, Catalogue &> {
                if (!m_catalogue) {
                    return m_error;
                }
                return function(*m_catalogue);
            });
    }

private:
    [[nodiscard]] static Result<Catalogue> openCatalogue(const Path &file, const CatalogueOptions &options);

    std::optional<Catalogue> m_catalogue; ///< on the lane only, as m_error
    Error m_error{.kind = ErrorKind::CatalogueDamaged};
    std::unique_ptr<TaskLane> m_lane;
};

} // namespace litekeeper
