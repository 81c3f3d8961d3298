// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/image_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <png.h>
#include <sys/stat.h>

#include <fmt/format.h>

#include "core/data/jpeg.h"
#include "core/data/reader.h"

namespace cw::data {

namespace {

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

/// Signature, length and name of the first chunk, its 13 bytes.
constexpr std::size_t kPngHead = 8 + 8 + 13;
using Head = std::array<std::uint8_t, kPngHead>;

enum class Format { Png, Jpeg };

struct Opened {
    File file;
    Format format = Format::Png;
    Head head{};
};

Result<Opened> open(const std::filesystem::path& path)
{
    const auto failed = [&path](int reason) {
        return Error(reason == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                     fmt::format("cannot open: {}", std::strerror(reason)), path.string());
    };
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        return failed(errno);
    if (!S_ISREG(info.st_mode)) // a pipe would block
        return Error(ErrorCode::Io, "expected a regular file", path.string());
    Opened opened{File(std::fopen(path.c_str(), "rb"))};
    if (!opened.file)
        return failed(errno);
    const std::size_t got = std::fread(opened.head.data(), 1, kPngHead, opened.file.get());
    std::rewind(opened.file.get());
    static constexpr std::array<std::uint8_t, 8> kPng{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    if (got == kPngHead && std::equal(kPng.begin(), kPng.end(), opened.head.begin()))
        return opened;
    if (got >= 3 && opened.head[0] == 0xFF && opened.head[1] == 0xD8 && opened.head[2] == 0xFF) {
        opened.format = Format::Jpeg;
        return opened;
    }
    return Error(ErrorCode::Format,
                 got == 0
                     ? "expected a PNG or JPEG image, found an empty file"
                     : fmt::format("expected a PNG or JPEG image, found a file that begins with {:02x}",
                                   fmt::join(opened.head.begin(),
                                             opened.head.begin() + std::ptrdiff_t(std::min<std::size_t>(got, 4)), " ")),
                 path.string());
}

Result<ImageHeader> pngHeader(const Head& head, const std::string& where)
{
    const auto word = [&](std::size_t at) {
        return std::int64_t{head[at]} << 24 | std::int64_t{head[at + 1]} << 16 | std::int64_t{head[at + 2]} << 8 |
               head[at + 3];
    };
    if (word(8) != 13 || std::memcmp(head.data() + 12, "IHDR", 4) != 0)
        return Error(ErrorCode::Format, "offset 8: expected the header of a PNG image, found another chunk", where);
    constexpr unsigned kColourBit = 2;
    return ImageHeader{{word(20), word(16)}, (head[25] & kColourBit) != 0};
}

struct PngCloser {
    void operator()(png_image* image) const { png_image_free(image); }
};

Result<Image> readPng(const Opened& opened, int channels, const std::string& where)
{
    const auto header = pngHeader(opened.head, where);
    if (!header)
        return header.error();
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    const std::unique_ptr<png_image, PngCloser> guard(&png);
    const auto damaged = [&] {
        return Error(ErrorCode::Format, fmt::format("expected a whole PNG image, found damage: {}", png.message),
                     where);
    };
    if (png_image_begin_read_from_stdio(&png, opened.file.get()) == 0)
        return damaged();
    png.format = channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
    png.flags |= PNG_IMAGE_FLAG_16BIT_sRGB; // what 16-bit files without a word on it mean in practice
    Image image{header->size, channels, {}};
    image.pixels.resize(std::size_t(image.size.height * image.size.width * channels));
    if (image.pixels.size() != PNG_IMAGE_SIZE(png))
        return Error(ErrorCode::Format, "expected one size in a PNG image, found two", where);
    const png_color black{0, 0, 0};
    if (png_image_finish_read(&png, &black, image.pixels.data(), 0, nullptr) == 0)
        return damaged();
    // Warnings about colour profiles and the like are common; one about the pixels means that the header lied.
    if (png.warning_or_error != 0 && std::string_view(png.message).starts_with("IDAT"))
        return damaged();
    return image;
}

/// For each place of the target, the sources it is made of: a first one and weights that sum to 1.
struct Tap {
    std::size_t first = 0;
    std::vector<float> weights;
};

std::vector<Tap> tapsOf(std::int64_t from, std::int64_t to)
{
    std::vector<Tap> taps(static_cast<std::size_t>(to));
    const double scale = double(from) / double(to);
    for (std::int64_t i = 0; i < to; ++i) {
        Tap& tap = taps[std::size_t(i)];
        if (scale <= 1) {
            const double centre = std::clamp((double(i) + 0.5) * scale - 0.5, 0.0, double(from - 1));
            tap.first = std::size_t(centre);
            const double part = centre - double(tap.first);
            tap.weights = {float(1 - part)};
            if (part > 0)
                tap.weights.push_back(float(part));
            continue;
        }
        const double low = double(i) * scale;
        const double high = std::min(double(from), double(i + 1) * scale);
        tap.first = std::size_t(low);
        for (std::int64_t k = std::int64_t(low); k < from && double(k) < high; ++k) {
            const double overlap = std::min(high, double(k + 1)) - std::max(low, double(k));
            tap.weights.push_back(float(overlap / (high - low)));
        }
    }
    return taps;
}

} // namespace

bool isImageName(const std::string& fileName)
{
    if (fileName.ends_with(".gz"))
        return false;
    const std::string extension = extensionOf(fileName);
    return extension == ".png" || extension == ".jpg" || extension == ".jpeg";
}

Result<Done> checkImageSize(const ImageSize& size, const std::string& where)
{
    if (size.height >= 1 && size.width >= 1 && size.height <= kMaxImageSide && size.width <= kMaxImageSide &&
        size.height * size.width <= kMaxImagePixels)
        return Done{};
    return Error(ErrorCode::Format,
                 fmt::format("expected an image of 1 to {} pixels a side and at most {} in all, found {} x {}",
                             kMaxImageSide, kMaxImagePixels, size.width, size.height),
                 where);
}

Result<ImageHeader> readImageHeader(const std::filesystem::path& path)
{
    const auto opened = open(path);
    if (!opened)
        return opened.error();
    auto header = opened->format == Format::Png ? pngHeader(opened->head, path.string())
                                                : readJpegHeader(opened->file.get(), path.string());
    if (!header)
        return header.error();
    if (const auto fits = checkImageSize(header->size, path.string()); !fits)
        return fits.error();
    return header;
}

Result<Image> readImage(const std::filesystem::path& path, int channels)
{
    if (const auto header = readImageHeader(path); !header)
        return header.error();
    const auto opened = open(path);
    if (!opened)
        return opened.error();
    return opened->format == Format::Png ? readPng(*opened, channels, path.string())
                                         : readJpeg(opened->file.get(), channels, path.string());
}

std::vector<std::uint8_t> resampledPlanes(const Image& image, const ImageSize& size)
{
    const auto channels = std::size_t(image.channels);
    const auto width = std::size_t(size.width);
    const auto height = std::size_t(size.height);
    const auto fromWidth = std::size_t(image.size.width);
    const std::vector<Tap> across = tapsOf(image.size.width, size.width);
    const std::vector<Tap> down = tapsOf(image.size.height, size.height);
    std::vector<std::uint8_t> planes(channels * height * width);
    std::vector<float> row(fromWidth * channels);
    for (std::size_t y = 0; y < height; ++y) {
        std::fill(row.begin(), row.end(), 0.0F);
        for (std::size_t k = 0; k < down[y].weights.size(); ++k) {
            const std::uint8_t* source = image.pixels.data() + (down[y].first + k) * row.size();
            for (std::size_t i = 0; i < row.size(); ++i)
                row[i] += down[y].weights[k] * float(source[i]);
        }
        for (std::size_t x = 0; x < width; ++x) {
            for (std::size_t c = 0; c < channels; ++c) {
                float value = 0;
                for (std::size_t k = 0; k < across[x].weights.size(); ++k)
                    value += across[x].weights[k] * row[(across[x].first + k) * channels + c];
                planes[(c * height + y) * width + x] = std::uint8_t(std::clamp(value + 0.5F, 0.0F, 255.0F));
            }
        }
    }
    return planes;
}

} // namespace cw::data
