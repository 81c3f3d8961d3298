// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/jpeg.h"

#include <csetjmp>
#include <cstddef>

#include <jpeglib.h>

#include <jerror.h>

#include <fmt/format.h>

namespace cw::data {

namespace {

constexpr int kMostScans = 200; // a progressive file of a few kB can ask for hours of work

/// libjpeg leaves by longjmp when it fails, which runs no destructors. So everything it may leave behind is here, and
/// the functions that call it hold nothing that has a destructor.
struct Decoder {
    jpeg_decompress_struct info;
    jpeg_error_mgr errors;
    jpeg_progress_mgr progress;
    std::jmp_buf failed;
    char message[JMSG_LENGTH_MAX];
};

[[noreturn]] void fail(j_common_ptr info)
{
    auto* decoder = static_cast<Decoder*>(info->client_data);
    info->err->format_message(info, decoder->message);
    std::longjmp(decoder->failed, 1);
}

/// A file that ends too early is only a warning to libjpeg, which then makes up grey pixels.
void warn(j_common_ptr info, int level)
{
    if (level < 0 && info->err->msg_code != JWRN_EXTRANEOUS_DATA)
        fail(info);
}

void countScans(j_common_ptr info)
{
    auto* decoder = static_cast<Decoder*>(info->client_data);
    if (decoder->info.input_scan_number <= kMostScans)
        return;
    std::snprintf(decoder->message, sizeof decoder->message, "more than %d scans", kMostScans);
    std::longjmp(decoder->failed, 1);
}

bool start(Decoder& decoder, std::FILE* file)
{
    decoder.info.err = jpeg_std_error(&decoder.errors);
    decoder.errors.error_exit = fail;
    decoder.errors.emit_message = warn;
    decoder.info.client_data = &decoder;
    if (setjmp(decoder.failed) != 0)
        return false;
    jpeg_create_decompress(&decoder.info);
    decoder.info.client_data = &decoder;
    decoder.progress.progress_monitor = countScans;
    decoder.info.progress = &decoder.progress;
    jpeg_stdio_src(&decoder.info, file);
    jpeg_read_header(&decoder.info, TRUE);
    return true;
}

bool decode(Decoder& decoder, std::uint8_t* pixels, int channels)
{
    if (setjmp(decoder.failed) != 0)
        return false;
    decoder.info.out_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    decoder.info.dct_method = JDCT_ISLOW; // the same pixels from every version of the library
    jpeg_start_decompress(&decoder.info);
    while (decoder.info.output_scanline < decoder.info.output_height) {
        JSAMPROW row =
            pixels + std::size_t(decoder.info.output_scanline) * decoder.info.output_width * std::size_t(channels);
        jpeg_read_scanlines(&decoder.info, &row, 1);
    }
    jpeg_finish_decompress(&decoder.info);
    return true;
}

/// Frees what libjpeg holds.
struct Guard {
    explicit Guard(Decoder& d)
        : decoder(d)
    {
    }
    ~Guard() { jpeg_destroy_decompress(&decoder.info); }
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;
    Decoder& decoder;
};

Error damaged(const Decoder& decoder, const std::string& where)
{
    return Error(ErrorCode::Format, fmt::format("expected a whole JPEG image, found damage: {}", decoder.message),
                 where);
}

ImageHeader headerOf(const Decoder& decoder)
{
    return {{std::int64_t(decoder.info.image_height), std::int64_t(decoder.info.image_width)},
            decoder.info.num_components != 1};
}

} // namespace

Result<ImageHeader> readJpegHeader(std::FILE* file, const std::string& where)
{
    Decoder decoder{};
    const Guard guard(decoder);
    if (!start(decoder, file))
        return damaged(decoder, where);
    return headerOf(decoder);
}

Result<Image> readJpeg(std::FILE* file, int channels, const std::string& where)
{
    Decoder decoder{};
    const Guard guard(decoder);
    if (!start(decoder, file))
        return damaged(decoder, where);
    Image image{headerOf(decoder).size, channels, {}};
    if (const auto fits = checkImageSize(image.size, where); !fits)
        return fits.error();
    image.pixels.resize(std::size_t(image.size.height * image.size.width * channels));
    if (!decode(decoder, image.pixels.data(), channels))
        return damaged(decoder, where);
    return image;
}

} // namespace cw::data
