// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace cw {

enum class ErrorCode {
    Usage,     ///< the command line or a form: exit code 2
    Config,    ///< a setting, a space or a search file that says something impossible: exit code 2
    NotFound,  ///< a file, run, trial or name that does not exist
    Io,        ///< reading or writing failed (permissions, full disk)
    Format,    ///< a file that is not what it should be: truncated, wrong magic, wrong type
    Data,      ///< a number outside its domain
    Device,    ///< a GPU that was there has gone; `where` names it
    Busy,      ///< owned by another live program
    ReadOnly,  ///< the history cannot be written (newer schema, read-only file)
    Cancelled, ///< asked to stop
    Internal,  ///< a bug or a library that broke its promise
};

/// One clear sentence: `what` says what is wrong, expected and found; `where` names the file, field or option.
class Error : public std::runtime_error {
public:
    Error(ErrorCode code, const std::string& what, std::string where = {});

    ErrorCode code() const noexcept { return m_code; }
    const std::string& where() const noexcept { return m_where; }
    /// The sentence without its place.
    const std::string& problem() const noexcept { return m_problem; }

private:
    ErrorCode m_code;
    std::string m_problem;
    std::string m_where;
};

} // namespace cw
