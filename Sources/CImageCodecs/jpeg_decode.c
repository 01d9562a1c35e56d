// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
// after stdio
#include <jerror.h>
#include <jpeglib.h>

#include "memory.h"

/// Scans of a progressive image: encoders write about ten; each costs a walk over all blocks, so
/// thousands of empty ones would hold the machine for minutes.
static const int most_scans = 64;

// Everything that must be released after a longjmp is here, outside the only frame with setjmp.
typedef struct {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf escape;
  codec_limits limits;
  J_COLOR_SPACE colours;
  codec_image *image;
  codec_failure *failure;
  codec_status status;
} reader;

static codec_status status_of(int code) {
  switch (code) {
    case JERR_BAD_PRECISION: return CODEC_BIT_DEPTH;
    case JERR_INPUT_EMPTY:
    case JERR_INPUT_EOF:
    case JWRN_JPEG_EOF: return CODEC_TRUNCATED;
    case JERR_CONVERSION_NOTIMPL:
    case JERR_BAD_J_COLORSPACE: return CODEC_COLOUR_SPACE;
    case JERR_OUT_OF_MEMORY: return CODEC_NO_MEMORY;
    case JERR_NO_BACKING_STORE: return CODEC_TOO_LARGE;
    default: return CODEC_DAMAGED;
  }
}

static void on_error(j_common_ptr jpeg) {
  reader *r = jpeg->client_data;
  char text[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, text);
  codec_explain(r->failure, text);
  r->status = status_of(jpeg->err->msg_code);
  longjmp(r->escape, 1);
}

/// Warnings (negative levels) are about corrupt data, which no biometric sample may have.
static void on_message(j_common_ptr jpeg, int level) {
  if (level < 0) on_error(jpeg);
}

static void refuse(reader *r, codec_status status, const char *text) {
  codec_explain(r->failure, text);
  r->status = status;
  longjmp(r->escape, 1);
}

static void on_progress(j_common_ptr jpeg) {
  reader *r = jpeg->client_data;
  if (r->jpeg.input_scan_number > most_scans)
    refuse(r, CODEC_DAMAGED, "it has more scans than any encoder writes");
}

static void read_density(reader *r) {
  if (!r->jpeg.saw_JFIF_marker || r->jpeg.density_unit < 1 || r->jpeg.density_unit > 2) return;
  r->image->density = (codec_density){
      .x = r->jpeg.X_density,
      .y = r->jpeg.Y_density,
      .unit = r->jpeg.density_unit == 1 ? CODEC_PER_INCH : CODEC_PER_CENTIMETRE,
  };
}

static void check_colours(reader *r) {
  switch (r->jpeg.jpeg_color_space) {
    case JCS_GRAYSCALE:
    case JCS_YCbCr:
    case JCS_RGB: return;
    case JCS_CMYK:
    case JCS_YCCK: refuse(r, CODEC_COLOUR_SPACE, "its colours are those of print (CMYK)");
    default: refuse(r, CODEC_COLOUR_SPACE, "its colour space is not named");
  }
}

static void read_header(reader *r, const uint8_t *bytes, size_t count) {
  jpeg_mem_src(&r->jpeg, bytes, count);
  jpeg_read_header(&r->jpeg, TRUE);
  if (!codec_within(r->limits, r->jpeg.image_width, r->jpeg.image_height, 0))
    refuse(r, CODEC_TOO_LARGE, "the header announces more pixels than are accepted");
  check_colours(r);
  read_density(r);
}

static void read_pixels(reader *r) {
  uint64_t channels = r->colours == JCS_RGB ? 3 : 1;
  uint64_t size = channels * r->jpeg.image_width * r->jpeg.image_height;
  if (size > r->limits.memory)
    refuse(r, CODEC_TOO_LARGE, "the header announces more pixels than are accepted");
  r->jpeg.mem->max_memory_to_use = (long)(r->limits.memory - size);
  r->jpeg.out_color_space = r->colours;
  r->jpeg.progress = &r->progress;
  jpeg_start_decompress(&r->jpeg);
  r->image->width = r->jpeg.output_width;
  r->image->height = r->jpeg.output_height;
  r->image->pixels = malloc(size);
  if (!r->image->pixels) refuse(r, CODEC_NO_MEMORY, "there is no memory for the pixels");
  while (r->jpeg.output_scanline < r->jpeg.output_height) {
    JSAMPROW row = r->image->pixels + channels * r->jpeg.output_scanline * r->jpeg.output_width;
    jpeg_read_scanlines(&r->jpeg, &row, 1);
  }
  jpeg_finish_decompress(&r->jpeg);
}

static void decode(reader *r, const uint8_t *bytes, size_t count) {
  if (setjmp(r->escape)) return;
  jpeg_create_decompress(&r->jpeg);
  read_header(r, bytes, count);
  read_pixels(r);
}

static codec_status decode_as(J_COLOR_SPACE colours, const uint8_t *bytes, size_t count,
                              codec_limits limits, codec_image *image, codec_failure *failure) {
  *image = (codec_image){0};
  reader r = {.limits = limits, .colours = colours, .image = image, .failure = failure};
  r.jpeg.err = jpeg_std_error(&r.errors);
  r.jpeg.client_data = &r;
  r.errors.error_exit = on_error;
  r.errors.emit_message = on_message;
  r.progress.progress_monitor = on_progress;
  decode(&r, bytes, count);
  jpeg_destroy_decompress(&r.jpeg);
  if (r.status != CODEC_OK) codec_image_free(image);
  return r.status;
}

codec_status codec_jpeg_decode(const uint8_t *bytes, size_t count, codec_limits limits,
                               codec_image *image, codec_failure *failure) {
  return decode_as(JCS_GRAYSCALE, bytes, count, limits, image, failure);
}

codec_status codec_jpeg_decode_colour(const uint8_t *bytes, size_t count, codec_limits limits,
                                      codec_image *image, codec_failure *failure) {
  return decode_as(JCS_RGB, bytes, count, limits, image, failure);
}
