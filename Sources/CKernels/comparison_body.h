// SPDX-License-Identifier: Apache-2.0
// Loops of fingerprint comparison; see comparison_kernels.h for what each one does.

typedef int16_t NAME(i16x32) __attribute__((vector_size(64), aligned(2)));
typedef uint16_t NAME(u16x32) __attribute__((vector_size(64), aligned(2)));
typedef int32_t NAME(i32x32) __attribute__((vector_size(128), aligned(4)));
typedef uint8_t NAME(u8x32) __attribute__((vector_size(32), aligned(1)));
typedef int8_t NAME(i8x64) __attribute__((vector_size(64), aligned(1)));
typedef uint8_t NAME(u8x64) __attribute__((vector_size(64), aligned(1)));
typedef uint32_t NAME(u32x64) __attribute__((vector_size(256), aligned(4)));
typedef uint32_t NAME(u32x32) __attribute__((vector_size(128), aligned(4)));
typedef uint64_t NAME(u64x4) __attribute__((vector_size(32), aligned(8)));
typedef _Bool NAME(b32) __attribute__((ext_vector_type(32)));
typedef _Bool NAME(b16) __attribute__((ext_vector_type(16)));
typedef int32_t NAME(i32x16) __attribute__((vector_size(64), aligned(4)));
typedef uint32_t NAME(u32x16) __attribute__((vector_size(64), aligned(4)));
typedef float NAME(f32x16) __attribute__((vector_size(64), aligned(4)));
typedef float NAME(f32x8) __attribute__((vector_size(32), aligned(4)));
typedef uint32_t NAME(u32x8) __attribute__((vector_size(32), aligned(4)));

static void NAME(flow_similarity)(const uint8_t *a, int32_t count_a, const uint8_t *b,
                                  int32_t count_b, int32_t row_stride, uint8_t *out) {
  typedef NAME(u8x64) u8x64;
  typedef NAME(i8x64) i8x64;
  for (int32_t j = 0; j < count_b; j++) {
    const u8x64 angle_b = *(const u8x64 *)(b + 128 * j), valid_b = *(const u8x64 *)(b + 128 * j + 64);
    for (int32_t i = 0; i < count_a; i++) {
      u8x64 valid = *(const u8x64 *)(a + 128 * i + 64) & valid_b;
      i8x64 d = (i8x64)(*(const u8x64 *)(a + 128 * i) - angle_b);
      u8x64 turn = (u8x64)__builtin_elementwise_abs(d) & valid;
      uint32_t total = __builtin_reduce_add(__builtin_convertvector(turn, NAME(u32x64)));
      uint32_t common = __builtin_reduce_add(__builtin_convertvector(valid & 1, NAME(u32x64)));
      float score = 100.5f - (float)total * (1.5625f / (float)common);
      out[(ptrdiff_t)j * row_stride + i] = common < 12 || score < 0 ? 0 : (uint8_t)score;
    }
  }
}

static void NAME(cylinder_similarity)(const uint64_t *a, int32_t count_a, const uint64_t *b,
                                      int32_t count_b, int32_t row_stride, uint8_t *out) {
  typedef NAME(u64x4) u64x4;
  for (int32_t j = 0; j < count_b; j++) {
    const u64x4 *q = (const u64x4 *)(b + 28 * j);
    for (int32_t i = 0; i < count_a; i++) {
      const u64x4 *p = (const u64x4 *)(a + 28 * i);
      u64x4 valid = p[6] & q[6];
      u64x4 cells = __builtin_elementwise_popcount(valid), differing = {0}, both = {0};
      for (int32_t k = 0; k < 6; k++) {
        differing += __builtin_elementwise_popcount((p[k] ^ q[k]) & valid);
        both += __builtin_elementwise_popcount(p[k] & q[k] & valid);
      }
      uint64_t sum = __builtin_reduce_add(cells | differing << 16 | both << 32);
      uint32_t common = sum & 0xffff, x = sum >> 16 & 0xffff, set = x + 2 * (uint32_t)(sum >> 32);
      float score = 200.5f - 200 * sqrtf((float)x / (2 * (float)set));
      out[(ptrdiff_t)j * row_stride + i] =
          common < 70 || set < 24 || score < 0 ? 0 : (uint8_t)score;
    }
  }
}

