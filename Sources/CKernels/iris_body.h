// SPDX-License-Identifier: Apache-2.0
// Loops that trace, measure, code and compare an iris; see iris_kernels.h for what each one does.

// As in iris_search_body.h, vectors never cross a call.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"

static void NAME(path_step)(const int32_t *restrict previous, const int32_t *restrict gain,
                            int32_t bend, int32_t count, int32_t *restrict out,
                            int8_t *restrict back) {
  int32_t i = 0;
  for (; i + 16 <= count; i += 16) {
    NAME(ir_i32x16) zero = {0}, best = *(const NAME(ir_i32x16) *)(previous + i);
    NAME(ir_i32x16) inner = *(const NAME(ir_i32x16) *)(previous + i - 1) - bend;
    NAME(ir_i32x16) outer = *(const NAME(ir_i32x16) *)(previous + i + 1) - bend;
    NAME(ir_i32x16) from = inner > best;
    best = __builtin_elementwise_max(inner, best);
    from = NAME(ir_choose)(outer > best, zero + 1, from);
    best = __builtin_elementwise_max(outer, best);
    *(NAME(ir_i32x16) *)(out + i) = best + *(const NAME(ir_i32x16) *)(gain + i);
    *(NAME(ir_i8x16) *)(back + i) = __builtin_convertvector(from, NAME(ir_i8x16));
  }
  for (; i < count; i++) {
    int32_t best = previous[i], inner = previous[i - 1] - bend, outer = previous[i + 1] - bend;
    int8_t from = 0;
    if (inner > best) best = inner, from = -1;
    if (outer > best) best = outer, from = 1;
    out[i] = best + gain[i];
    back[i] = from;
  }
}

static void NAME(filter_row)(const int16_t *restrict values, const int16_t *restrict even_taps,
                             const int16_t *restrict odd_taps, int32_t taps, int32_t count,
                             int32_t *restrict even, int32_t *restrict odd) {
  memset(even, 0, sizeof(int32_t) * (size_t)count);
  memset(odd, 0, sizeof(int32_t) * (size_t)count);
  for (int32_t t = 0; t < taps; t++) {
    int32_t a = even_taps[t], b = odd_taps[t];
    for (int32_t i = 0; i < count; i++) {
      even[i] += values[i + t] * a;
      odd[i] += values[i + t] * b;
    }
  }
}

static void NAME(sample)(const uint8_t *restrict pixels, int32_t stride, const int32_t *restrict x,
                         const int32_t *restrict y, int32_t count, int16_t *restrict out) {
  // Fetching and weighing are apart: a vector that was stored a moment ago in pieces is slow to load.
  enum { BLOCK = 256 };
  uint16_t top[BLOCK], bottom[BLOCK];
  for (int32_t start = 0; start < count; start += BLOCK) {
    int32_t places = count - start < BLOCK ? count - start : BLOCK;
    for (int32_t i = 0; i < places; i++) {
      const uint8_t *place = pixels + (y[start + i] >> 16) * stride + (x[start + i] >> 16);
      // Two neighbours come with one load.
      memcpy(top + i, place, 2);
      memcpy(bottom + i, place + stride, 2);
    }
    for (int32_t i = 0; i < places; i++) {
      int32_t right = x[start + i] >> 8 & 255, down = y[start + i] >> 8 & 255;
      int32_t a = top[i] & 255, b = bottom[i] & 255;
      int32_t above = (a << 8) + ((top[i] >> 8) - a) * right;
      int32_t below = (b << 8) + ((bottom[i] >> 8) - b) * right;
      out[start + i] = (int16_t)(((above << 8) + (below - above) * down) >> 12);
    }
  }
}

static void NAME(count_greys)(const uint8_t *pixels, int32_t count, uint32_t *counts) {
  int32_t i = 0;
  // Neighbours are often equal, and counts of equal ones would wait for each other: four tables.
  for (; i + 8 <= count; i += 8) {
    uint64_t eight;
    memcpy(&eight, pixels + i, 8);
    for (int32_t j = 0; j < 8; j++) counts[256 * (j & 3) + (eight >> 8 * j & 255)]++;
  }
  for (; i < count; i++) counts[pixels[i]]++;
}

