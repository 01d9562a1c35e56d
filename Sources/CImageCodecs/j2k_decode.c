// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "j2k_stream.h"

typedef struct {
  opj_codec_t *codec;
  opj_stream_t *stream;
  opj_image_t *picture;
  codec_limits limits;
  codec_channels channels;
  codec_image *image;
  codec_failure *failure;
} reader;

static codec_status refuse(reader *r, codec_status status, const char *text) {
  if (!r->failure->text[0]) codec_explain(r->failure, text);
  return status;
}

static codec_status read_header(reader *r) {
  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  if (!opj_setup_decoder(r->codec, &parameters) || !opj_decoder_set_strict_mode(r->codec, OPJ_TRUE))
    return refuse(r, CODEC_NO_MEMORY, "OpenJPEG cannot start");
  if (!opj_read_header(r->stream, r->codec, &r->picture))
    return refuse(r, CODEC_DAMAGED, "its header breaks the rules of the format");
  return CODEC_OK;
}

/// The components that become grey, alpha last.
static uint32_t component_at(const reader *r, uint32_t channel) {
  return channel < r->channels.colours ? channel : r->channels.alpha;
}

static uint32_t channel_count(const reader *r) {
  return r->channels.colours + (r->channels.alpha != CODEC_NO_ALPHA);
}

/// All channels must be there, of one size and of 1 to 16 bits.
static codec_status check_components(reader *r) {
  for (uint32_t i = 0; i < channel_count(r); i++) {
    uint32_t index = component_at(r, i);
    if (index >= r->picture->numcomps)
      return refuse(r, CODEC_DAMAGED, "it has fewer components than its colours need");
    const opj_image_comp_t *c = &r->picture->comps[index];
    if (i == 0 && !codec_within(r->limits, c->w, c->h, 0))
      return refuse(r, CODEC_TOO_LARGE, "the header announces more pixels than are accepted");
    if (c->w != r->picture->comps[0].w || c->h != r->picture->comps[0].h)
      return refuse(r, CODEC_COLOUR_SPACE, "its colour components differ in size");
    if (c->prec < 1 || c->prec > 16)
      return refuse(r, CODEC_BIT_DEPTH, "it has more than 16 bits a sample");
  }
  return CODEC_OK;
}

static codec_status decode_components(reader *r) {
  if (!opj_decode(r->codec, r->stream, r->picture))
    return refuse(r, CODEC_DAMAGED, "its data break the rules of the format");
  for (uint32_t i = 0; i < channel_count(r); i++)
    if (!r->picture->comps[component_at(r, i)].data)
      return refuse(r, CODEC_DAMAGED, "a component has no data");
  return check_components(r);
}

static uint8_t byte_of(const opj_image_comp_t *c, size_t at) {
  int32_t top = (1 << c->prec) - 1;
  int32_t value = c->data[at] + (c->sgnd ? 1 << (c->prec - 1) : 0);
  if (value < 0) value = 0;
  if (value > top) value = top;
  return (uint8_t)((value * 255 + top / 2) / top);
}

static void convert(reader *r, uint8_t *row) {
  uint32_t channels = channel_count(r);
  size_t width = r->image->width;
  for (size_t y = 0; y < r->image->height; y++) {
    uint8_t *gray = r->image->pixels + y * width;
    uint8_t *samples = channels == 1 ? gray : row;
    for (uint32_t i = 0; i < channels; i++) {
      const opj_image_comp_t *c = &r->picture->comps[component_at(r, i)];
      for (size_t x = 0; x < width; x++) samples[x * channels + i] = byte_of(c, y * width + x);
    }
    if (channels > 1) codec_gray(row, (int)channels, width, gray);
  }
}

static codec_status fill_image(reader *r) {
  r->image->width = r->picture->comps[0].w;
  r->image->height = r->picture->comps[0].h;
  r->image->pixels = malloc((size_t)r->image->width * r->image->height);
  uint8_t *row = malloc((size_t)r->image->width * channel_count(r));
  bool enough = r->image->pixels && row;
  if (enough) convert(r, row);
  free(row);
  return enough ? CODEC_OK : refuse(r, CODEC_NO_MEMORY, "there is no memory for the pixels");
}

static codec_status decode(reader *r) {
  codec_status status = read_header(r);
  if (status == CODEC_OK) status = check_components(r);
  if (status == CODEC_OK) status = decode_components(r);
  if (status == CODEC_OK) status = fill_image(r);
  return status;
}

codec_status codec_j2k_decode(const uint8_t *bytes, size_t count, codec_limits limits,
                              codec_channels channels, codec_image *image,
                              codec_failure *failure) {
  *image = (codec_image){0};
  j2k_source source = {.bytes = bytes, .count = count};
  reader r = {.limits = limits, .channels = channels, .image = image, .failure = failure};
  r.codec = opj_create_decompress(OPJ_CODEC_J2K);
  r.stream = j2k_reading(&source);
  codec_status status = CODEC_NO_MEMORY;
  if (r.codec && r.stream) {
    j2k_explain(r.codec, failure);
    status = decode(&r);
  } else {
    codec_explain(failure, "OpenJPEG cannot start");
  }
  opj_image_destroy(r.picture);
  if (r.stream) opj_stream_destroy(r.stream);
  if (r.codec) opj_destroy_codec(r.codec);
  if (status != CODEC_OK) codec_image_free(image);
  return status;
}
