// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdint.h>

/// Loops of the WSQ codec over rows of samples. Outputs never overlap inputs.
typedef struct {
  /// Sum of `taps` rows from their element `start` on, each times its weight, added in order; rows
  /// that are null add nothing.
  void (*weighted_sum)(const float *const *rows, const float *weights, int32_t taps, int32_t start,
                       int32_t count, float *out);
  /// Even and odd samples of 2 * count samples.
  void (*deinterleave)(const float *samples, int32_t count, float *even, float *odd);
  /// 2 * count samples from count even and count odd ones.
  void (*interleave)(const float *even, const float *odd, int32_t count, float *out);
  /// Sum, darkest and lightest grey of pixels, at most 16384.
  void (*range)(const uint8_t *pixels, int32_t count, uint32_t *result);
  /// (grey - shift) / scale of each pixel.
  void (*normalise)(const uint8_t *pixels, int32_t count, float shift, float scale, float *out);
  /// sample * scale + shift, rounded and clipped to 0...255; what is not a number becomes 0.
  void (*grey)(const float *samples, int32_t count, float shift, float scale, uint8_t *out);
  /// Bin indices: 0 up to `zero` to either side, then bins of width 1 / inverse; held to 16 bits.
  void (*quantise)(const float *samples, int32_t count, float zero, float inverse, int16_t *out);
  /// Samples from bin indices: index * width, moved away from zero by `offset`; 0 stays 0.
  void (*dequantise)(const int16_t *indices, int32_t count, float width, float offset, float *out);
  /// Adds to eight sums and eight sums of squares, by column modulo 8.
  void (*moments)(const float *samples, int32_t count, double *sums);
  /// Bit i % 64 of word i / 64 tells whether index i is not zero.
  void (*nonzero)(const int16_t *indices, int32_t count, uint64_t *words);
} ck_wsq;
