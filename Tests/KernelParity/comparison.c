// SPDX-License-Identifier: Apache-2.0
#include "parity.h"

enum { COUNT = 45, LANES = 64, TILES = 5, VOLUME = 56 };

static void run_descriptors(const ck_comparison *k) {
  static uint8_t flow[2 * LANES * 128], out[COUNT * LANES];
  static uint64_t cylinders[2 * COUNT * 28];
  static uint32_t marks[sizeof out / 32];
  fill_bytes(flow, sizeof flow, 1);
  fill_bytes((uint8_t *)cylinders, sizeof cylinders, 2);
  for (size_t i = 0; i < sizeof flow; i++) {
    size_t sample = i < 128 * LANES ? i / LANES : i % 128;
    if (sample >= 64) flow[i] = flow[i] < 170 ? 255 : 0;
  }
  k->flow_similarity(flow, LANES, flow + 128 * LANES, COUNT, out);
  show("flow-similarity", out, sizeof out);
  k->cylinder_similarity(cylinders, COUNT, cylinders + 28 * COUNT, COUNT, LANES, out);
  show("cylinder-similarity", out, sizeof out);
  k->mark_at_least(out, sizeof out, 90, marks);
  show("mark-at-least", marks, sizeof marks);
  int32_t count = k->count_at_least(out, sizeof out, 90);
  show("count-at-least", &count, sizeof count);
}

static void run_places(const ck_comparison *k) {
  static uint8_t noise[LANES * 8], similarity[COUNT * LANES];
  static int16_t columns[3][LANES], angle[LANES], rounded[2][LANES];
  static float x[LANES], y[LANES], bend[LANES], out[3][LANES];
  static uint16_t reach[LANES];
  static uint32_t bits[COUNT * LANES / 32];
  fill_bytes(noise, sizeof noise, 3);
  fill_bytes(similarity, sizeof similarity, 4);
  fill_floats(bend, LANES, 5);
  for (int i = 0; i < LANES; i++) {
    columns[0][i] = i < COUNT ? (int16_t)(4 * noise[i]) : 30000;
    columns[1][i] = i < COUNT ? (int16_t)(4 * noise[LANES + i]) : 30000;
    columns[2][i] = (int16_t)((noise[2 * LANES + i] << 8 | noise[3 * LANES + i]) - 32768);
  }
  static uint32_t twice[4 * LANES];
  for (int i = 0; i < LANES; i++) {
    for (int c = 0; c < 3; c++) twice[4 * i + c] = (uint16_t)columns[c][i] * 0x10001u;
  }
  ck_minutiae m = {COUNT, LANES, columns[0], columns[1], columns[2], twice};
  k->penalise_turns(m.x, LANES, m.y, COUNT, 8192, 15, similarity);
  show("penalise-turns", similarity, sizeof similarity);
  ck_motion motion = {0.8f, -0.6f, 31.4f, 95.7f, -6711};
  ck_reach from = {7, 40, 0.1f, 120};
  k->place(&m, &motion, x, y, angle);
  show("place-x", x, sizeof x);
  show("place-y", y, sizeof y);
  show("place-angle", angle, sizeof angle);
  k->reach(&m, &from, reach);
  show("reach", reach, sizeof reach);
  k->round_places(LANES, x, y, bend, bend, rounded[0], rounded[1]);
  show("round-places", rounded, sizeof rounded);
  ck_places places = {LANES, rounded[0], rounded[1], angle, reach};
  int32_t support = k->support(&m, 0, LANES, &motion, &from, &m, 12000, similarity, LANES);
  show("support", &support, sizeof support);
  k->mark_near(&places, &m, 9000, bits);
  show("mark-near", bits, sizeof bits);
  ck_votes votes = {20, x, y, bend, bend + 20, similarity[0] ? x + 30 : y};
  k->displace(&votes, LANES, y, x, 0.0001f, 1, out[0], out[1], out[2]);
  show("displace", out, sizeof out);
}

static void run_ridges(const ck_comparison *k) {
  static uint32_t ridges[4 * 100], cells[2 * 25], words[120], solid[30];
  static uint16_t bent[2][16 * 3];
  static float raw[TILES * VOLUME], spread[TILES * VOLUME], current[TILES * VOLUME];
  static const int32_t neighbours[TILES * 9] = {2, 1, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0,
                                                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1,
                                                2, 4, 0, 0, 0, 0, 1, 3, 0, 0, 0, 0, 0, 0, 0};
  fill_bytes((uint8_t *)ridges, sizeof ridges, 6);
  fill_bytes((uint8_t *)cells, sizeof cells, 7);
  fill_bytes((uint8_t *)words, sizeof words, 8);
  for (int i = 0; i < 30; i++) solid[i] = words[90 + i] | 0xffff;
  ck_ridge_map map = {101, 99, 4, 2, ridges, cells};
  for (int32_t start = -20; start < 110; start += 13) {
    int32_t corners[8] = {start, 5, start + 15, 9, start - 3, 20, start + 14, 26};
    for (int i = 0; i < 8; i++) corners[i] *= 65536;
    k->bend_block(&map, corners, bent[0], bent[1], 3);
    show("bend-block", bent, sizeof bent);
  }
  for (int t = 0; t < TILES; t++) {
    k->correlate(words + t, solid, words + 60 + t, solid, raw + VOLUME * t);
  }
  show("correlate", raw, sizeof raw);
  memcpy(current, raw, sizeof raw);
  k->spread_maximum(current, TILES, spread);
  show("spread-maximum", spread, sizeof spread);
  k->agree(raw, spread, neighbours, TILES, current);
  show("agree", current, sizeof current);
}

void run_comparison(const ck_comparison *kernels) {
  run_descriptors(kernels);
  run_places(kernels);
  run_ridges(kernels);
}
