// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/base/file.h"

namespace cw {

namespace {

/// True while brackets nest no deeper than the limit. Strings are skipped; other errors are the parser's to find.
bool depthWithinLimit(std::string_view text)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kMaxJsonDepth)
                return false;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return true;
}

/// nlohmann's message without its "[json.exception...]" tag.
std::string plainMessage(const char* message)
{
    std::string_view text(message);
    if (const auto end = text.find("] "); text.starts_with("[json.exception") && end != std::string_view::npos)
        text.remove_prefix(end + 2);
    return std::string(text);
}

} // namespace

Result<Json> parseJson(std::string_view text, const std::string& where)
{
    if (!depthWithinLimit(text))
        return Error(ErrorCode::Format, fmt::format("nested deeper than {} levels", kMaxJsonDepth), where);
    try {
        return Json::parse(text);
    } catch (const Json::exception& failure) {
        return Error(ErrorCode::Format, fmt::format("not valid JSON: {}", plainMessage(failure.what())), where);
    }
}

Result<Json> readJsonFile(const std::filesystem::path& path)
{
    auto text = readTextFile(path, kMaxJsonBytes);
    if (!text)
        return text.error();
    return parseJson(*text, path.string());
}

void writeJsonFile(const std::filesystem::path& path, const Json& value)
{
    writeFileAtomically(path, value.dump(2) + "\n");
}

Json encodeNumber(double value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value > 0 ? "inf" : "-inf";
    return value;
}

Result<double> decodeNumber(const Json& value, const std::string& where)
{
    if (value.is_number())
        return value.get<double>();
    if (value == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    if (value == "inf")
        return std::numeric_limits<double>::infinity();
    if (value == "-inf")
        return -std::numeric_limits<double>::infinity();
    return Error(ErrorCode::Format, fmt::format("expected a number, found {}", value.type_name()), where);
}

Result<int> checkFormat(const Json& document, std::string_view format, int newest, const std::string& where)
{
    if (!document.is_object())
        return Error(ErrorCode::Format, fmt::format("expected an object, found {}", document.type_name()), where);
    const auto found = document.find("format");
    if (found == document.end() || !found->is_string())
        return Error(ErrorCode::Format, fmt::format("expected \"format\": \"{}\", found none", format), where);
    if (*found != format)
        return Error(ErrorCode::Format, fmt::format("expected format \"{}\", found {}", format, found->dump()), where);
    const auto version = document.find("version");
    if (version == document.end() || !version->is_number_integer() || *version < 1)
        return Error(ErrorCode::Format, "expected \"version\" to be a whole number from 1", where);
    if (*version > newest)
        return Error(ErrorCode::Format,
                     fmt::format("version {} is newer than this program reads (up to {})", version->dump(), newest),
                     where);
    return version->get<int>();
}

} // namespace cw
