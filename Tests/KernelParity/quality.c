// SPDX-License-Identifier: Apache-2.0
#include "parity.h"

enum { WIDTH = 117, HEIGHT = 93 };

void run_quality(const ck_quality *k) {
  static uint8_t pixels[WIDTH * HEIGHT], out[WIDTH * HEIGHT], samples[512];
  static uint16_t scratch[4 * WIDTH * HEIGHT], sums[64];
  static uint32_t rows[HEIGHT], columns[WIDTH];
  fill_bytes(pixels, sizeof pixels, 5);
  k->frame_sums(pixels, WIDTH, WIDTH, HEIGHT, rows, columns);
  show("frame-sums", rows, sizeof rows);
  show("frame-sums-columns", columns, sizeof columns);
  for (int side = 1; side <= 32; side++) {
    ck_block_sums block = k->block_sums(pixels + side, WIDTH, side, 33 - side);
    show("block-sums", &block, sizeof block);
  }
  int32_t turn[128];
  for (int i = 0; i < 32; i++) {
    turn[i] = i * 1000;
    turn[32 + i] = i * 170 + 512;
    turn[64 + i] = i * 160;
    turn[96 + i] = i * 990;
  }
  k->turned_profile(pixels, WIDTH, turn, samples, sums);
  show("turned-profile", samples, sizeof samples);
  show("turned-profile-sums", sums, sizeof sums);
  k->erode(pixels, WIDTH, WIDTH, HEIGHT, scratch, out, WIDTH);
  show("erode", out, sizeof out);
  const uint8_t half[6] = {46, 40, 30, 20, 10, 5};
  k->blur(pixels, WIDTH, WIDTH, HEIGHT, half, 5, scratch, out, WIDTH);
  show("blur", out, sizeof out);
}
