// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cifar_binary.h"
#include "core/data/csv_table.h"
#include "core/data/idx_images.h"
#include "core/data/image_folder.h"
#include "core/data/reader.h"
#include "core/data/text_file.h"

namespace cw::data {

ReaderRegistry builtInReaders()
{
    return ReaderRegistry("kind of data set", {
                                                  idxImagesReader(),
                                                  cifarBinaryReader(),
                                                  imageFolderReader(),
                                                  csvTableReader(),
                                                  textFileReader(),
                                              });
}

const std::vector<WellKnown>& wellKnownDataSets()
{
    static const std::vector<WellKnown> sets{
        {"fashion-mnist",
         "Fashion-MNIST",
         "dataset-fashion-mnist",
         {"T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"}},
    };
    return sets;
}

} // namespace cw::data
