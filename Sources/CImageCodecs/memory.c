// SPDX-License-Identifier: Apache-2.0
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool codec_append(codec_buffer *buffer, const void *bytes, size_t count) {
  if (count > buffer->capacity - buffer->count) {
    size_t capacity = (buffer->count + count) * 2;
    uint8_t *grown = realloc(buffer->bytes, capacity);
    if (!grown) return false;
    buffer->bytes = grown;
    buffer->capacity = capacity;
  }
  memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count += count;
  return true;
}

bool codec_within(codec_limits limits, uint64_t width, uint64_t height, uint64_t extra) {
  if (width == 0 || height == 0 || width > limits.side || height > limits.side) return false;
  return width * height <= limits.pixels && width * height + extra <= limits.memory;
}

void codec_explain(codec_failure *failure, const char *text) {
  snprintf(failure->text, sizeof failure->text, "%s", text);
}

static uint8_t luma(const uint8_t *rgb) {
  return (uint8_t)((77 * rgb[0] + 150 * rgb[1] + 29 * rgb[2] + 128) >> 8);
}

static uint8_t over_white(int gray, int alpha) {
  return (uint8_t)(255 - ((255 - gray) * alpha + 127) / 255);
}

void codec_gray(const uint8_t *pixels, int channels, size_t count, uint8_t *gray) {
  for (size_t i = 0; i < count; i++, pixels += channels) {
    uint8_t value = channels < 3 ? pixels[0] : luma(pixels);
    gray[i] = channels % 2 ? value : over_white(value, pixels[channels - 1]);
  }
}

void codec_image_free(codec_image *image) {
  free(image->pixels);
  image->pixels = NULL;
}

void codec_buffer_free(codec_buffer *buffer) {
  free(buffer->bytes);
  *buffer = (codec_buffer){0};
}
