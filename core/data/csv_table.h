// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/reader.h"

namespace cw::data {

/// A table in a CSV file, plain or gz, with a header line: one sample a row, one column with its class (FILE.csv:COLUMN
/// names it, see findLabel()), the others numbers or categories (see encodingOf()). The test part is the file of the
/// same name with "test" in the place of "train" where there is one, else the fixed fifth of holdOutTest(). What is
/// learnt of the columns (kind, categories) comes from the rows that are not in the test part; numbers are standardised
/// by the training part of a run alone, when they are used.
ReaderEntry csvTableReader();

} // namespace cw::data