static void NAME(place)(const ck_minutiae *m, float cosine, float sine, float shift_x,
                        float shift_y, int16_t turn, float *restrict x, float *restrict y,
                        int16_t *restrict angle) {
  for (int32_t i = 0; i < m->lanes; i++) {
    float px = (float)m->x[i] * 0.25f, py = (float)m->y[i] * 0.25f;
    x[i] = (cosine * px - sine * py) + shift_x;
    y[i] = (sine * px + cosine * py) + shift_y;
    angle[i] = (int16_t)((uint16_t)m->angle[i] + (uint16_t)turn);
  }
}

static void NAME(reach)(const ck_minutiae *m, int32_t root, float base, float growth, float limit,
                        uint16_t *restrict out) {
  float rx = m->x[root], ry = m->y[root];
  for (int32_t i = 0; i < m->lanes; i++) {
    float dx = (float)m->x[i] - rx, dy = (float)m->y[i] - ry;
    float t = base + growth * sqrtf(dx * dx + dy * dy);
    t = t < limit ? t : limit;
    out[i] = i < m->count ? (uint16_t)((int32_t)(t * t) + 1) : 0;
  }
}

static void NAME(round_places)(int32_t lanes, const float *restrict x, const float *restrict y,
                           const float *restrict bend_x, const float *restrict bend_y,
                           int16_t *restrict out_x, int16_t *restrict out_y) {
  for (int32_t i = 0; i < lanes; i++) {
    float px = (x[i] + bend_x[i]) * 4, py = (y[i] + bend_y[i]) * 4;
    px = px < -29000 ? -29000 : px > 29000 ? 29000 : px;
    py = py < -29000 ? -29000 : py > 29000 ? 29000 : py;
    out_x[i] = (int16_t)((int32_t)(px + 32768.5f) - 32768);
    out_y[i] = (int16_t)((int32_t)(py + 32768.5f) - 32768);
  }
}

/// All ones in the lanes whose place minutia `j` is near to.
static inline __attribute__((always_inline)) void NAME(near)(const ck_places *places, int32_t lane,
                                                             const ck_minutiae *m, int32_t j,
                                                             uint16_t angle_tolerance,
                                                             NAME(i16x32) *out) {
  typedef NAME(i16x32) i16x32;
  typedef NAME(u16x32) u16x32;
  const i16x32 zero = {0};
  i16x32 dx = __builtin_elementwise_sub_sat(zero + m->x[j], *(const i16x32 *)(places->x + lane));
  i16x32 dy = __builtin_elementwise_sub_sat(zero + m->y[j], *(const i16x32 *)(places->y + lane));
  dx = __builtin_elementwise_min(
      __builtin_elementwise_max(dx, __builtin_elementwise_sub_sat(zero, dx)), zero + 180);
  dy = __builtin_elementwise_min(
      __builtin_elementwise_max(dy, __builtin_elementwise_sub_sat(zero, dy)), zero + 180);
  u16x32 square = (u16x32)dx * (u16x32)dx + (u16x32)dy * (u16x32)dy;
  u16x32 turn = (u16x32)(zero + m->angle[j]) - *(const u16x32 *)(places->angle + lane);
  u16x32 wide = turn + angle_tolerance;
  *out = (i16x32)(square < *(const u16x32 *)(places->tolerance + lane)) &
         (i16x32)(wide <= (u16x32)(zero + (int16_t)(2 * angle_tolerance)));
}

static int32_t NAME(support)(const ck_places *places, const ck_minutiae *m,
                             uint16_t angle_tolerance, const uint8_t *similarity,
                             int32_t row_stride) {
  typedef NAME(i16x32) i16x32;
  typedef NAME(u8x32) u8x32;
  int32_t total = 0;
  for (int32_t lane = 0; lane < places->lanes; lane += 32) {
    i16x32 best = {0};
    for (int32_t j = 0; j < m->count; j++) {
      u8x32 s = *(const u8x32 *)(similarity + (ptrdiff_t)j * row_stride + lane);
      i16x32 value = __builtin_convertvector(s, i16x32) + 50, is_near;
      NAME(near)(places, lane, m, j, angle_tolerance, &is_near);
      best = __builtin_elementwise_max(best, is_near & value);
    }
    total += __builtin_reduce_add(__builtin_convertvector(best, NAME(i32x32)));
  }
  return total;
}

