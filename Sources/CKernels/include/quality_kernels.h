// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdint.h>

/// Sums over the pixels of one block; differences are doubled, see BlockSums in Swift.
typedef struct {
  int32_t grey, square, xx, yy, xy;
} ck_block_sums;

/// Loops of the quality measures, in whole numbers without rounding on the way.
typedef struct {
  /// Sums of the grey of each row and of each column.
  void (*frame_sums)(const uint8_t *pixels, int32_t stride, int32_t width, int32_t height,
                     uint32_t *rows, uint32_t *columns);
  /// Sums of grey and gradient over a block of 1 to 32 pixels a side.
  ck_block_sums (*block_sums)(const uint8_t *pixels, int32_t stride, int32_t width, int32_t height);
  /// Samples a turned profile: 32 positions, 16 pixels deep each. `turn` has four rows of 32: x and y
  /// along the positions, x and y across them, with 10 fractional bits.
  void (*turned_profile)(const uint8_t *window, int32_t stride, const int32_t *turn,
                         uint8_t *samples, uint16_t *sums);
  /// The smallest grey of the 5x5 pixels around each; pixels outside the image do not count.
  void (*erode)(const uint8_t *pixels, int32_t stride, int32_t width, int32_t height,
                uint16_t *scratch, uint8_t *out, int32_t out_stride);
  /// Separable blur with whole weights that sum to 256, rounded once; the image is mirrored at its
  /// edges. `half` has the centre weight and `radius` further ones, at most 63.
  void (*blur)(const uint8_t *pixels, int32_t stride, int32_t width, int32_t height,
               const uint8_t *half, int32_t radius, uint16_t *scratch, uint8_t *out,
               int32_t out_stride);
} ck_quality;
