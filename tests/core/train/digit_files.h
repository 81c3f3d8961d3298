// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <memory>

#include "core/data/dataset.h"
#include "tests/core/data/data_folder.h"
#include "tests/core/data/image_writer.h"

namespace cw::test {

inline std::shared_ptr<const data::DataSet> loadDigits()
{
    return data::loadDataSet(kTestData + "/tables/digits8x8.csv.gz").value();
}

/// The digits of the table as one PNG file each, in folders of their classes.
inline void writeDigitPictures(DataFolder& folder)
{
    const auto digits = loadDigits();
    for (std::size_t i = 0; i < digits->train.size(); ++i) {
        std::vector<std::uint8_t> pixels;
        for (std::size_t k = 0; k < 64; ++k)
            pixels.push_back(std::uint8_t(std::min(255.0F, digits->train.floats()[64 * i + k] * 16)));
        folder.write(QStringLiteral("%1/%2.png").arg(digits->train.labels[i]).arg(i), pngOf(8, 8, 1, pixels));
    }
}

/// The digits as a table of eight steps from top to bottom, eight channels across; its path.
inline std::string writeDigitSteps(DataFolder& folder)
{
    const auto digits = loadDigits();
    QByteArray text;
    for (int i = 0; i < 64; ++i)
        text += "x" + QByteArray::number(i % 8) + "@" + QByteArray::number(i / 8) + ",";
    text += "class\n";
    for (std::size_t i = 0; i < digits->train.size(); ++i) {
        for (std::size_t k = 0; k < 64; ++k)
            text += QByteArray::number(double(digits->train.floats()[64 * i + k])) + ",";
        text += QByteArray::number(qlonglong(digits->train.labels[i])) + "\n";
    }
    return folder.write("digits.csv", text);
}

} // namespace cw::test
