// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"

#include <algorithm>

#include "core/data/locate.h"
#include "core/data/reader.h"

namespace cw::data {

namespace {

Result<DataSetInfo> describeLocated(const Located& located)
{
    auto info = located.reader->describe(located.place);
    if (!info)
        return info.error();
    info->id = located.id;
    info->title = located.title;
    info->location = located.location;
    return info;
}

} // namespace

Result<DataSetInfo> describeDataSet(const std::string& idOrPath)
{
    const ReaderRegistry readers = builtInReaders();
    const auto located = locate(readers, idOrPath);
    if (!located)
        return located.error();
    return describeLocated(*located);
}

Result<std::shared_ptr<const DataSet>> loadDataSet(const std::string& idOrPath)
{
    const ReaderRegistry readers = builtInReaders();
    const auto located = locate(readers, idOrPath);
    if (!located)
        return located.error();
    auto data = located->reader->load(located->place);
    if (!data)
        return data.error();
    data->id = located->id;
    data->title = located->title;
    data->location = located->location;
    return std::make_shared<const DataSet>(*std::move(data));
}

std::vector<DataSetInfo> knownDataSets()
{
    const ReaderRegistry readers = builtInReaders();
    const auto known = locateKnown(readers);
    std::vector<DataSetInfo> list;
    const auto add = [&](const Located& located) {
        auto info = describeLocated(located);
        if (info)
            list.push_back(*std::move(info));
        else
            list.push_back({.id = located.id,
                            .title = located.title,
                            .location = located.location,
                            .problem = info.error().what()});
    };
    for (const WellKnown& set : wellKnownDataSets()) {
        if (const auto found = known.find(set.id); found != known.end())
            add(found->second);
        else
            list.push_back({.id = set.id, .title = set.title, .problem = locate(readers, set.id).error().what()});
    }
    for (const auto& [id, located] : known) {
        if (std::none_of(wellKnownDataSets().begin(), wellKnownDataSets().end(),
                         [&, &name = id](const WellKnown& set) { return set.id == name; }))
            add(located);
    }
    return list;
}

} // namespace cw::data
