// SPDX-License-Identifier: Apache-2.0
#include <png.h>

#include "memory.h"

typedef struct {
  png_structp png;
  png_infop info;
  codec_buffer *out;
  codec_failure *failure;
  codec_status status;
} writer;

static void on_error(png_structp png, png_const_charp text) {
  writer *w = png_get_error_ptr(png);
  codec_explain(w->failure, text);
  if (w->status == CODEC_OK) w->status = CODEC_DAMAGED;
  png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text) { (void)png, (void)text; }

static void on_write(png_structp png, png_bytep bytes, size_t count) {
  writer *w = png_get_io_ptr(png);
  if (codec_append(w->out, bytes, count)) return;
  w->status = CODEC_NO_MEMORY;
  png_error(png, "there is no memory for the file");
}

static void on_flush(png_structp png) { (void)png; }

static void encode(writer *w, const uint8_t *pixels, uint32_t width, uint32_t height, int channels,
                   codec_density density) {
  if (setjmp(png_jmpbuf(w->png))) return;
  png_set_write_fn(w->png, w, on_write, on_flush);
  int colour = channels == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY;
  png_set_IHDR(w->png, w->info, width, height, 8, colour, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
  if (density.unit == CODEC_PER_METRE)
    png_set_pHYs(w->png, w->info, density.x, density.y, PNG_RESOLUTION_METER);
  png_write_info(w->png, w->info);
  for (size_t y = 0; y < height; y++) png_write_row(w->png, pixels + y * width * channels);
  png_write_end(w->png, NULL);
}

codec_status codec_png_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int channels,
                              codec_density density, codec_buffer *out, codec_failure *failure) {
  *out = (codec_buffer){0};
  writer w = {.out = out, .failure = failure};
  w.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &w, on_error, on_warning);
  if (w.png) w.info = png_create_info_struct(w.png);
  if (w.info) {
    encode(&w, pixels, width, height, channels, density);
  } else if (w.status == CODEC_OK) {
    w.status = CODEC_NO_MEMORY;
    codec_explain(failure, "libpng cannot start");
  }
  png_destroy_write_struct(&w.png, &w.info);
  if (w.status != CODEC_OK) codec_buffer_free(out);
  return w.status;
}
