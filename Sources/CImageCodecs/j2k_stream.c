// SPDX-License-Identifier: Apache-2.0
#include "j2k_stream.h"

#include <string.h>

static OPJ_SIZE_T on_read(void *to, OPJ_SIZE_T count, void *data) {
  j2k_source *source = data;
  size_t left = source->count - source->position;
  if (left == 0) return (OPJ_SIZE_T)-1;
  if (count > left) count = left;
  memcpy(to, source->bytes + source->position, count);
  source->position += count;
  return count;
}

static OPJ_BOOL on_read_seek(OPJ_OFF_T to, void *data) {
  j2k_source *source = data;
  if (to < 0 || (uint64_t)to > source->count) return OPJ_FALSE;
  source->position = (size_t)to;
  return OPJ_TRUE;
}

static OPJ_OFF_T on_read_skip(OPJ_OFF_T count, void *data) {
  j2k_source *source = data;
  uint64_t left = source->count - source->position;
  if (count < 0 || left == 0) return -1;
  uint64_t step = (uint64_t)count < left ? (uint64_t)count : left;
  source->position += step;
  return (OPJ_OFF_T)step;
}

static OPJ_BOOL on_write_seek(OPJ_OFF_T to, void *data) {
  j2k_sink *sink = data;
  if (to < 0 || (uint64_t)to > sink->buffer->count) return OPJ_FALSE;
  sink->position = (size_t)to;
  return OPJ_TRUE;
}

static OPJ_SIZE_T on_write(void *bytes, OPJ_SIZE_T count, void *data) {
  j2k_sink *sink = data;
  size_t over = sink->buffer->count - sink->position;
  if (over > count) over = count;
  memcpy(sink->buffer->bytes + sink->position, bytes, over);
  if (!codec_append(sink->buffer, (uint8_t *)bytes + over, count - over)) return (OPJ_SIZE_T)-1;
  sink->position += count;
  return count;
}

static OPJ_OFF_T on_write_skip(OPJ_OFF_T count, void *data) {
  j2k_sink *sink = data;
  return on_write_seek((OPJ_OFF_T)sink->position + count, sink) ? count : -1;
}

opj_stream_t *j2k_reading(j2k_source *source) {
  opj_stream_t *stream = opj_stream_default_create(OPJ_TRUE);
  if (!stream) return NULL;
  opj_stream_set_user_data(stream, source, NULL);
  opj_stream_set_user_data_length(stream, source->count);
  opj_stream_set_read_function(stream, on_read);
  opj_stream_set_seek_function(stream, on_read_seek);
  opj_stream_set_skip_function(stream, on_read_skip);
  return stream;
}

opj_stream_t *j2k_writing(j2k_sink *sink) {
  opj_stream_t *stream = opj_stream_default_create(OPJ_FALSE);
  if (!stream) return NULL;
  opj_stream_set_user_data(stream, sink, NULL);
  opj_stream_set_write_function(stream, on_write);
  opj_stream_set_seek_function(stream, on_write_seek);
  opj_stream_set_skip_function(stream, on_write_skip);
  return stream;
}

static void on_error(const char *text, void *data) {
  codec_failure *failure = data;
  if (failure->text[0]) return;
  codec_explain(failure, text);
  failure->text[strcspn(failure->text, "\r\n")] = 0;
}

static void on_other(const char *text, void *data) { (void)text, (void)data; }

void j2k_explain(opj_codec_t *codec, codec_failure *failure) {
  failure->text[0] = 0;
  opj_set_error_handler(codec, on_error, failure);
  opj_set_warning_handler(codec, on_other, NULL);
  opj_set_info_handler(codec, on_other, NULL);
}
