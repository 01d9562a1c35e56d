// SPDX-License-Identifier: Apache-2.0
// What the codecs of this folder share: the growing buffer, the limits, the conversion to grey.
#pragma once
#include <stdbool.h>

#include "CImageCodecs.h"

/// False, with the buffer unchanged, when there is no memory.
bool codec_append(codec_buffer *buffer, const void *bytes, size_t count);

/// Whether a picture and its working memory of `extra` bytes are within the limits.
bool codec_within(codec_limits limits, uint64_t width, uint64_t height, uint64_t extra);

/// Writes a sentence; always ends it with a zero.
void codec_explain(codec_failure *failure, const char *text);

/// Grey of `count` interleaved pixels of 2 (grey, alpha), 3 (RGB) or 4 (RGB, alpha) bytes; what is
/// transparent shows white paper. Luma weights of ITU-R BT.601 in 1/256, as JPEG's Y.
void codec_gray(const uint8_t *pixels, int channels, size_t count, uint8_t *gray);
