// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/sambaworld.h"

#include "support/program.h"

#include <array>
#include <cstring>
#include <fstream>
#include <sstream>

#include <netinet/in.h>
#include <pwd.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace litekeeper::test {

namespace {

constexpr const char *marker = "share-is-here";

// Ends every process of the sessions listed, by its id, and takes the mount away. $1: the folder of all,
// $2: the mount point.
constexpr const char *undertakerScript = R"(
read -r _ignored
members() {
    for stat in /proc/[0-9]*/stat; do
        line=$(cat "$stat" 2>/dev/null) || continue
        pid=${line%% *}
        set -- ${line##*) }
        if [ "$4" = "$session" ] && [ "$1" != Z ]; then echo "$pid"; fi
    done
}
end_sessions() {
    for session in $(cat "$folder/sessions" 2>/dev/null); do
        for try in 1 2 3 4 5 6 7 8 9 10; do
            pids=$(members)
            [ -n "$pids" ] || break
            kill -KILL $pids 2>/dev/null
            sleep 0.05
        done
    done
}
# What the server starts in sessions of their own: known by our configuration.
end_helpers() {
    for line in /proc/[0-9]*/cmdline; do
        if tr '\0' ' ' 2>/dev/null <"$line" | grep -q -F -e "--configfile=$folder/smb.conf"; then
            pid=${line#/proc/}
            kill -KILL "${pid%/cmdline}" 2>/dev/null
        fi
    done
}
folder=$1
mount=$2
end_sessions
end_helpers
fusermount3 -u "$mount" 2>/dev/null || fusermount3 -uz "$mount" 2>/dev/null
if ! grep -q " $mount " /proc/self/mountinfo; then rm -rf --one-file-system "$folder"; fi
)";

Path programPath(const std::string &name)
{
    for (const char *folder :
         {"/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin"}) {
        const Path path = Path(folder) / name;
        if (::access(path.c_str(), X_OK) == 0) {
            return path;
        }
    }
    return {};
}

// A port that was free a moment ago.
int freePort()
{
    const FileDescriptor probe(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (::bind(probe.get(), generic, length) != 0 || ::getsockname(probe.get(), generic, &length) != 0) {
        return 0;
    }
    return ntohs(address.sin_port);
}

std::string userName()
{
    const passwd *entry = ::getpwuid(::geteuid());
    return entry != nullptr ? entry->pw_name : "nobody";
}

// The session of a process, or -1: field 6 of /proc/<pid>/stat, counted behind the name.
pid_t sessionOf(const Path &process)
{
    std::ifstream stream(process / "stat");
    std::string line;
    std::getline(stream, line);
    const size_t name = line.rfind(')');
    if (name == std::string::npos) {
        return -1;
    }
    std::istringstream fields(line.substr(name + 1));
    std::string state;
    pid_t parent = 0;
    pid_t group = 0;
    pid_t session = -1;
    fields >> state >> parent >> group >> session;
    return state == "Z" ? -1 : session;
}

std::vector<pid_t> membersOf(pid_t session)
{
    std::vector<pid_t> members;
    std::error_code failed;
    std::filesystem::directory_iterator entry("/proc", failed);
    for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
        const int pid = std::atoi(entry->path().filename().c_str());
        if (pid > 0 && sessionOf(entry->path()) == session) {
            members.push_back(pid);
        }
    }
    return members;
}

// Children may come while we look, so until a look finds nobody new.
void signalSession(pid_t session, int number)
{
    if (session <= 0) {
        return;
    }
    for (int round = 0; round < 3; ++round) {
        for (const pid_t pid : membersOf(session)) {
            ::kill(pid, number);
        }
    }
}

void endSession(pid_t session)
{
    if (session > 0) {
        (void)waitUntil(
            [&] {
                signalSession(session, SIGKILL);
                ::waitpid(session, nullptr, WNOHANG);
                return membersOf(session).empty();
            },
            10);
    }
}

[[noreturn]] void become(const std::vector<std::string> &arguments, int input, const Path &output)
{
    std::vector<char *> argv;
    for (const std::string &argument : arguments) {
        argv.push_back(const_cast<char *>(argument.c_str()));
    }
    argv.push_back(nullptr);
    ::setsid();
    ::dup2(input >= 0 ? input : ::open("/dev/null", O_RDONLY), STDIN_FILENO);
    ::dup2(::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600), STDOUT_FILENO);
    ::dup2(STDOUT_FILENO, STDERR_FILENO);
    ::execv(argv.front(), argv.data());
    ::_exit(126);
}

} // namespace

std::string SambaWorld::whyNot()
{
    for (const char *name : {"smbd", "smbnetfs", "fusermount3"}) {
        if (programPath(name).empty()) {
            return std::string(name) + " is not installed";
        }
    }
    const FileDescriptor fuse(::open("/dev/fuse", O_RDWR | O_CLOEXEC));
    if (!fuse.isValid()) {
        return std::string("/dev/fuse cannot be opened: ") + std::strerror(errno);
    }
    // In a container root may be there without the right to mount.
    if (::geteuid() == 0 && inChild([] { return ::unshare(CLONE_NEWNS) == 0 ? 0 : 1; }) != 0) {
        return "mounting is not allowed here";
    }
    return {};
}

