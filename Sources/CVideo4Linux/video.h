// SPDX-License-Identifier: Apache-2.0
// What the kernel's drivers of cameras are asked (Video for Linux, API version 2; the extension of the
// driver uvcvideo). The numbers of the requests are macros and the structures hold unions; Swift
// imports neither. Each function gives 0, or the errno of the system call.
#pragma once
#include <errno.h>
#include <linux/uvcvideo.h>
#include <linux/videodev2.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>

static inline int video_ask(int file, unsigned long request, void *argument) {
  int status;
  do status = ioctl(file, request, argument);
  while (status < 0 && errno == EINTR);
  return status < 0 ? errno : 0;
}

// What this very node can do, not what others of the same device can.
static inline int video_capabilities(int file, uint32_t *capabilities) {
  struct v4l2_capability answer;
  memset(&answer, 0, sizeof answer);
  int error = video_ask(file, VIDIOC_QUERYCAP, &answer);
  *capabilities = answer.capabilities & V4L2_CAP_DEVICE_CAPS ? answer.device_caps : answer.capabilities;
  return error;
}

static inline int video_format_at(int file, uint32_t index, uint32_t *code) {
  struct v4l2_fmtdesc answer;
  memset(&answer, 0, sizeof answer);
  answer.index = index;
  answer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  int error = video_ask(file, VIDIOC_ENUM_FMT, &answer);
  *code = answer.pixelformat;
  return error;
}

struct video_sizes {
  int is_discrete;
  uint32_t least_width, most_width, width_step, least_height, most_height, height_step;
};

static inline int video_sizes_at(int file, uint32_t index, uint32_t code, struct video_sizes *sizes) {
  struct v4l2_frmsizeenum answer;
  memset(&answer, 0, sizeof answer);
  answer.index = index;
  answer.pixel_format = code;
  int error = video_ask(file, VIDIOC_ENUM_FRAMESIZES, &answer);
  sizes->is_discrete = answer.type == V4L2_FRMSIZE_TYPE_DISCRETE;
  if (sizes->is_discrete) {
    sizes->least_width = sizes->most_width = answer.discrete.width;
    sizes->least_height = sizes->most_height = answer.discrete.height;
    sizes->width_step = sizes->height_step = 1;
  } else {
    sizes->least_width = answer.stepwise.min_width;
    sizes->most_width = answer.stepwise.max_width;
    sizes->width_step = answer.stepwise.step_width;
    sizes->least_height = answer.stepwise.min_height;
    sizes->most_height = answer.stepwise.max_height;
    sizes->height_step = answer.stepwise.step_height;
  }
  return error;
}

struct video_format {
  uint32_t code, width, height, bytes_per_line, bytes;
};

// Asks for a format; afterwards it is what the driver made of the wish.
static inline int video_set_format(int file, struct video_format *format) {
  struct v4l2_format wish;
  memset(&wish, 0, sizeof wish);
  wish.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  wish.fmt.pix.pixelformat = format->code;
  wish.fmt.pix.width = format->width;
  wish.fmt.pix.height = format->height;
  wish.fmt.pix.field = V4L2_FIELD_NONE;
  int error = video_ask(file, VIDIOC_S_FMT, &wish);
  // Interlaced pictures hold two moments in turn, and are no use.
  int is_whole = wish.fmt.pix.field == V4L2_FIELD_NONE || wish.fmt.pix.field == V4L2_FIELD_ANY;
  format->code = is_whole ? wish.fmt.pix.pixelformat : 0;
  format->width = wish.fmt.pix.width;
  format->height = wish.fmt.pix.height;
  format->bytes_per_line = wish.fmt.pix.bytesperline;
  format->bytes = wish.fmt.pix.sizeimage;
  return error;
}

// Asks for a time from frame to frame, in seconds; afterwards it is what the driver will keep.
static inline int video_set_interval(int file, uint32_t *numerator, uint32_t *denominator) {
  struct v4l2_streamparm wish;
  memset(&wish, 0, sizeof wish);
  wish.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  wish.parm.capture.timeperframe.numerator = *numerator;
  wish.parm.capture.timeperframe.denominator = *denominator;
  int error = video_ask(file, VIDIOC_S_PARM, &wish);
  *numerator = wish.parm.capture.timeperframe.numerator;
  *denominator = wish.parm.capture.timeperframe.denominator;
  return error;
}

