// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdint.h>

/// Minutiae in columns padded to a multiple of 64 lanes, at most 128; places in quarter pixels,
/// angles in 65536ths of a turn. `twice` holds four words a minutia, its x, y and angle twice each
/// and nothing: a word is cheaper to spread over a vector than half of one.
typedef struct {
  int32_t count, lanes;
  const int16_t *x, *y, *angle;
  const uint32_t *twice;
} ck_minutiae;

/// A rotation and a shift in pixels; the rotation also in 65536ths of a turn.
typedef struct {
  float cosine, sine, shift_x, shift_y;
  int16_t turn;
} ck_motion;

/// How far a mate may lie: quarter pixels, growing with the distance from minutia `root`.
typedef struct {
  int32_t root;
  float base, growth, limit;
} ck_reach;

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
  /// Similarity of flow descriptors: those of `a` sample by sample, 64 rows of angles, then 64 of
  /// validity (0 or 255), a lane a minutia; those of `b` minutia by minutia, 64 angles, then 64
  /// validities. 100 = equal; a row of `lanes_a` bytes per minutia of b, a multiple of 64. Samples
  /// are averaged in fours, pair by pair, rounding up.
  void (*flow_similarity)(const uint8_t *a, int32_t lanes_a, const uint8_t *b, int32_t count_b,
                          uint8_t *out);
  /// Similarity of cylinders (6 layers and validity, 256 bits each): 200 = equal; 0 in the rest of
  /// a row.
  void (*cylinder_similarity)(const uint64_t *a, int32_t count_a, const uint64_t *b,
                              int32_t count_b, int32_t row_stride, uint8_t *out);
  /// Takes `penalty` from the similarity, in rows of `lanes_a` bytes, of minutiae whose angles differ
  /// by more than `most`, at most half a turn.
  void (*penalise_turns)(const int16_t *a, int32_t lanes_a, const int16_t *b, int32_t count_b,
                         uint16_t most, uint8_t penalty, uint8_t *similarity);
  /// How many of `count` bytes, a multiple of 32 and at most 65535 a lane, are `least` or more.
  int32_t (*count_at_least)(const uint8_t *bytes, int32_t count, uint8_t least);
  /// A bit for each byte that is `least` or more; `count` is a multiple of 32.
  void (*mark_at_least)(const uint8_t *bytes, int32_t count, uint8_t least, uint32_t *out);
  /// Pixels and angles of minutiae under a rotation and a shift.
  void (*place)(const ck_minutiae *m, const ck_motion *t, float *x, float *y, int16_t *angle);
  /// Squared reach of each minutia.
  void (*reach)(const ck_minutiae *m, const ck_reach *r, uint16_t *out);
  /// Sums of places and bends, rounded to quarter pixels.
  void (*round_places)(int32_t lanes, const float *x, const float *y, const float *bend_x,
                   const float *bend_y, int16_t *out_x, int16_t *out_y);
  /// Sum over lanes `first` to before `end` of `a`, as `t` places them, of the best 50 + similarity
  /// among the minutiae of `b` in reach.
  int32_t (*support)(const ck_minutiae *a, int32_t first, int32_t end, const ck_motion *t,
                     const ck_reach *r, const ck_minutiae *b, uint16_t angle_tolerance,
                     const uint8_t *similarity, int32_t row_stride);
  /// A bit per place and minutia that is near, `lanes / 32` words a minutia.
  void (*mark_near)(const ck_places *places, const ck_minutiae *m, uint16_t angle_tolerance,
                    uint32_t *out);
  /// Weighted mean displacement at `lanes` places (a multiple of 8), and the weight of its votes.
  void (*displace)(const ck_votes *votes, int32_t lanes, const float *x, const float *y,
                   float inverse, float stiffness, float *out_x, float *out_y, float *weight);
  /// Rows of 16 samples read from a map along lines between points in 65536ths of a sample; the
  /// foreground is read once for 4x4 of them.
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
