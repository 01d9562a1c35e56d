// SPDX-License-Identifier: Apache-2.0
// OpenJPEG streams over memory, and its messages as a codec_failure.
#pragma once
#include <openjpeg.h>

#include "memory.h"

/// The bytes that a reading stream walks over.
typedef struct {
  const uint8_t *bytes;
  size_t count, position;
} j2k_source;

/// The buffer that a writing stream fills; OpenJPEG goes back to fill in lengths.
typedef struct {
  codec_buffer *buffer;
  size_t position;
} j2k_sink;

/// NULL when there is no memory; freed with opj_stream_destroy before the source goes.
opj_stream_t *j2k_reading(j2k_source *source);
opj_stream_t *j2k_writing(j2k_sink *sink);

/// Keeps the first error that the codec reports; warnings and chatter are dropped.
void j2k_explain(opj_codec_t *codec, codec_failure *failure);
