// SPDX-License-Identifier: Apache-2.0
#include "j2k_stream.h"

/// Wavelet levels as the profile for 500 ppi fingerprints has them, fewer for a tiny image.
static int resolutions_for(uint32_t width, uint32_t height) {
  uint32_t side = width < height ? width : height;
  int count = 1;
  while (count < 6 && side >> count) count++;
  return count;
}

static opj_image_t *picture_of(const uint8_t *pixels, uint32_t width, uint32_t height) {
  opj_image_cmptparm_t component = {.dx = 1, .dy = 1, .w = width, .h = height, .prec = 8};
  opj_image_t *picture = opj_image_create(1, &component, OPJ_CLRSPC_GRAY);
  if (!picture) return NULL;
  picture->x1 = width;
  picture->y1 = height;
  for (size_t i = 0; i < (size_t)width * height; i++) picture->comps[0].data[i] = pixels[i];
  return picture;
}

static opj_cparameters_t parameters_for(uint32_t width, uint32_t height, double ratio) {
  opj_cparameters_t parameters;
  opj_set_default_encoder_parameters(&parameters);
  parameters.numresolution = resolutions_for(width, height);
  parameters.tcp_numlayers = 1;
  parameters.tcp_rates[0] = (float)ratio;
  parameters.cp_disto_alloc = 1;
  parameters.irreversible = ratio > 0;
  return parameters;
}

codec_status codec_j2k_encode(const uint8_t *pixels, uint32_t width, uint32_t height, double ratio,
                              codec_buffer *out, codec_failure *failure) {
  *out = (codec_buffer){0};
  j2k_sink sink = {.buffer = out};
  opj_cparameters_t parameters = parameters_for(width, height, ratio);
  opj_codec_t *codec = opj_create_compress(OPJ_CODEC_J2K);
  opj_stream_t *stream = j2k_writing(&sink);
  opj_image_t *picture = picture_of(pixels, width, height);
  codec_status status = codec && stream && picture ? CODEC_OK : CODEC_NO_MEMORY;
  if (status == CODEC_OK) {
    j2k_explain(codec, failure);
    bool done = opj_setup_encoder(codec, &parameters, picture) &&
                opj_start_compress(codec, picture, stream) && opj_encode(codec, stream) &&
                opj_end_compress(codec, stream);
    if (!done) status = CODEC_DAMAGED;
  }
  if (status != CODEC_OK && !failure->text[0]) codec_explain(failure, "OpenJPEG gives no reason");
  opj_image_destroy(picture);
  if (stream) opj_stream_destroy(stream);
  if (codec) opj_destroy_codec(codec);
  if (status != CODEC_OK) codec_buffer_free(out);
  return status;
}
