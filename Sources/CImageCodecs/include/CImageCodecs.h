// SPDX-License-Identifier: Apache-2.0
// Faces over libpng, libjpeg and OpenJPEG that never jump through a caller's frame.
//
// Every function returns a status and, where that is not CODEC_OK, leaves a sentence in `failure`
// and nothing to free. A header is read, and checked against the limits, before pixels are allocated.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef enum {
  CODEC_OK,
  CODEC_TRUNCATED,
  CODEC_DAMAGED,
  CODEC_TOO_LARGE,
  CODEC_COLOUR_SPACE,
  CODEC_BIT_DEPTH,
  CODEC_NO_MEMORY,
} codec_status;

typedef enum {
  CODEC_DENSITY_UNKNOWN,
  CODEC_PER_INCH,
  CODEC_PER_CENTIMETRE,
  CODEC_PER_METRE,
} codec_density_unit;

/// Pixels per unit of length along each axis.
typedef struct {
  uint32_t x, y;
  codec_density_unit unit;
} codec_density;

/// What a decoder may take: pixels, pixels of the longer side, bytes of working memory.
typedef struct {
  uint64_t pixels;
  uint32_t side;
  uint64_t memory;
} codec_limits;

/// One grey plane, a byte a pixel, row by row without padding. Freed with codec_image_free.
typedef struct {
  uint32_t width, height;
  uint8_t *pixels;
  codec_density density;
} codec_image;

/// Which components of a picture make its colour: the first `colours` of them (1 or 3), and the one
/// that is its opacity, or CODEC_NO_ALPHA.
typedef struct {
  uint32_t colours, alpha;
} codec_channels;

enum { CODEC_NO_ALPHA = 0xffff };

/// Bytes that grow as an encoder writes them. Freed with codec_buffer_free.
typedef struct {
  uint8_t *bytes;
  size_t count, capacity;
} codec_buffer;

typedef struct {
  char text[160];
} codec_failure;

codec_status codec_png_decode(const uint8_t *bytes, size_t count, codec_limits limits,
                              codec_image *image, codec_failure *failure);

/// `channels` is 1 (grey) or 3 (RGB, three bytes a pixel); a density in another unit than
/// CODEC_PER_METRE is not written.
codec_status codec_png_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int channels,
                              codec_density density, codec_buffer *out, codec_failure *failure);

/// Warnings of damaged data count as errors; CMYK is refused.
codec_status codec_jpeg_decode(const uint8_t *bytes, size_t count, codec_limits limits,
                               codec_image *image, codec_failure *failure);

/// The same in colour: three bytes a pixel, red, green, blue; grey pictures give three equal ones.
codec_status codec_jpeg_decode_colour(const uint8_t *bytes, size_t count, codec_limits limits,
                                      codec_image *image, codec_failure *failure);

/// Grey, baseline, `quality` 1...100; a density in another unit than CODEC_PER_INCH is not written.
codec_status codec_jpeg_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int quality,
                               codec_density density, codec_buffer *out, codec_failure *failure);

/// Decodes a JPEG 2000 codestream. Its marker segments must have been checked by the caller: OpenJPEG
/// takes memory for tiles, precincts and layers as soon as it reads the header.
codec_status codec_j2k_decode(const uint8_t *bytes, size_t count, codec_limits limits,
                              codec_channels channels, codec_image *image, codec_failure *failure);

/// Writes a JPEG 2000 codestream of one grey component: lossless (5-3 wavelet) for `ratio` 0, else
/// 9-7 wavelet at 8 bits a pixel divided by `ratio`.
codec_status codec_j2k_encode(const uint8_t *pixels, uint32_t width, uint32_t height, double ratio,
                              codec_buffer *out, codec_failure *failure);

void codec_image_free(codec_image *image);
void codec_buffer_free(codec_buffer *buffer);

/// Versions of the libraries, such as "1.6.39"; libjpeg's is the one that was compiled against.
const char *codec_png_version(void);
const char *codec_jpeg_version(void);
const char *codec_openjpeg_version(void);
