// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdint.h>

/// One tap of the averaging along a ridge: two pixels weighted by linear interpolation, weights in
/// 65536ths. The mirrored tap, at minus both offsets, has the same weights and is not stored.
typedef struct {
  int32_t first, second;
  int16_t first_weight, second_weight;
} ck_along_tap;

/// One tap of the quadrature pair across a ridge; the mirrored tap has the same even and the negated
/// odd weight and is not stored. Weights in 65536ths.
typedef struct {
  int32_t offset;
  int16_t even, odd;
} ck_across_tap;

/// Loops of minutia extraction. A cell is 8x8 pixels; `cells` counts the cells of one row of cells.
/// Normalised pixels and responses are fixed point with 12 fractional bits.
typedef struct {
  /// Separable Gaussian on grids with margins of zeros, `from` into `to` (which may be the same);
  /// `half` has radius + 1 weights, neighbours in a row lie `step` apart.
  void (*gaussian)(const float *from, float *scratch, float *to, int32_t width, int32_t height,
                   int32_t stride, int32_t step, const float *half, int32_t radius);
  /// Sum and sum of squares of each cell of one row of cells.
  void (*cell_sums)(const uint8_t *pixels, int32_t stride, int32_t cells, float *sum, float *square);
  /// One pixel row of (mean - grey) * gain, both interpolated between cell centres, clipped.
  void (*normalise_row)(const uint8_t *pixels, int32_t cells, const float *mean, const float *gain,
                        float clip, int16_t *out);
  /// Structure tensor of each cell of one row of cells on the image averaged 2x2.
  void (*half_tensor)(const int16_t *plane, int32_t stride, int32_t cells, float *scratch, float *a,
                      float *b, float *e);
  /// Unit vectors of doubled angles and the angle as one of 32 steps of pi/32.
  void (*orient)(int32_t count, const float *x, const float *y, float *cosine, float *sine,
                 uint8_t *angle);
  /// Power of 16 waves in the projection of a block on its ridge normal, as shares of its energy.
  void (*ridge_spectrum)(const int16_t *centre, const int32_t *offsets, const float *cosines,
                         const float *sines, float *power);
  /// Averages along the ridges of one row of cells; inactive cells become zero.
  void (*along)(const int16_t *plane, int16_t *out, int32_t stride, int32_t cells,
                const uint8_t *active, const uint8_t *angle, const int32_t *starts,
                const ck_along_tap *taps);
  /// Even and odd responses across the ridges of one row of cells; `odd` may be null.
  void (*across)(const int16_t *plane, int32_t stride, int16_t *even, int16_t *odd,
                 int32_t out_stride, int32_t cells, const uint8_t *active, const uint16_t *wave,
                 const int32_t *starts, const ck_across_tap *taps);
  /// Structure tensor and energy of the even response, and energy of the image, per cell.
  void (*cell_energies)(const int16_t *even, int32_t even_stride, const int16_t *plane,
                        int32_t stride, int32_t cells, const uint8_t *active, float *a, float *b,
                        float *e, float *response, float *total);
  /// Ridge frequency from gradient energy against energy, blended into `frequency`.
  void (*blend_frequency)(int32_t count, const float *gradient, const float *response, float low,
                          float high, float weight, float *frequency);
  /// Per pixel quad: bit 0 where the even response changes sign, bit 1 where the odd one does.
  /// Whole vectors of 16 are written.
  void (*sign_changes)(const int16_t *even, const int16_t *odd, int32_t stride, int32_t count,
                       uint8_t *changes);
} ck_extraction;
