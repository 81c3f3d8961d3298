// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/recovery.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "core/base/json.h"

namespace cw::ui {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "cwrecovery";
constexpr int kVersion = 1;
constexpr const char* kSuffix = ".json";
constexpr double kForeignSeconds = 24 * 3600.0;

struct Owner {
    std::string id;
    std::int64_t pid = 0;
    std::int64_t startTime = 0;
};

bool readNumber(std::string_view text, std::int64_t& number)
{
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc() && end == text.data() + text.size() && !text.empty();
}

/// From the name, so that a damaged file still tells whose it is.
std::optional<Owner> ownerOf(const fs::path& file)
{
    if (file.extension() != kSuffix)
        return std::nullopt; // also a half-written temporary file
    const std::string stem = file.stem().string();
    const std::size_t at = stem.rfind('@');
    const std::size_t dash = stem.rfind('-');
    if (at == std::string::npos || at == 0 || dash == std::string::npos || dash < at)
        return std::nullopt;
    Owner owner{stem.substr(0, at)};
    const std::string_view rest(stem);
    if (!readNumber(rest.substr(at + 1, dash - at - 1), owner.pid) ||
        !readNumber(rest.substr(dash + 1), owner.startTime))
        return std::nullopt;
    return owner;
}

std::string textOf(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double secondsSinceWritten(const fs::path& file)
{
    std::error_code failure;
    const auto written = fs::last_write_time(file, failure);
    return failure ? 0 : std::chrono::duration<double>(fs::file_time_type::clock::now() - written).count();
}

/// The state, or why it cannot be read. `host` is where it was written, as far as that can be told.
Result<RecoveryState> readState(const fs::path& file, std::string& host)
{
    const Result<Json> json = readJsonFile(file);
    if (!json)
        return json.error();
    if (const Result<int> version = checkFormat(*json, kFormat, kVersion, file.string()); !version)
        return version.error();
    host = textOf(*json, "host");
    RecoveryState state{textOf(*json, "path"), textOf(*json, "title")};
    const auto saved = json->find("saved");
    state.saved = saved != json->end() && saved->is_number() ? saved->get<double>() : 0;
    const auto space = json->find("space");
    if (space == json->end())
        return Error(ErrorCode::Format, "expected a \"space\", found none", file.string());
    Result<space::SearchSpace> read = space::spaceFromJson(*space, file.string());
    if (!read)
        return read.error();
    state.space = std::make_shared<const space::SearchSpace>(std::move(*read));
    return state;
}

} // namespace

RecoveryFolder::RecoveryFolder(fs::path folder, ProcessId self)
    : m_folder(std::move(folder))
    , m_self(std::move(self))
{
}

fs::path RecoveryFolder::fileOf(const std::string& id) const
{
    return m_folder / fmt::format("{}@{}-{}{}", id, m_self.pid, m_self.startTime, kSuffix);
}

void RecoveryFolder::write(const std::string& id, const RecoveryState& state) const
{
    std::error_code failure;
    if (fs::create_directories(m_folder, failure))
        fs::permissions(m_folder, fs::perms::owner_all, failure);
    writeJsonFile(fileOf(id), {{"format", kFormat},
                               {"version", kVersion},
                               {"host", m_self.host},
                               {"path", state.path},
                               {"title", state.title},
                               {"saved", state.saved},
                               {"space", space::toJson(*state.space)}});
}

void RecoveryFolder::remove(const std::string& id) const
{
    std::error_code failure;
    fs::remove(fileOf(id), failure);
}

std::vector<LeftBehind> RecoveryFolder::leftBehind() const
{
    std::vector<LeftBehind> found;
    std::error_code failure;
    for (const fs::directory_entry& entry : fs::directory_iterator(m_folder, failure)) {
        const std::optional<Owner> owner = ownerOf(entry.path());
        const ProcessId process{m_self.host, owner ? owner->pid : 0, owner ? owner->startTime : 0};
        if (!owner || isAlive(process) || process == m_self)
            continue;
        LeftBehind left{entry.path(), owner->id, {}, {}};
        std::string host;
        if (Result<RecoveryState> state = readState(entry.path(), host); state)
            left.state = std::move(*state);
        else
            left.problem = state.error().problem();
        if (!host.empty() && host != m_self.host && secondsSinceWritten(entry.path()) < kForeignSeconds)
            continue;
        found.push_back(std::move(left));
    }
    std::sort(found.begin(), found.end(), [](const LeftBehind& a, const LeftBehind& b) {
        return a.state.saved != b.state.saved ? a.state.saved > b.state.saved : a.file < b.file;
    });
    return found;
}

Result<Done> RecoveryFolder::claim(const LeftBehind& left) const
{
    std::error_code failure;
    fs::rename(left.file, fileOf(left.id), failure);
    if (failure)
        return Error(failure == std::errc::no_such_file_or_directory ? ErrorCode::NotFound : ErrorCode::Io,
                     fmt::format("cannot be taken over: {}", failure.message()), left.file.string());
    return Done{};
}

void RecoveryFolder::discard(const LeftBehind& left)
{
    std::error_code failure;
    fs::remove(left.file, failure);
}

} // namespace cw::ui
