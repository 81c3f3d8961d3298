// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include "app/cli/cli.h"

int main(int argc, char** argv)
{
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is reported like a full disk, and nothing is lost
    return cw::cli::runProgram(argc, argv);
}