static void NAME(mark_near)(const ck_places *places, const ck_minutiae *m,
                            uint16_t angle_tolerance, uint32_t *out) {
  int32_t words = places->lanes / 32;
  for (int32_t j = 0; j < m->count; j++) {
    for (int32_t w = 0; w < words; w++) {
      NAME(i16x32) is_near;
      NAME(near)(places, 32 * w, m, j, angle_tolerance, &is_near);
      NAME(b32) bits = __builtin_convertvector(is_near, NAME(b32));
      memcpy(out + j * words + w, &bits, 4);
    }
  }
}

static void NAME(displace)(const ck_votes *v, int32_t lanes, const float *x, const float *y,
                           float inverse, float stiffness, float *out_x, float *out_y,
                           float *weight) {
  typedef NAME(f32x8) f32x8;
  const f32x8 zero = {0};
  for (int32_t i = 0; i < lanes; i += 8) {
    f32x8 px = *(const f32x8 *)(x + i), py = *(const f32x8 *)(y + i);
    f32x8 sum = zero + stiffness, sx = zero, sy = zero;
    for (int32_t k = 0; k < v->count; k++) {
      f32x8 dx = v->x[k] - px, dy = v->y[k] - py;
      f32x8 d = 1 + (dx * dx + dy * dy) * inverse;
      f32x8 w = v->weight[k] / (d * d);
      sum += w;
      sx += w * v->shift_x[k];
      sy += w * v->shift_y[k];
    }
    *(f32x8 *)(out_x + i) = sx / sum;
    *(f32x8 *)(out_y + i) = sy / sum;
    *(f32x8 *)(weight + i) = sum;
  }
}

static void NAME(bend_block)(const ck_ridge_map *map, const int32_t *corners, uint16_t *ridges,
                             uint16_t *foreground, int32_t stride) {
  typedef NAME(i32x16) i32x16;
  typedef NAME(u32x16) u32x16;
  const i32x16 lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const i32x16 zero = {0};
  for (int32_t row = 0; row < 16; row++) {
    // Corners: x and y of the top left, top right, bottom left and bottom right.
    int32_t lx = corners[0] + (corners[4] - corners[0]) / 16 * row;
    int32_t ly = corners[1] + (corners[5] - corners[1]) / 16 * row;
    int32_t rx = corners[2] + (corners[6] - corners[2]) / 16 * row;
    int32_t ry = corners[3] + (corners[7] - corners[3]) / 16 * row;
    i32x16 x = (lx + lane * ((rx - lx) / 16)) >> 16;
    i32x16 y = (ly + lane * ((ry - ly) / 16)) >> 16;
    i32x16 inside = (i32x16)((u32x16)x < (u32x16)(zero + map->columns)) &
                    (i32x16)((u32x16)y < (u32x16)(zero + map->rows));
    x &= inside;
    y &= inside;
    i32x16 at = y * map->ridge_stride + (x >> 5);
    i32x16 cell = (y >> 2) * map->cell_stride + (x >> 7);
    int32_t ridge_index[16], cell_index[16];
    uint32_t ridge_word[16], cell_word[16];
    memcpy(ridge_index, &at, 64);
    memcpy(cell_index, &cell, 64);
    for (int32_t k = 0; k < 16; k++) ridge_word[k] = map->ridges[ridge_index[k]];
    for (int32_t k = 0; k < 16; k++) cell_word[k] = map->cells[cell_index[k]];
    u32x16 f = *(const u32x16 *)cell_word >> (u32x16)(x >> 2 & 31) & (u32x16)inside & 1;
    u32x16 r = *(const u32x16 *)ridge_word >> (u32x16)(x & 31) & f;
    NAME(b16) rb = __builtin_convertvector(r != 0, NAME(b16));
    NAME(b16) fb = __builtin_convertvector(f != 0, NAME(b16));
    memcpy(ridges + (ptrdiff_t)row * stride, &rb, 2);
    memcpy(foreground + (ptrdiff_t)row * stride, &fb, 2);
  }
}

