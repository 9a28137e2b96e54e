// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/livewriter/transferlog.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace litekeeper::test {

TransferLog::TransferLog(const std::string &file)
    : m_descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644))
{
    if (m_descriptor < 0) {
        throw std::runtime_error(file + ": " + std::strerror(errno));
    }
}

TransferLog::~TransferLog()
{
    ::close(m_descriptor);
}

void TransferLog::begin(const Transfer &transfer)
{
    std::ostringstream line;
    line << "t " << transfer.number << ' ' << transfer.from << ' ' << transfer.to << ' ' << transfer.amount;
    append(line.str());
}

void TransferLog::acknowledge(std::int64_t number)
{
    append("a " + std::to_string(number));
}

// One write each, so that a kill leaves whole lines.
void TransferLog::append(const std::string &line)
{
    const std::string bytes = line + '\n';
    if (::write(m_descriptor, bytes.data(), bytes.size()) != ssize_t(bytes.size())) {
        throw std::runtime_error(std::string("the log cannot be written: ") + std::strerror(errno));
    }
}

LoggedTransfers readLog(const std::string &file)
{
    std::ifstream stream(file);
    if (!stream) {
        throw std::runtime_error(file + ": cannot be read");
    }
    LoggedTransfers log;
    std::string kind;
    for (Transfer transfer; stream >> kind >> transfer.number;) {
        if (kind == "a") {
            log.acknowledged = transfer.number;
            continue;
        }
        stream >> transfer.from >> transfer.to >> transfer.amount;
        // A writer that was killed in a commit and started again begins the same transfer once more.
        if (transfer.number == std::int64_t(log.transfers.size()) && transfer == log.transfers.back()) {
            continue;
        }
        if (transfer.number != std::int64_t(log.transfers.size()) + 1) {
            throw std::runtime_error(file + ": transfer " + std::to_string(transfer.number)
                                     + " is out of order");
        }
        log.transfers.push_back(transfer);
    }
    return log;
}

} // namespace litekeeper::test
