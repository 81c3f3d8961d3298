// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdlib>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "core/base/process.h"
#include "core/data/reader.h"

namespace cw::data {

namespace fs = std::filesystem;

namespace {

struct Located {
    std::string id;
    std::string title;
    fs::path path;
    std::vector<std::string> classes;
};

/// Folders that hold one folder per data set: those of the environment first, so that a user can replace a packaged
/// one.
std::vector<fs::path> searchFolders()
{
    std::vector<fs::path> folders;
    if (const char* given = std::getenv("CELLWRIGHT_DATASETS")) {
        std::istringstream list{std::string(given)};
        for (std::string folder; std::getline(list, folder, ':');) {
            if (!folder.empty())
                folders.emplace_back(folder);
        }
    }
    folders.push_back(userDataDirectory() / "datasets");
    folders.emplace_back("/usr/share/datasets");
    return folders;
}

const WellKnown* wellKnown(const std::string& id)
{
    const auto& sets = wellKnownDataSets();
    const auto found = std::find_if(sets.begin(), sets.end(), [&](const WellKnown& set) { return set.id == id; });
    return found == sets.end() ? nullptr : &*found;
}

Located located(const std::string& id, const fs::path& path)
{
    const WellKnown* known = wellKnown(id);
    return {id, known != nullptr ? known->title : id, path,
            known != nullptr ? known->classes : std::vector<std::string>{}};
}

const ReaderEntry* readerOf(const ReaderRegistry& readers, const fs::path& path)
{
    for (const ReaderEntry& entry : readers.entries()) {
        if (entry.recognises(path))
            return &entry;
    }
    return nullptr;
}

/// Every folder below the search folders that some reader recognises, by id.
std::map<std::string, fs::path> foundById()
{
    const ReaderRegistry readers = builtInReaders();
    std::map<std::string, fs::path> found;
    for (const fs::path& folder : searchFolders()) {
        std::error_code failure;
        for (fs::directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure)) {
            std::error_code none;
            if (it->is_directory(none) && readerOf(readers, it->path()) != nullptr)
                found.emplace(it->path().filename().string(), it->path());
        }
    }
    return found;
}

Error notFound(const std::string& id)
{
    std::vector<std::string> places;
    for (const fs::path& folder : searchFolders())
        places.push_back((folder / id).string());
    if (const WellKnown* known = wellKnown(id)) {
        return Error(ErrorCode::NotFound, fmt::format("data set '{}' not found in {}; install the Debian package {}",
                                                      id, joinNames(places), known->package));
    }
    std::vector<std::string> ids;
    for (const WellKnown& set : wellKnownDataSets())
        ids.push_back(set.id);
    for (const auto& [name, path] : foundById()) {
        if (wellKnown(name) == nullptr)
            ids.push_back(name);
    }
    return Error(
        ErrorCode::NotFound,
        fmt::format("unknown data set '{}', expected one of {}, or the path of a file or folder", id, joinNames(ids)));
}

Result<Located> locate(const std::string& idOrPath)
{
    if (idOrPath.empty())
        return Error(ErrorCode::NotFound, "no data set given, expected an id or a path");
    std::error_code failure;
    if (idOrPath.find('/') == std::string::npos) {
        const auto found = foundById();
        if (const auto entry = found.find(idOrPath); entry != found.end())
            return located(idOrPath, entry->second);
        if (!fs::exists(idOrPath, failure))
            return notFound(idOrPath);
    }
    fs::path path = fs::absolute(idOrPath, failure).lexically_normal();
    if (!fs::exists(path, failure))
        return Error(ErrorCode::NotFound, "no such file or folder, expected a data set", idOrPath);
    if (!path.has_filename())
        path = path.parent_path();
    Located result = located(path.filename().string(), path);
    // A path is repeated as it was given: a run that stores it finds the data again.
    result.id = path.string();
    return result;
}

Result<const ReaderEntry*> readerFor(const ReaderRegistry& readers, const fs::path& path)
{
    if (const ReaderEntry* reader = readerOf(readers, path))
        return reader;
    std::vector<std::string> kinds;
    for (const ReaderEntry& entry : readers.entries())
        kinds.push_back(entry.title);
    return Error(ErrorCode::Format, fmt::format("not a data set of a known kind, expected {}", joinNames(kinds)),
                 path.string());
}

} // namespace

Result<DataSetInfo> describeDataSet(const std::string& idOrPath)
{
    const auto where = locate(idOrPath);
    if (!where)
        return where.error();
    const ReaderRegistry readers = builtInReaders();
    const auto reader = readerFor(readers, where->path);
    if (!reader)
        return reader.error();
    auto info = (*reader)->describe(where->path, where->classes);
    if (!info)
        return info.error();
    info->id = where->id;
    info->title = where->title;
    info->location = where->path;
    return info;
}

Result<std::shared_ptr<const DataSet>> loadDataSet(const std::string& idOrPath)
{
    const auto where = locate(idOrPath);
    if (!where)
        return where.error();
    const ReaderRegistry readers = builtInReaders();
    const auto reader = readerFor(readers, where->path);
    if (!reader)
        return reader.error();
    auto data = (*reader)->load(where->path, where->classes);
    if (!data)
        return data.error();
    data->id = where->id;
    data->title = where->title;
    data->location = where->path;
    return std::make_shared<const DataSet>(*std::move(data));
}

std::vector<DataSetInfo> knownDataSets()
{
    std::vector<std::string> ids;
    for (const WellKnown& set : wellKnownDataSets())
        ids.push_back(set.id);
    for (const auto& [id, path] : foundById()) {
        if (wellKnown(id) == nullptr)
            ids.push_back(id);
    }
    std::vector<DataSetInfo> list;
    for (const std::string& id : ids) {
        auto info = describeDataSet(id);
        if (info) {
            list.push_back(*std::move(info));
            continue;
        }
        const WellKnown* known = wellKnown(id);
        list.push_back({.id = id, .title = known != nullptr ? known->title : id, .problem = info.error().what()});
    }
    return list;
}

} // namespace cw::data
