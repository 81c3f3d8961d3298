// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace cw::history {

/// This test program again, with arguments, as a process of its own: what it writes to its output is read here, and
/// its input ends when release() is called.
class ChildProcess {
public:
    explicit ChildProcess(std::vector<std::string> arguments)
    {
        int input[2];
        int output[2];
        if (::pipe2(input, O_CLOEXEC) != 0 || ::pipe2(output, O_CLOEXEC) != 0)
            throw std::runtime_error("pipe");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
        std::string program = "/proc/self/exe";
        std::vector<char*> argv{program.data()};
        for (std::string& argument : arguments)
            argv.push_back(argument.data());
        argv.push_back(nullptr);
        const int failure = ::posix_spawn(&m_pid, program.c_str(), &actions, nullptr, argv.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        ::close(input[0]);
        ::close(output[1]);
        m_input = input[1];
        m_output = output[0];
        if (failure != 0)
            throw std::runtime_error("posix_spawn");
    }
    ~ChildProcess()
    {
        release();
        if (m_pid > 0)
            kill();
        ::close(m_output);
    }
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    void release()
    {
        if (m_input >= 0)
            ::close(m_input);
        m_input = -1;
    }
    /// kill -9, and waits until it is gone.
    void kill()
    {
        ::kill(m_pid, SIGKILL);
        wait();
    }
    /// The exit status, or -1 when it did not exit by itself.
    int wait()
    {
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        m_pid = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    /// Waits for one more line; false at the end. A line that was cut off does not count.
    bool readLine(std::string& line)
    {
        for (;;) {
            const auto end = m_text.find('\n', m_read);
            if (end != std::string::npos) {
                line = m_text.substr(m_read, end - m_read);
                m_read = end + 1;
                return true;
            }
            char buffer[4096];
            const ssize_t count = ::read(m_output, buffer, sizeof buffer);
            if (count <= 0)
                return false;
            m_text.append(buffer, static_cast<std::size_t>(count));
        }
    }

private:
    pid_t m_pid = 0;
    int m_input = -1;
    int m_output = -1;
    std::string m_text;
    std::size_t m_read = 0;
};

/// In the child: one line to the test, in one write, so that it is whole or not there.
inline void say(const std::string& line)
{
    const std::string text = line + "\n";
    if (::write(STDOUT_FILENO, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        ::_exit(3);
}

/// In the child: until the test calls release().
inline void waitForRelease()
{
    char byte = 0;
    if (::read(STDIN_FILENO, &byte, 1) != 0)
        ::_exit(4);
}

} // namespace cw::history