SambaWorld::SambaWorld()
    : m_serverFolder(m_folder.path() / "served")
    , m_mountPoint(m_folder.path() / "mount")
    , m_port(freePort())
{
    m_share = m_mountPoint / ("127.0.0.1:" + std::to_string(m_port)) / "share";
    makeFolders();
    writeConfiguration();
    startUndertaker();
    if (!startServer() || !startMount()) {
        m_problem = "Samba and smbnetfs did not start: " + outputs();
    }
}

SambaWorld::~SambaWorld()
{
    // A line and not only the end, which would not come while a child of the test lives.
    (void)!::write(m_lifeline.get(), "\n", 1);
    m_lifeline.reset();
    ::waitpid(m_undertaker, nullptr, 0);
    for (const pid_t child : {m_server, m_mount}) {
        if (child > 0) {
            ::waitpid(child, nullptr, WNOHANG);
        }
    }
}

void SambaWorld::makeFolders() const
{
    for (const char *name : {"served", "mount", "private", "lock", "state", "cache", "pid", "ncalrpc"}) {
        std::filesystem::create_directory(m_folder.path() / name);
    }
    std::ofstream(m_serverFolder / marker) << "here";
}

void SambaWorld::writeConfiguration() const
{
    const std::string at = m_folder.path().native();
    std::ofstream(m_folder.path() / "smb.conf")
        << "[global]\ninterfaces = 127.0.0.1/8\nbind interfaces only = yes\nsmb ports = " << m_port
        << "\ndisable netbios = yes\nserver role = standalone server\nmap to guest = Bad User\nguest account "
           "= "
        << userName()
        << "\nload printers = no\nprinting = bsd\nprintcap name = /dev/null\ndisable spoolss = yes"
        << "\nlog file = " << at << "/log.smbd\nprivate dir = " << at << "/private\nlock directory = " << at
        << "/lock\nstate directory = " << at << "/state\ncache directory = " << at
        << "/cache\npid directory = " << at << "/pid\nncalrpc dir = " << at
        << "/ncalrpc\n[share]\npath = " << m_serverFolder.native()
        << "\nguest ok = yes\nread only = no\nforce user = " << userName() << '\n';
    const Path mount = m_folder.path() / "smbnetfs.conf";
    // No neg_cache: it deadlocks.
    std::ofstream(mount) << "smb_query_browsers \"false\"\nuse_libsecret \"false\"\nhost \"127.0.0.1:"
                         << m_port << "\" visible=true\n";
    ::chmod(mount.c_str(), 0600);
}

void SambaWorld::startUndertaker()
{
    std::array<int, 2> ends = {-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return;
    }
    m_lifeline = FileDescriptor(ends[1]);
    const FileDescriptor waiting(ends[0]);
    const std::vector<std::string> arguments{
        "/bin/sh", "-c", undertakerScript, "sh", m_folder.path().native(), m_mountPoint.native()};
    m_undertaker = ::fork();
    if (m_undertaker == 0) {
        become(arguments, waiting.get(), "/dev/null");
    }
}

pid_t SambaWorld::start(const std::vector<std::string> &arguments, const char *output) const
{
    const Path outputFile = m_folder.path() / output;
    const pid_t child = ::fork();
    if (child == 0) {
        become(arguments, -1, outputFile);
    }
    // Known to the undertaker before anything can go wrong.
    std::ofstream(m_folder.path() / "sessions", std::ios::app) << child << '\n';
    return child;
}

bool SambaWorld::startServer()
{
    m_server = start({programPath("smbd").native(), "--foreground", "--no-process-group",
                      "--configfile=" + (m_folder.path() / "smb.conf").native()},
                     "smbd.out");
    const bool listens = waitUntil([this] {
        const FileDescriptor probe(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(uint16_t(m_port));
        return ::connect(probe.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    });
    // After a restart the mount needs a moment to find it again.
    return listens && (m_mount <= 0 || waitUntil([this] { return answers(); }));
}

bool SambaWorld::startMount()
{
    m_mount = start({programPath("smbnetfs").native(), "-f", "-o",
                     "config=" + (m_folder.path() / "smbnetfs.conf").native(), m_mountPoint.native()},
                    "smbnetfs.out");
    return waitUntil([this] { return answers(); });
}

void SambaWorld::freezeServer() const
{
    signalSession(m_server, SIGSTOP);
}

void SambaWorld::thawServer() const
{
    signalSession(m_server, SIGCONT);
}

void SambaWorld::killServer()
{
    endSession(std::exchange(m_server, -1));
}

void SambaWorld::killMount()
{
    endSession(std::exchange(m_mount, -1));
}

void SambaWorld::freezeMount() const
{
    signalSession(m_mount, SIGSTOP);
}

void SambaWorld::thawMount() const
{
    signalSession(m_mount, SIGCONT);
}

bool SambaWorld::answers() const
{
    // Reading asks the server; a look at the name alone may be answered from memory for a second.
    return readBytes(m_share / marker) == "here";
}

std::string SambaWorld::outputs() const
{
    QByteArray text;
    for (const char *name : {"smbd.out", "log.smbd", "smbnetfs.out"}) {
        text += readBytes(m_folder.path() / name).right(2000);
    }
    return text.toStdString();
}

} // namespace litekeeper::test
