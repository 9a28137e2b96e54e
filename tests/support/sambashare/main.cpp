// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A Samba share and its mount for as long as somebody holds the standard input open:
//   sambashare
// prints the server's folder and the same folder through the mount, a line each, or "skip: REASON"; then
// obeys lines with freeze, thaw, kill and start, and answers each with "done".
#include "support/sambaworld.h"

#include <cstdio>
#include <iostream>

using litekeeper::test::SambaWorld;

namespace {

bool obey(SambaWorld &world, const std::string &command)
{
    if (command == "freeze") {
        world.freezeServer();
    } else if (command == "thaw") {
        world.thawServer();
    } else if (command == "kill") {
        world.killServer();
    } else {
        return command == "start" && world.startServer();
    }
    return true;
}

} // namespace

int main()
{
    if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {
        std::cout << "skip: " << reason << std::endl;
        return 0;
    }
    SambaWorld world;
    if (!world.problem().empty()) {
        std::cerr << "sambashare: " << world.problem() << '\n';
        return 1;
    }
    std::cout << world.serverFolder().native() << '\n' << world.share().native() << std::endl;
    for (std::string command; std::getline(std::cin, command);) {
        std::cout << (obey(world, command) ? "done" : "failed") << std::endl;
    }
    return 0;
}