// Pixels x and x + 2, and x + 1 and x + 3, of 16 places that are 4 apart, as pairs of 16 bits: the
// rows above and below added up.
#define IRIS_EVEN(a, b) (((a) & 0xff00ff) + ((b) & 0xff00ff))
#define IRIS_ODD(a, b) (((a) >> 8 & 0xff00ff) + ((b) >> 8 & 0xff00ff))

static int64_t NAME(band_power)(const uint8_t *restrict first, int32_t stride, int32_t count) {
  static const int32_t quarter[5][5] = {
      {-40, -24, 0, 5, 2}, {-24, -12, 3, 5, 2}, {0, 3, 5, 4, 1}, {5, 5, 4, 2, 1}, {2, 2, 1, 1, 0}};
  NAME(ir_u32x16) low = {0}, high = {0};
  int32_t i = 0;
  for (; i + 16 <= count; i += 16) {
    NAME(ir_i32x16) response = {0};
    for (int32_t y = 0; y < 5; y++) {
      const uint8_t *above = first + 4 * i - y * stride, *below = first + 4 * i + y * stride;
      NAME(ir_u32x16) nothing = {0}, a[3], b[3];
      for (int32_t part = 0; part < 3; part++) {
        // Pixels -4...-1, 0...3 and 1...4: never beyond what the last filter needs.
        int32_t shift = part < 2 ? 4 * part - 4 : 1;
        a[part] = *(const NAME(ir_u32x16) *)(above + shift);
        b[part] = y ? *(const NAME(ir_u32x16) *)(below + shift) : nothing;
      }
      NAME(ir_u32x16) outer = IRIS_EVEN(a[0], b[0]), left = IRIS_ODD(a[0], b[0]);
      NAME(ir_u32x16) middle = IRIS_EVEN(a[1], b[1]), right = IRIS_ODD(a[1], b[1]);
      NAME(ir_u32x16) last = (a[2] >> 24) + (b[2] >> 24);
      const int32_t *taps = quarter[y];
      response += taps[0] * (NAME(ir_i32x16))(middle & 0xffff);
      response += taps[1] * (NAME(ir_i32x16))((left >> 16) + (right & 0xffff));
      response += taps[2] * (NAME(ir_i32x16))((outer >> 16) + (middle >> 16));
      response += taps[3] * (NAME(ir_i32x16))((left & 0xffff) + (right >> 16));
      response += taps[4] * (NAME(ir_i32x16))((outer & 0xffff) + last);
    }
    // Responses stay below 2^16: their squares fit 32 bits, and halves of 1024 squares their sums.
    NAME(ir_u32x16) square = (NAME(ir_u32x16))response * (NAME(ir_u32x16))response;
    low += square & 0xffff;
    high += square >> 16;
  }
  int64_t power = 0;
  for (int32_t j = 0; j < 16; j++) power += low[j] + ((int64_t)high[j] << 16);
  for (; i < count; i++) {
    int32_t response = 0;
    for (int32_t y = -4; y <= 4; y++) {
      for (int32_t x = -4; x <= 4; x++) {
        response += quarter[y < 0 ? -y : y][x < 0 ? -x : x] * first[4 * i + y * stride + x];
      }
    }
    power += (int64_t)response * response;
  }
  return power;
}
#undef IRIS_EVEN
#undef IRIS_ODD

// Sums over the lanes of four vectors, each in its lane; all four at once.
static inline __attribute__((always_inline)) NAME(ir_u64x4)
NAME(ir_totals)(NAME(ir_u64x8) a, NAME(ir_u64x8) b, NAME(ir_u64x8) c, NAME(ir_u64x8) d) {
  NAME(ir_u64x8) ab = __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11) +
                      __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15);
  NAME(ir_u64x8) cd = __builtin_shufflevector(c, d, 0, 1, 2, 3, 8, 9, 10, 11) +
                      __builtin_shufflevector(c, d, 4, 5, 6, 7, 12, 13, 14, 15);
  NAME(ir_u64x8) all = __builtin_shufflevector(ab, cd, 0, 1, 4, 5, 8, 9, 12, 13) +
                       __builtin_shufflevector(ab, cd, 2, 3, 6, 7, 10, 11, 14, 15);
  return __builtin_shufflevector(all, all, 0, 2, 4, 6) + __builtin_shufflevector(all, all, 1, 3, 5, 7);
}