// Asks for so many buffers, none to give them back; afterwards it is how many there are.
static inline int video_request_buffers(int file, uint32_t *count) {
  struct v4l2_requestbuffers wish;
  memset(&wish, 0, sizeof wish);
  wish.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  wish.memory = V4L2_MEMORY_MMAP;
  wish.count = *count;
  int error = video_ask(file, VIDIOC_REQBUFS, &wish);
  *count = wish.count;
  return error;
}

static inline struct v4l2_buffer video_buffer(uint32_t index) {
  struct v4l2_buffer buffer;
  memset(&buffer, 0, sizeof buffer);
  buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  buffer.memory = V4L2_MEMORY_MMAP;
  buffer.index = index;
  return buffer;
}

// Where a buffer is to be mapped from.
static inline int video_buffer_at(int file, uint32_t index, uint32_t *bytes, uint32_t *offset) {
  struct v4l2_buffer buffer = video_buffer(index);
  int error = video_ask(file, VIDIOC_QUERYBUF, &buffer);
  *bytes = buffer.length;
  *offset = buffer.m.offset;
  return error;
}

// Lends a buffer to the driver.
static inline int video_queue(int file, uint32_t index) {
  struct v4l2_buffer buffer = video_buffer(index);
  return video_ask(file, VIDIOC_QBUF, &buffer);
}

struct video_filled {
  uint32_t index, bytes, sequence;
  int has_error;
};

// Takes back a buffer that the driver has done with.
static inline int video_dequeue(int file, struct video_filled *filled) {
  struct v4l2_buffer buffer = video_buffer(0);
  int error = video_ask(file, VIDIOC_DQBUF, &buffer);
  filled->index = buffer.index;
  filled->bytes = buffer.bytesused;
  filled->sequence = buffer.sequence;
  filled->has_error = (buffer.flags & V4L2_BUF_FLAG_ERROR) != 0;
  return error;
}

static inline int video_stream(int file, int on) {
  int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  return video_ask(file, on ? VIDIOC_STREAMON : VIDIOC_STREAMOFF, &type);
}

struct video_control {
  int32_t minimum, maximum, step, standard;
  int is_usable;
};

static inline int video_control_range(int file, uint32_t control, struct video_control *range) {
  struct v4l2_queryctrl answer;
  memset(&answer, 0, sizeof answer);
  answer.id = control;
  int error = video_ask(file, VIDIOC_QUERYCTRL, &answer);
  range->minimum = answer.minimum;
  range->maximum = answer.maximum;
  range->step = answer.step;
  range->standard = answer.default_value;
  range->is_usable = !(answer.flags & V4L2_CTRL_FLAG_DISABLED);
  return error;
}

static inline int video_get_control(int file, uint32_t control, int32_t *value) {
  struct v4l2_control answer = {control, 0};
  int error = video_ask(file, VIDIOC_G_CTRL, &answer);
  *value = answer.value;
  return error;
}

static inline int video_set_control(int file, uint32_t control, int32_t value) {
  struct v4l2_control wish = {control, value};
  return video_ask(file, VIDIOC_S_CTRL, &wish);
}

// A request of the video class to an extension unit, past the driver.
static inline int video_ask_unit(
    int file, uint8_t unit, uint8_t selector, uint8_t request, uint8_t *bytes, uint16_t count) {
  struct uvc_xu_control_query query;
  memset(&query, 0, sizeof query);
  query.unit = unit;
  query.selector = selector;
  query.query = request;
  query.size = count;
  query.data = bytes;
  return video_ask(file, UVCIOC_CTRL_QUERY, &query);
}

// A counter that poll can wait for beside a node.
static inline int video_alarm(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
static inline void video_alarm_ring(int alarm) { (void)!eventfd_write(alarm, 1); }
static inline void video_alarm_clear(int alarm) {
  eventfd_t rings;
  (void)!eventfd_read(alarm, &rings);
}
