// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdint.h>

/// Minutiae in columns padded to a multiple of 32 lanes, at most 128; places in quarter pixels,
/// angles in 65536ths of a turn.
typedef struct {
  int32_t count, lanes;
  const int16_t *x, *y, *angle;
} ck_minutiae;

/// Predicted places of minutiae: quarter pixels, angles, and the squared distance under which
/// another minutia is near (0 in lanes without a minutia).
typedef struct {
  int32_t lanes;
  const int16_t *x, *y, *angle;
  const uint16_t *tolerance;
} ck_places;

/// Matched minutiae as votes for displacement: places, displacements, weights; padded to 8.
typedef struct {
  int32_t count;
  const float *x, *y, *shift_x, *shift_y, *weight;
} ck_votes;

/// A ridge map: bit rows of ridges by sample and of foreground by 4x4 samples, `*_stride` words each.
typedef struct {
  int32_t columns, rows, ridge_stride, cell_stride;
  const uint32_t *ridges, *cells;
} ck_ridge_map;

/// Loops of fingerprint comparison.
typedef struct {
  /// Similarity of flow descriptors (64 angles, 64 validity bytes): 100 = equal.
  void (*flow_similarity)(const uint8_t *a, int32_t count_a, const uint8_t *b, int32_t count_b,
                          int32_t row_stride, uint8_t *out);
  /// Similarity of cylinders (6 layers and validity, 256 bits each): 200 = equal.
  void (*cylinder_similarity)(const uint64_t *a, int32_t count_a, const uint64_t *b,
                              int32_t count_b, int32_t row_stride, uint8_t *out);
  /// Pixels and angles of minutiae under a rotation and a shift.
  void (*place)(const ck_minutiae *m, float cosine, float sine, float shift_x, float shift_y,
                int16_t turn, float *x, float *y, int16_t *angle);
  /// Squared reach in quarter pixels that grows with the distance from minutia `root`.
  void (*reach)(const ck_minutiae *m, int32_t root, float base, float growth, float limit,
                uint16_t *out);
  /// Sums of places and bends, rounded to quarter pixels.
  void (*round_places)(int32_t lanes, const float *x, const float *y, const float *bend_x,
                   const float *bend_y, int16_t *out_x, int16_t *out_y);
  /// Sum over the places of the best 50 + similarity among the minutiae near.
  int32_t (*support)(const ck_places *places, const ck_minutiae *m, uint16_t angle_tolerance,
                     const uint8_t *similarity, int32_t row_stride);
  /// A bit per place and minutia that is near, `lanes / 32` words a minutia.
  void (*mark_near)(const ck_places *places, const ck_minutiae *m, uint16_t angle_tolerance,
                    uint32_t *out);
  /// Weighted mean displacement at `lanes` places (a multiple of 8), and the weight of its votes.
  void (*displace)(const ck_votes *votes, int32_t lanes, const float *x, const float *y,
                   float inverse, float stiffness, float *out_x, float *out_y, float *weight);
  /// Rows of 16 samples read from a map along lines between points in 65536ths of a sample.
  void (*bend_block)(const ck_ridge_map *map, const int32_t *corners, uint16_t *ridges,
                     uint16_t *foreground, int32_t stride);
  /// Correlations of a tile of 24x24 samples with a window of 30x30 over 7x7 displacements, in
  /// rows of 8 floats whose last is `none`; gives the samples in common at no displacement.
  void (*correlate)(const uint32_t *ridges_a, const uint32_t *foreground_a,
                    const uint32_t *ridges_b, const uint32_t *foreground_b, float *out);
  /// Largest value of each one's 3x3 neighbourhood in volumes of 7 rows of 8.
  void (*spread_maximum)(const float *volumes, int32_t count, float *out);
  /// Half of each volume's raw value and half the mean of its neighbours' spread ones.
  void (*agree)(const float *raw, const float *spread, const int32_t *neighbours, int32_t count,
                float *current);
} ck_comparison;
