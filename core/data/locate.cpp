// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/locate.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include <fmt/format.h>

#include "core/base/process.h"

namespace cw::data {

namespace fs = std::filesystem;

namespace {

/// Folders that hold data sets: those of the environment first, so that a user can replace a packaged one.
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

struct FoundSet {
    std::string set;
    const ReaderEntry* reader = nullptr;
};

/// The data sets in a folder: those of the kinds with the lowest rank.
std::vector<FoundSet> setsOf(const ReaderRegistry& readers, const fs::path& folder)
{
    const std::vector<std::string> names = namesIn(folder);
    std::vector<FoundSet> found;
    for (const ReaderEntry& reader : readers.entries()) {
        if (!found.empty() && found.front().reader->rank < reader.rank)
            continue;
        const std::vector<std::string> sets = reader.setsIn(folder, names);
        if (!sets.empty() && !found.empty() && found.front().reader->rank > reader.rank)
            found.clear();
        for (const std::string& set : sets)
            found.push_back({set, &reader});
    }
    return found;
}

/// "iris.csv.gz" -> "iris": a set by name, without what only says how it is stored.
std::string shortName(const std::string& set)
{
    const std::string extension = extensionOf(set);
    std::string name = set;
    if (name.ends_with(".gz"))
        name.resize(name.size() - 3);
    if (!extension.empty() && name.size() > extension.size() && (extension == ".csv" || extension == ".txt"))
        name.resize(name.size() - extension.size());
    return name;
}

Located located(std::string id, const fs::path& location, Place place, const ReaderEntry* reader)
{
    const std::string name = location.filename().string();
    const WellKnown* known = wellKnown(name);
    if (known != nullptr)
        place.classes = known->classes;
    return {std::move(id), known != nullptr ? known->title : name, location, std::move(place), reader};
}

Error ambiguous(const fs::path& folder, const std::vector<FoundSet>& sets)
{
    std::vector<std::string> names;
    names.reserve(sets.size());
    for (const FoundSet& found : sets)
        names.push_back(found.set.empty() ? fmt::format("the folder itself as {}", found.reader->title) : found.set);
    const auto named = std::find_if(sets.begin(), sets.end(), [](const FoundSet& found) { return !found.set.empty(); });
    const std::string hint =
        named == sets.end() ? std::string()
                            : fmt::format("; name one of them, as in {}", (folder / shortName(named->set)).string());
    return Error(ErrorCode::Format,
                 fmt::format("expected one data set, found {} ({}){}", sets.size(), joinNames(names), hint),
                 folder.string());
}

Error unknownKind(const ReaderRegistry& readers, const fs::path& path)
{
    std::vector<std::string> kinds;
    for (const ReaderEntry& entry : readers.entries())
        kinds.push_back(entry.title);
    return Error(ErrorCode::Format, fmt::format("not a data set of a known kind, expected {}", joinNames(kinds)),
                 path.string());
}

/// A path that exists.
Result<Located> locateThere(const ReaderRegistry& readers, const fs::path& path)
{
    std::error_code failure;
    if (!fs::is_directory(path, failure)) {
        for (const ReaderEntry& reader : readers.entries()) {
            if (reader.takesFile(path))
                return located(path.string(), path, {.path = path}, &reader);
        }
        return unknownKind(readers, path);
    }
    const std::vector<FoundSet> sets = setsOf(readers, path);
    if (sets.empty())
        return unknownKind(readers, path);
    if (sets.size() > 1)
        return ambiguous(path, sets);
    return located(path.string(), path, {.path = path, .set = sets.front().set}, sets.front().reader);
}

Error nothingThere(const fs::path& path)
{
    return Error(ErrorCode::NotFound, "no such file or folder, expected a data set", path.string());
}

/// A path that does not exist: the beginning of the name of a data set in its folder.
Result<Located> locatePrefix(const ReaderRegistry& readers, const fs::path& path)
{
    std::error_code failure;
    const fs::path folder = path.parent_path();
    const std::string prefix = path.filename().string();
    if (prefix.empty() || !fs::is_directory(folder, failure))
        return nothingThere(path);
    std::vector<FoundSet> fitting;
    for (const FoundSet& found : setsOf(readers, folder)) {
        const bool whole = found.set == prefix || shortName(found.set) == prefix;
        if (whole)
            return located(path.string(), path, {.path = folder, .set = found.set}, found.reader);
        if (found.set.starts_with(prefix))
            fitting.push_back(found);
    }
    if (fitting.empty())
        return nothingThere(path);
    if (fitting.size() > 1)
        return ambiguous(folder, fitting);
    return located(path.string(), path, {.path = folder, .set = fitting.front().set}, fitting.front().reader);
}

Result<Located> locatePath(const ReaderRegistry& readers, const std::string& text)
{
    std::error_code failure;
    // A path is kept as an absolute one: a run that stores it finds the data again.
    fs::path path = fs::absolute(text, failure).lexically_normal();
    if (!path.has_filename())
        path = path.parent_path();
    return fs::exists(path, failure) ? locateThere(readers, path) : locatePrefix(readers, path);
}

Error notFound(const ReaderRegistry& readers, const std::string& id)
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
    for (const auto& [name, found] : locateKnown(readers)) {
        if (wellKnown(name) == nullptr)
            ids.push_back(name);
    }
    return Error(
        ErrorCode::NotFound,
        fmt::format("unknown data set '{}', expected one of {}, or the path of a file or folder", id, joinNames(ids)));
}

/// Without an option behind it.
Result<Located> locatePlain(const ReaderRegistry& readers, const std::string& text)
{
    if (text.find('/') != std::string::npos)
        return locatePath(readers, text);
    auto known = locateKnown(readers);
    if (const auto entry = known.find(text); entry != known.end())
        return entry->second;
    auto path = locatePath(readers, text);
    if (!path && path.error().code() == ErrorCode::NotFound)
        return notFound(readers, text);
    return path;
}

} // namespace

