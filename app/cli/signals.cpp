// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/signals.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "core/base/error.h"

namespace cw::cli {

SignalWatcher::SignalWatcher(std::function<void(int)> onSignal)
{
    sigset_t watched;
    sigemptyset(&watched);
    sigaddset(&watched, SIGINT);
    sigaddset(&watched, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &watched, &m_previous);
    m_signals = signalfd(-1, &watched, SFD_CLOEXEC);
    m_end = eventfd(0, EFD_CLOEXEC);
    if (m_signals < 0 || m_end < 0)
        throw Error(ErrorCode::Internal, std::string("cannot watch signals: ") + std::strerror(errno));
    m_thread = std::thread([this, handler = std::move(onSignal)] { watch(handler); });
}

SignalWatcher::~SignalWatcher()
{
    const std::uint64_t one = 1;
    if (write(m_end, &one, sizeof one) == sizeof one)
        m_thread.join();
    else
        m_thread.detach(); // an eventfd at 0 always takes a write
    close(m_signals);
    close(m_end);
    pthread_sigmask(SIG_SETMASK, &m_previous, nullptr);
}

void SignalWatcher::watch(const std::function<void(int)>& onSignal) const
{
    int count = 0;
    for (;;) {
        pollfd ready[2] = {{m_signals, POLLIN, 0}, {m_end, POLLIN, 0}};
        if (poll(ready, 2, -1) < 0 && errno != EINTR)
            return;
        if (ready[1].revents != 0)
            return;
        signalfd_siginfo info{};
        if (ready[0].revents != 0 && read(m_signals, &info, sizeof info) == sizeof info)
            onSignal(++count);
    }
}

} // namespace cw::cli
