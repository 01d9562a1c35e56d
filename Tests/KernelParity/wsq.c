// SPDX-License-Identifier: Apache-2.0
#include "parity.h"

enum { COUNT = 1003, TAPS = 9 };

void run_wsq(const ck_wsq *k) {
  static float rows[TAPS][COUNT + 8], weights[TAPS], out[2 * COUNT], half[COUNT];
  static uint8_t pixels[COUNT];
  static int16_t indices[COUNT];
  double sums[16] = {0};
  uint64_t words[(COUNT + 63) / 64] = {0};
  const float *pointers[TAPS];
  for (int i = 0; i < TAPS; i++) {
    fill_floats(rows[i], COUNT + 8, i + 1);
    pointers[i] = i == 3 ? 0 : rows[i];
  }
  fill_floats(weights, TAPS, 20);
  fill_bytes(pixels, COUNT, 21);
  k->weighted_sum(pointers, weights, TAPS, 5, COUNT, out);
  show("weighted-sum", out, COUNT * sizeof *out);
  k->deinterleave(rows[0], COUNT / 2, out, half);
  show("deinterleave", out, COUNT / 2 * sizeof *out);
  show("deinterleave-odd", half, COUNT / 2 * sizeof *half);
  k->interleave(rows[1], rows[2], COUNT, out);
  show("interleave", out, sizeof out);
  uint32_t range[3];
  k->range(pixels, COUNT, range);
  show("range", range, sizeof range);
  k->normalise(pixels, COUNT, 127.3f, 1.7f, out);
  show("wsq-normalise", out, COUNT * sizeof *out);
  for (int i = 0; i < COUNT; i++) half[i] = rows[0][i] * 100;
  k->grey(half, COUNT, 120.5f, 1.9f, pixels);
  show("grey", pixels, sizeof pixels);
  k->quantise(half, COUNT, 0.7f, 1.3f, indices);
  show("wsq-quantise", indices, sizeof indices);
  k->dequantise(indices, COUNT, 0.77f, 0.35f, out);
  show("dequantise", out, COUNT * sizeof *out);
  k->moments(half, COUNT, sums);
  show("moments", sums, sizeof sums);
  k->nonzero(indices, COUNT, words);
  show("nonzero", words, sizeof words);
}
