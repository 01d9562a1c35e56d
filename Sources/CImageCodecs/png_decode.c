// SPDX-License-Identifier: Apache-2.0
#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

// Everything that must be released after libpng's longjmp is here, in the frame outside the only
// function that calls setjmp: no local is clobbered (C11 7.13.2.1) and nothing can leak.
typedef struct {
  const uint8_t *next;
  size_t left;
  png_structp png;
  png_infop info;
  uint8_t *coloured;  // rows with more than one channel on their way to grey
  codec_limits limits;
  codec_image *image;
  codec_failure *failure;
  codec_status status;
} reader;

/// A chunk of text or profile may not unpack to more; no biometric image needs any.
static const png_alloc_size_t chunk_memory = 1 << 20;

static void on_error(png_structp png, png_const_charp text) {
  reader *r = png_get_error_ptr(png);
  codec_explain(r->failure, text);
  if (r->status == CODEC_OK) r->status = CODEC_DAMAGED;
  png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text) { (void)png, (void)text; }

static void refuse(reader *r, codec_status status, const char *text) {
  r->status = status;
  png_error(r->png, text);
}

static void on_read(png_structp png, png_bytep to, size_t count) {
  reader *r = png_get_io_ptr(png);
  if (count > r->left) refuse(r, CODEC_TRUNCATED, "the data end inside a chunk");
  memcpy(to, r->next, count);
  r->next += count;
  r->left -= count;
}

static void read_header(reader *r) {
  png_set_read_fn(r->png, r, on_read);
  png_set_user_limits(r->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // our own check says more
  png_set_chunk_malloc_max(r->png, chunk_memory);
  png_read_info(r->png, r->info);
  r->image->width = png_get_image_width(r->png, r->info);
  r->image->height = png_get_image_height(r->png, r->info);
  if (!codec_within(r->limits, r->image->width, r->image->height, 0))
    refuse(r, CODEC_TOO_LARGE, "the header announces more pixels than are accepted");
  int unit;
  codec_density *density = &r->image->density;
  if (png_get_pHYs(r->png, r->info, &density->x, &density->y, &unit))
    density->unit = unit == PNG_RESOLUTION_METER ? CODEC_PER_METRE : CODEC_DENSITY_UNKNOWN;
}

/// Gives the passes to read; afterwards every sample is 8 bits wide.
static int ask_for_bytes(reader *r) {
  png_set_expand(r->png);
  png_set_scale_16(r->png);
  int passes = png_set_interlace_handling(r->png);
  png_read_update_info(r->png, r->info);
  return passes;
}

static void allocate(reader *r, int channels, int passes) {
  size_t width = r->image->width, height = r->image->height;
  size_t coloured = channels == 1 ? 0 : width * channels * (passes == 1 ? 1 : height);
  if (!codec_within(r->limits, width, height, coloured))
    refuse(r, CODEC_TOO_LARGE, "decoding needs more memory than is accepted");
  r->image->pixels = malloc(width * height);
  r->coloured = coloured ? malloc(coloured) : NULL;
  if (!r->image->pixels || (coloured && !r->coloured))
    refuse(r, CODEC_NO_MEMORY, "there is no memory for the pixels");
}

static void read_pixels(reader *r, int channels, int passes) {
  size_t width = r->image->width;
  for (int pass = 1; pass <= passes; pass++) {
    for (size_t y = 0; y < r->image->height; y++) {
      uint8_t *gray = r->image->pixels + y * width;
      uint8_t *row = channels == 1 ? gray : r->coloured + (passes == 1 ? 0 : y * width * channels);
      png_read_row(r->png, row, NULL);
      if (channels > 1 && pass == passes) codec_gray(row, channels, width, gray);
    }
  }
}

static void decode(reader *r) {
  if (setjmp(png_jmpbuf(r->png))) return;
  read_header(r);
  int passes = ask_for_bytes(r);
  int channels = png_get_channels(r->png, r->info);
  allocate(r, channels, passes);
  read_pixels(r, channels, passes);
  png_read_end(r->png, NULL);
}

codec_status codec_png_decode(const uint8_t *bytes, size_t count, codec_limits limits,
                              codec_image *image, codec_failure *failure) {
  *image = (codec_image){0};
  reader r = {.next = bytes, .left = count, .limits = limits, .image = image, .failure = failure};
  r.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &r, on_error, on_warning);
  if (r.png) r.info = png_create_info_struct(r.png);
  if (r.info) {
    decode(&r);
  } else if (r.status == CODEC_OK) {
    r.status = CODEC_NO_MEMORY;
    codec_explain(failure, "libpng cannot start");
  }
  png_destroy_read_struct(&r.png, &r.info, NULL);
  free(r.coloured);
  if (r.status != CODEC_OK) codec_image_free(image);
  return r.status;
}
