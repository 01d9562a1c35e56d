// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdint.h>

/// Boxes by which a dark disc is scored; see DiscShape in Swift.
typedef struct {
  int32_t inner, near, far, half;
  float radius, clamp, dark, inner_share, outer_share;
} ck_disc_shape;

/// How a pupil's ring is scored; see PupilRingRules in Swift.
typedef struct {
  int16_t low, high, least;
  float support, bright, uneven, black, share;
} ck_pupil_ring_rules;

/// How alike two codes are at one turn; see TurnLikeness in Swift.
typedef struct {
  int32_t common;
  float distance;
} ck_turn;

/// Loops of iris segmentation, coding and comparison; see IrisKernels in Swift.
typedef struct {
  /// One row of a picture reduced by `factor` in both directions: means of boxes, rounded down.
  void (*reduce_row)(const uint8_t *rows, int32_t stride, int32_t factor, int32_t count,
                     uint8_t *out);
  /// The darker of two pixels each; `out` may be `a`.
  void (*darker)(const uint8_t *a, const uint8_t *b, int32_t count, uint8_t *out);
  /// The lighter of two pixels each; `out` may be `a`.
  void (*lighter)(const uint8_t *a, const uint8_t *b, int32_t count, uint8_t *out);
  /// Binomial smoothing over 3x3 pixels.
  void (*smooth_row)(const uint8_t *above, const uint8_t *row, const uint8_t *below, int32_t count,
                     uint8_t *out);
  /// Scores dark even discs at `count` places of one row.
  void (*disc_row)(const int32_t *sums, const uint32_t *squares, int32_t stride,
                   const ck_disc_shape *shape, int32_t count, float *best, float *radii);
  /// Scores rings of 32 points as edges of pupils around 16 neighbouring centres.
  void (*pupil_rings)(const uint8_t *centres, const int32_t *offsets, int32_t count,
                      int32_t smallest, const uint8_t *weights, const ck_pupil_ring_rules *rules,
                      uint8_t *samples, float *best, float *radii);
  /// Scores rings of 16 points on either side as edges of irises around 16 neighbouring centres.
  void (*limbus_rings)(const uint8_t *centres, const int32_t *offsets, int32_t count, int32_t gap,
                       int16_t low, int16_t high, uint8_t *samples, float *best, float *radii);
  /// One step of a path of greatest gain.
  void (*path_step)(const int32_t *previous, const int32_t *gain, int32_t bend, int32_t count,
                    int32_t *out, int8_t *back);
  /// Grey between the pixels in sixteenths; places have 16 fractional bits.
  void (*sample)(const uint8_t *pixels, int32_t stride, const int32_t *x, const int32_t *y,
                 int32_t count, int16_t *out);
  /// Adds how often each grey occurs to one of four tables of 256.
  void (*count_greys)(const uint8_t *pixels, int32_t count, uint32_t *counts);
  /// Even and odd filter responses of one row.
  void (*filter_row)(const int16_t *values, const int16_t *even_taps, const int16_t *odd_taps,
                     int32_t taps, int32_t count, int32_t *even, int32_t *odd);
  /// Sum of squared responses of a 9x9 band-pass filter at `count` pixels, 4 apart.
  int64_t (*band_power)(const uint8_t *first, int32_t stride, int32_t count);
  /// Common bits and distance of two codes at each of `number` turns; `count` is a multiple of 16.
  void (*compare_turns)(const uint32_t *code, const uint32_t *mask, const uint32_t *other,
                        const uint32_t *other_mask, int32_t count, const int32_t *turns,
                        int32_t number, float usual, ck_turn *out);
} ck_iris;