// Distances of four turns from their common bits and, 32 bits higher, the differing ones.
static inline __attribute__((always_inline)) void NAME(ir_distances)(
    NAME(ir_u64x4) bits, int32_t number, float usual, ck_turn *out) {
  NAME(ir_i32x4) valid = __builtin_convertvector(bits & 0xffffffff, NAME(ir_i32x4));
  NAME(ir_i32x4) off = __builtin_convertvector(bits >> 32, NAME(ir_i32x4));
  NAME(ir_f32x4) one = {1, 1, 1, 1};
  NAME(ir_f32x4) all = __builtin_elementwise_max(__builtin_convertvector(valid, NAME(ir_f32x4)), one);
  NAME(ir_f32x4) share = __builtin_convertvector(off, NAME(ir_f32x4)) / all;
  NAME(ir_f32x4) distance = 0.5f - (0.5f - share) * __builtin_elementwise_sqrt(all / usual);
  for (int32_t n = 0; n < number; n++) out[n] = (ck_turn){valid[n], distance[n]};
}

// Up to six turns at once, so that the code and its mask are loaded once for all of them.
static inline __attribute__((always_inline)) void NAME(ir_turns)(
    const uint32_t *code, const uint32_t *mask, const uint32_t *other, const uint32_t *other_mask,
    int32_t count, const int32_t *turns, int32_t number, float usual, ck_turn *out) {
  NAME(ir_u64x8) common[8] = {{0}}, differing[8] = {{0}};
  for (int32_t i = 0; i < count; i += 16) {
    NAME(ir_u64x8) a = *(const NAME(ir_u64x8) *)(code + i), m = *(const NAME(ir_u64x8) *)(mask + i);
    for (int32_t n = 0; n < number; n++) {
      NAME(ir_u64x8) b = *(const NAME(ir_u64x8) *)(other + i + turns[n]);
      NAME(ir_u64x8) valid = m & *(const NAME(ir_u64x8) *)(other_mask + i + turns[n]);
      common[n] += __builtin_elementwise_popcount(valid);
      differing[n] += __builtin_elementwise_popcount((a ^ b) & valid);
    }
  }
  for (int32_t n = 0; n < number; n++) common[n] += differing[n] << 32;
  for (int32_t n = 0; n < number; n += 4) {
    NAME(ir_u64x4) bits = NAME(ir_totals)(common[n], common[n + 1], common[n + 2], common[n + 3]);
    NAME(ir_distances)(bits, number - n < 4 ? number - n : 4, usual, out + n);
  }
}

static void NAME(compare_turns)(const uint32_t *restrict code, const uint32_t *restrict mask,
                                const uint32_t *restrict other, const uint32_t *restrict other_mask,
                                int32_t count, const int32_t *restrict turns, int32_t number,
                                float usual, ck_turn *restrict out) {
  int32_t n = 0;
  for (; n + 6 <= number; n += 6) {
    NAME(ir_turns)(code, mask, other, other_mask, count, turns + n, 6, usual, out + n);
  }
  for (; n + 2 <= number; n += 2) {
    NAME(ir_turns)(code, mask, other, other_mask, count, turns + n, 2, usual, out + n);
  }
  if (n < number) NAME(ir_turns)(code, mask, other, other_mask, count, turns + n, 1, usual, out + n);
}

static const ck_iris NAME(iris) = {
    .reduce_row = NAME(reduce_row),
    .darker = NAME(darker),
    .lighter = NAME(lighter),
    .smooth_row = NAME(smooth_row),
    .disc_row = NAME(disc_row),
    .pupil_rings = NAME(pupil_rings),
    .limbus_rings = NAME(limbus_rings),
    .path_step = NAME(path_step),
    .sample = NAME(sample),
    .count_greys = NAME(count_greys),
    .filter_row = NAME(filter_row),
    .band_power = NAME(band_power),
    .compare_turns = NAME(compare_turns),
};

#pragma clang diagnostic pop
