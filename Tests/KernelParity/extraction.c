// SPDX-License-Identifier: Apache-2.0
#include "parity.h"

enum { CELLS = 37, WIDTH = 8 * CELLS, MARGIN = 48, STRIDE = WIDTH + 2 * MARGIN, ROWS = 8 + 2 * MARGIN };
enum { GRID = 53, GRID_ROWS = 21, GRID_MARGIN = 8, GRID_STRIDE = 80 };

static int16_t plane[STRIDE * ROWS], even[STRIDE * ROWS], odd[STRIDE * ROWS];
static uint8_t pixels[STRIDE * 8], active[CELLS], angle[4096], changes[1024];
static float numbers[8192], more[8192], cells[5][4096], scratch[8192];
static uint16_t wave[CELLS];

static void grid(const ck_extraction *k) {
  float from[GRID_STRIDE * (GRID_ROWS + 2 * GRID_MARGIN + 1)] = {0};
  float to[sizeof from / sizeof *from] = {0}, between[sizeof from / sizeof *from] = {0};
  size_t at = GRID_MARGIN * GRID_STRIDE + GRID_MARGIN;
  for (int y = 0; y < GRID_ROWS; y++) fill_floats(from + at + y * GRID_STRIDE, GRID, y + 1);
  for (int radius = 1; radius <= 8; radius++) {
    k->gaussian(from + at, between + at, to + at, GRID, GRID_ROWS, GRID_STRIDE, 1, more, radius);
    show("gaussian", to, sizeof to);
  }
  k->orient(4000, numbers, more, cells[0], cells[1], angle);
  show("orient", cells, 2 * sizeof cells[0]);
  show("orient-angle", angle, sizeof angle);
  for (int i = 0; i < 4000; i++) {
    cells[2][i] = numbers[i] * numbers[i];
    cells[3][i] = more[i] * more[i];
    cells[4][i] = 0.11f;
  }
  k->blend_frequency(4000, cells[2], cells[3], 0.07f, 0.17f, 0.5f, cells[4]);
  show("blend-frequency", cells[4], sizeof cells[4]);
}

static void image(const ck_extraction *k) {
  k->cell_sums(pixels, STRIDE, CELLS, cells[0], cells[1]);
  show("cell-sums", cells, 2 * sizeof cells[0]);
  for (int i = 0; i < CELLS + 2; i++) {
    cells[0][i] = 120 + 20 * numbers[i];
    cells[1][i] = 0.03f + 0.02f * more[i];
  }
  k->normalise_row(pixels, CELLS, cells[0], cells[1], 3, even);
  show("normalise-row", even, WIDTH * sizeof *even);
  k->half_tensor(plane + MARGIN * STRIDE + MARGIN, STRIDE, CELLS, scratch, cells[0], cells[1], cells[2]);
  show("half-tensor", cells, 3 * sizeof cells[0]);
  int32_t offsets[288];
  for (int i = 0; i < 288; i++) offsets[i] = (i * 7919) % 8000;
  k->ridge_spectrum(plane, offsets, numbers, more, cells[0]);
  show("ridge-spectrum", cells[0], 16 * sizeof(float));
}

static void filter(const ck_extraction *k) {
  ck_along_tap along[32 * 9];
  ck_across_tap across[40 * 11];
  int32_t along_starts[33], across_starts[41];
  for (int f = 0; f <= 32; f++) along_starts[f] = 9 * f;
  for (int f = 0; f <= 40; f++) across_starts[f] = 11 * f;
  for (int i = 0; i < 32 * 9; i++) {
    int32_t at = i % 9 * STRIDE + i / 9 % 5;
    along[i] = (ck_along_tap){at, at + 1, (int16_t)(3000 - 7 * i), (int16_t)(5 * i)};
  }
  for (int i = 0; i < 40 * 11; i++) {
    across[i] = (ck_across_tap){i % 11 + i / 60 * STRIDE, (int16_t)(2000 - 11 * i), (int16_t)(4 * i)};
  }
  int16_t *centre = plane + MARGIN * STRIDE + MARGIN, *e = even + MARGIN * STRIDE + MARGIN;
  int16_t *o = odd + MARGIN * STRIDE + MARGIN;
  k->along(centre, e, STRIDE, CELLS, active, angle, along_starts, along);
  show("along", even, sizeof even);
  k->across(centre, STRIDE, e, o, STRIDE, CELLS, active, wave, across_starts, across);
  show("across", even, sizeof even);
  show("across-odd", odd, sizeof odd);
  k->across(centre, STRIDE, o, 0, STRIDE, CELLS, active, wave, across_starts, across);
  show("across-even-only", odd, sizeof odd);
  k->cell_energies(e, STRIDE, centre, STRIDE, CELLS, active, cells[0], cells[1], cells[2], cells[3],
                   cells[4]);
  show("cell-energies", cells, sizeof cells);
  k->sign_changes(plane, even, STRIDE, WIDTH, changes);
  show("sign-changes", changes, sizeof changes);
}

void run_extraction(const ck_extraction *k) {
  fill_fixed(plane, sizeof plane / sizeof *plane, 1);
  fill_bytes(pixels, sizeof pixels, 2);
  fill_floats(numbers, sizeof numbers / sizeof *numbers, 3);
  fill_floats(more, sizeof more / sizeof *more, 4);
  for (int c = 0; c < CELLS; c++) {
    active[c] = c % 5 != 3;
    wave[c] = (uint16_t)(c * 7 % 40);
  }
  grid(k);
  for (int i = 0; i < 4096; i++) angle[i] &= 31;
  image(k);
  filter(k);
}