static void NAME(correlate)(const uint32_t *ridges_a, const uint32_t *foreground_a,
                            const uint32_t *ridges_b, const uint32_t *foreground_b, float *out) {
  typedef NAME(u32x8) u32x8;
  typedef NAME(u8x32) u8x32;
  u8x32 centre = {0};
  for (int32_t g = 0; g < 24; g += 8) {
    u32x8 f = *(const u32x8 *)(foreground_a + g) & (*(const u32x8 *)(foreground_b + g + 3) >> 3);
    centre += __builtin_elementwise_popcount((u8x32)f);
  }
  float common = (float)__builtin_reduce_add(__builtin_convertvector(centre, NAME(u32x32)));
  float scale = 2 / common;
  for (int32_t v = 0; v < 7; v++) {
    u8x32 sums[7] = {0};
    for (int32_t g = 0; g < 24; g += 8) {
      u32x8 ra = *(const u32x8 *)(ridges_a + g), fa = *(const u32x8 *)(foreground_a + g);
      u32x8 rb = *(const u32x8 *)(ridges_b + g + v), fb = *(const u32x8 *)(foreground_b + g + v);
      for (int32_t u = 0; u < 7; u++) {
        u32x8 d = ((rb >> u) ^ ra) & (fb >> u) & fa;
        sums[u] += __builtin_elementwise_popcount((u8x32)d);
      }
    }
    for (int32_t u = 0; u < 7; u++) {
      float differing = (float)__builtin_reduce_add(__builtin_convertvector(sums[u], NAME(u32x32)));
      float c = 1 - scale * differing;
      out[8 * v + u] = c < -1 ? -1 : c;
    }
    out[8 * v + 7] = -9;
  }
}

static void NAME(spread_maximum)(const float *volumes, int32_t count, float *out) {
  typedef NAME(f32x8) f32x8;
  const f32x8 none = {-9, -9, -9, -9, -9, -9, -9, -9};
  for (int32_t t = 0; t < count; t++) {
    const float *in = volumes + 56 * t;
    f32x8 h[9];
    h[0] = h[8] = none;
    for (int32_t v = 0; v < 7; v++) {
      f32x8 c = *(const f32x8 *)(in + 8 * v);
      f32x8 left = __builtin_shufflevector(c, none, 8, 0, 1, 2, 3, 4, 5, 15);
      f32x8 right = __builtin_shufflevector(c, none, 1, 2, 3, 4, 5, 6, 7, 15);
      f32x8 row = __builtin_elementwise_max(c, __builtin_elementwise_max(left, right));
      h[v + 1] = __builtin_shufflevector(row, none, 0, 1, 2, 3, 4, 5, 6, 15);
    }
    for (int32_t v = 0; v < 7; v++) {
      *(f32x8 *)(out + 56 * t + 8 * v) =
          __builtin_elementwise_max(h[v + 1], __builtin_elementwise_max(h[v], h[v + 2]));
    }
  }
}

static void NAME(agree)(const float *raw, const float *spread, const int32_t *neighbours,
                        int32_t count, float *current) {
  typedef NAME(f32x8) f32x8;
  for (int32_t t = 0; t < count; t++) {
    const int32_t *n = neighbours + 9 * t;
    f32x8 sums[7] = {0};
    for (int32_t k = 1; k <= n[0]; k++) {
      for (int32_t v = 0; v < 7; v++) sums[v] += *(const f32x8 *)(spread + 56 * n[k] + 8 * v);
    }
    float share = n[0] ? 0.5f / (float)n[0] : 0;
    for (int32_t v = 0; v < 7; v++) {
      f32x8 own = *(const f32x8 *)(raw + 56 * t + 8 * v), *c = (f32x8 *)(current + 56 * t + 8 * v);
      *c = n[0] ? 0.5f * own + share * sums[v] : 0.5f * own + 0.5f * *c;
    }
  }
}

static const ck_comparison NAME(comparison) = {
    NAME(flow_similarity), NAME(cylinder_similarity), NAME(place),      NAME(reach),
    NAME(round_places),        NAME(support),             NAME(mark_near),  NAME(displace),
    NAME(bend_block),      NAME(correlate),           NAME(spread_maximum), NAME(agree),
};
