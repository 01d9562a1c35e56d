// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdio.h>
// after stdio
#include <jerror.h>
#include <jpeglib.h>

#include "memory.h"

typedef struct {
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_destination_mgr destination;
  jmp_buf escape;
  uint8_t chunk[16384];
  codec_buffer *out;
  codec_failure *failure;
  codec_status status;
} writer;

static void on_error(j_common_ptr jpeg) {
  writer *w = jpeg->client_data;
  char text[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, text);
  codec_explain(w->failure, text);
  w->status = jpeg->err->msg_code == JERR_OUT_OF_MEMORY ? CODEC_NO_MEMORY : CODEC_DAMAGED;
  longjmp(w->escape, 1);
}

static void start_chunk(j_compress_ptr jpeg) {
  writer *w = jpeg->client_data;
  w->destination.next_output_byte = w->chunk;
  w->destination.free_in_buffer = sizeof w->chunk;
}

static void keep(j_compress_ptr jpeg, size_t count) {
  writer *w = jpeg->client_data;
  if (!codec_append(w->out, w->chunk, count)) ERREXIT1(jpeg, JERR_OUT_OF_MEMORY, 0);
}

static boolean keep_full_chunk(j_compress_ptr jpeg) {
  keep(jpeg, sizeof((writer *)0)->chunk);
  start_chunk(jpeg);
  return TRUE;
}

static void keep_last_chunk(j_compress_ptr jpeg) {
  keep(jpeg, sizeof((writer *)0)->chunk - jpeg->dest->free_in_buffer);
}

static void encode(writer *w, const uint8_t *pixels, uint32_t width, uint32_t height, int quality,
                   codec_density density) {
  if (setjmp(w->escape)) return;
  struct jpeg_compress_struct *jpeg = &w->jpeg;
  jpeg_create_compress(jpeg);
  jpeg->dest = &w->destination;
  jpeg->image_width = width;
  jpeg->image_height = height;
  jpeg->input_components = 1;
  jpeg->in_color_space = JCS_GRAYSCALE;
  jpeg_set_defaults(jpeg);
  jpeg_set_quality(jpeg, quality, TRUE);
  jpeg->optimize_coding = TRUE;
  if (density.unit == CODEC_PER_INCH) {
    jpeg->density_unit = 1;
    jpeg->X_density = (UINT16)density.x;
    jpeg->Y_density = (UINT16)density.y;
  }
  jpeg_start_compress(jpeg, TRUE);
  while (jpeg->next_scanline < height) {
    JSAMPROW row = (JSAMPROW)pixels + (size_t)jpeg->next_scanline * width;
    jpeg_write_scanlines(jpeg, &row, 1);
  }
  jpeg_finish_compress(jpeg);
}

codec_status codec_jpeg_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int quality,
                               codec_density density, codec_buffer *out, codec_failure *failure) {
  *out = (codec_buffer){0};
  writer w = {.out = out, .failure = failure};
  w.jpeg.err = jpeg_std_error(&w.errors);
  w.jpeg.client_data = &w;
  w.errors.error_exit = on_error;
  w.destination.init_destination = start_chunk;
  w.destination.empty_output_buffer = keep_full_chunk;
  w.destination.term_destination = keep_last_chunk;
  encode(&w, pixels, width, height, quality, density);
  jpeg_destroy_compress(&w.jpeg);
  if (w.status != CODEC_OK) codec_buffer_free(out);
  return w.status;
}
