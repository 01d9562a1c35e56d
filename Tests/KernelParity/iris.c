// SPDX-License-Identifier: Apache-2.0
#include "parity.h"

enum { SIDE = 200, RINGS = 40 };

static void show_discs(const ck_iris *k, const uint8_t *pixels) {
  static int32_t sums[(SIDE + 1) * (SIDE + 1)];
  static uint32_t squares[(SIDE + 1) * (SIDE + 1)];
  for (int y = 0; y < SIDE; y++) {
    int32_t sum = 0;
    uint32_t square = 0;
    for (int x = 0; x < SIDE; x++) {
      int at = y * (SIDE + 1) + x;
      sum += pixels[y * SIDE + x];
      square += (uint32_t)pixels[y * SIDE + x] * pixels[y * SIDE + x];
      sums[at + SIDE + 2] = sums[at + 1] + sum;
      squares[at + SIDE + 2] = squares[at + 1] + square;
    }
  }
  float best[100], radii[100];
  for (int i = 0; i < 100; i++) best[i] = -1e9f, radii[i] = 0;
  for (int r = 4; r < 30; r += 5) {
    ck_disc_shape shape = {r / 2, r, r + 8, r / 3 + 1, (float)r, 60, 0.5f, 1.0f / (r * r), 0.125f / r};
    int at = 100 * (SIDE + 1) + 50;
    k->disc_row(sums + at, squares + at, SIDE + 1, &shape, 93, best, radii);
  }
  show("disc-row", best, sizeof best);
  show("disc-row-radii", radii, sizeof radii);
}

static void show_rings(const ck_iris *k, const uint8_t *pixels) {
  static int32_t offsets[32 * RINGS];
  static uint8_t samples[512 * RINGS], weights[32];
  for (int i = 0; i < 32 * RINGS; i++) offsets[i] = i / 32 * (i % 8) - (i % 5) * SIDE * (i / 64);
  for (int i = 0; i < 32; i++) weights[i] = (uint8_t)(1 + i % 2);
  float best[16], radii[16];
  for (int i = 0; i < 16; i++) best[i] = -1e9f, radii[i] = 0;
  ck_pupil_ring_rules rules = {-10, 50, 10, 20, 0.35f, 0.6f, 17, 1.0f / 48};
  const uint8_t *centre = pixels + 150 * SIDE + 40;
  k->pupil_rings(centre, offsets, RINGS, 5, weights, &rules, samples, best, radii);
  show("pupil-rings", best, sizeof best);
  show("pupil-rings-radii", radii, sizeof radii);
  for (int i = 0; i < 16; i++) best[i] = -1e9f, radii[i] = 0;
  k->limbus_rings(centre, offsets, RINGS, 2, -10, 40, samples, best, radii);
  show("limbus-rings", best, sizeof best);
  show("limbus-rings-radii", radii, sizeof radii);
}

void run_iris(const ck_iris *k) {
  static uint8_t pixels[SIDE * SIDE], out[SIDE * SIDE];
  fill_bytes(pixels, sizeof pixels, 11);
  for (int factor = 1; factor < 6; factor++) {
    k->reduce_row(pixels, SIDE, factor, SIDE / factor, out);
    show("reduce-row", out, (size_t)(SIDE / factor));
  }
  k->darker(pixels, pixels + 777, 197, out);
  show("darker", out, 197);
  k->lighter(pixels, pixels + 777, 197, out);
  show("lighter", out, 197);
  k->smooth_row(pixels + 1, pixels + SIDE + 1, pixels + 2 * SIDE + 1, 191, out);
  show("smooth-row", out, 191);
  show_discs(k, pixels);
  show_rings(k, pixels);
  int32_t scores[64], gain[64], next[64];
  int8_t back[64];
  for (int i = 0; i < 64; i++) scores[i] = pixels[i] / 16 * 7, gain[i] = pixels[100 + i];
  k->path_step(scores + 1, gain, 10, 61, next, back);
  show("path-step", next, 61 * sizeof *next);
  show("path-step-back", back, 61);
  int32_t places[2][300];
  int16_t samples[300];
  for (int i = 0; i < 600; i++) places[i % 2][i / 2] = pixels[i] * 48001 % ((SIDE - 1) << 16);
  k->sample(pixels, SIDE, places[0], places[1], 300, samples);
  show("sample", samples, sizeof samples);
  static uint32_t counts[1024];
  memset(counts, 0, sizeof counts);
  k->count_greys(pixels, 9999, counts);
  for (int i = 0; i < 768; i++) counts[i % 256] += counts[256 + i];
  show("count-greys", counts, 256 * sizeof *counts);
  int16_t values[300], taps[34];
  static int32_t even[256], odd[256];
  fill_fixed(values, 300, 5);
  fill_fixed(taps, 34, 6);
  k->filter_row(values, taps, taps + 17, 17, 256, even, odd);
  show("filter-row", even, sizeof even);
  show("filter-row-odd", odd, sizeof odd);
  for (int count = 1; count < 47; count += 15) {
    int64_t power = k->band_power(pixels + 10 * SIDE + 5, SIDE, count);
    show("band-power", &power, sizeof power);
  }
  static uint32_t words[4][320];
  fill_bytes((uint8_t *)words, sizeof words, 9);
  ck_turn bits[21];
  int32_t turns[21];
  for (int i = 0; i < 21; i++) turns[i] = 3 * i - 30;
  k->compare_turns(words[0], words[1], words[2] + 32, words[3] + 32, 256, turns, 21, 4000, bits);
  show("compare-turns", bits, sizeof bits);
}