std::map<std::string, Located> locateKnown(const ReaderRegistry& readers)
{
    std::map<std::string, Located> known;
    const auto add = [&](const fs::path& folder, const FoundSet& found, std::string id) {
        const fs::path location = found.set.empty() || id == folder.filename().string() ? folder : folder / found.set;
        Located set = located(id, location, {.path = folder, .set = found.set}, found.reader);
        known.emplace(std::move(id), std::move(set));
    };
    for (const fs::path& root : searchFolders()) {
        for (const FoundSet& found : setsOf(readers, root)) {
            if (!found.set.empty())
                add(root, found, shortName(found.set));
        }
        for (const std::string& name : namesIn(root)) {
            std::error_code failure;
            if (!fs::is_directory(root / name, failure))
                continue;
            const std::vector<FoundSet> sets = setsOf(readers, root / name);
            for (const FoundSet& found : sets)
                add(root / name, found, sets.size() == 1 || found.set.empty() ? name : shortName(found.set));
        }
    }
    return known;
}

Result<Located> locate(const ReaderRegistry& readers, const std::string& idOrPath)
{
    if (idOrPath.empty())
        return Error(ErrorCode::NotFound, "no data set given, expected an id or a path");
    auto found = locatePlain(readers, idOrPath);
    const auto colon = idOrPath.rfind(':');
    if (found || found.error().code() != ErrorCode::NotFound || colon == std::string::npos || colon == 0 ||
        idOrPath.find('/', colon) != std::string::npos)
        return found;
    auto without = locatePlain(readers, idOrPath.substr(0, colon));
    if (!without)
        return without;
    const std::string option = idOrPath.substr(colon + 1);
    if (without->reader->option.empty() || option.empty()) {
        const std::string& takes = without->reader->option;
        return Error(ErrorCode::Config,
                     fmt::format("expected {} after the path, found ':{}'",
                                 takes.empty() ? "nothing" : fmt::format("nothing or :{}", takes), option),
                     idOrPath.substr(0, colon));
    }
    without->id += ":" + option;
    without->place.option = option;
    return without;
}

} // namespace cw::data
