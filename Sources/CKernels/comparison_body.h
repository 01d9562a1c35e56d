// SPDX-License-Identifier: Apache-2.0
// Loops of fingerprint comparison; see comparison_kernels.h for what each one does.

typedef int16_t NAME(i16x32) __attribute__((vector_size(64), aligned(2)));
typedef uint16_t NAME(u16x32) __attribute__((vector_size(64), aligned(2)));
typedef int32_t NAME(i32x32) __attribute__((vector_size(128), aligned(4)));
typedef uint8_t NAME(u8x32) __attribute__((vector_size(32), aligned(1)));
typedef int8_t NAME(i8x32) __attribute__((vector_size(32), aligned(1)));
typedef uint16_t NAME(u16x16) __attribute__((vector_size(32), aligned(2)));
typedef int8_t NAME(i8x64) __attribute__((vector_size(64), aligned(1)));
typedef uint8_t NAME(u8x64) __attribute__((vector_size(64), aligned(1)));
typedef uint32_t NAME(u32x64) __attribute__((vector_size(256), aligned(4)));
typedef uint32_t NAME(u32x32) __attribute__((vector_size(128), aligned(4)));
typedef uint64_t NAME(u64x4) __attribute__((vector_size(32), aligned(8)));
typedef uint64_t NAME(u64x8) __attribute__((vector_size(64), aligned(8)));
typedef uint8_t NAME(u8x16) __attribute__((vector_size(16), aligned(1)));
typedef _Bool NAME(b32) __attribute__((ext_vector_type(32)));
typedef _Bool NAME(b16) __attribute__((ext_vector_type(16)));
typedef int32_t NAME(i32x16) __attribute__((vector_size(64), aligned(4)));
typedef uint32_t NAME(u32x16) __attribute__((vector_size(64), aligned(4)));
typedef float NAME(f32x32) __attribute__((vector_size(128), aligned(4)));
typedef float NAME(f32x16) __attribute__((vector_size(64), aligned(4)));
typedef float NAME(f32x8) __attribute__((vector_size(32), aligned(4)));
typedef uint32_t NAME(u32x8) __attribute__((vector_size(32), aligned(4)));

/// Differences of one sample of 64 minutiae from that of another, 0 where one of both is not valid;
/// counts where they are.
static inline __attribute__((always_inline)) void NAME(turn)(const uint8_t *angles,
                                                             const uint8_t *validity,
                                                             uint32_t angle, uint32_t is_valid,
                                                             NAME(u8x64) * common,
                                                             NAME(u8x64) * out) {
  typedef NAME(u8x64) u8x64;
  const NAME(u32x16) zero = {0};
  u8x64 valid = *(const u8x64 *)validity & (u8x64)(zero + is_valid);
  NAME(i8x64) d = (NAME(i8x64))(*(const u8x64 *)angles - (u8x64)(zero + angle));
  *out = (u8x64)__builtin_elementwise_abs(d) & valid;
  *common -= valid;
}

/// Bytes, each four times: a word is cheaper to spread over a vector than a byte.
static inline __attribute__((always_inline)) void NAME(repeat)(const uint8_t *bytes,
                                                               uint32_t *out) {
  for (int32_t k = 0; k < 64; k++) out[k] = bytes[k] * 0x01010101u;
}

/// 32 scores of 0 to 100 from sums of means of four, those of even lanes apart from odd ones, and
/// the samples in common.
static inline __attribute__((always_inline)) void NAME(score)(const uint16_t *even,
                                                              const uint16_t *odd,
                                                              const uint8_t *common,
                                                              uint8_t *out) {
  typedef NAME(u8x32) u8x32;
  typedef NAME(f32x32) f32x32;
  NAME(u16x32) total = __builtin_shufflevector(
      *(const NAME(u16x16) *)even, *(const NAME(u16x16) *)odd, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5,
      21, 6, 22, 7, 23, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  // At least one, so that what is not used divides by no zero.
  u8x32 n = *(const u8x32 *)common, divisor = n | ((u8x32)(n == 0) & 1);
  f32x32 share = 6.25f / __builtin_convertvector(divisor, f32x32);
  f32x32 score = 100.5f - __builtin_convertvector(total, f32x32) * share;
  score = __builtin_elementwise_max(score, score - score);
  *(u8x32 *)out = __builtin_convertvector(score, u8x32) & (u8x32)(n >= 12);
}

static void NAME(flow_similarity)(const uint8_t *a, int32_t lanes_a, const uint8_t *b,
                                  int32_t count_b, uint8_t *out) {
  typedef NAME(u8x64) u8x64;
  typedef NAME(u16x32) u16x32;
  const ptrdiff_t to_validity = 64 * (ptrdiff_t)lanes_a;
  for (int32_t j = 0; j < count_b; j++) {
    uint32_t angles[64], validity[64];
    NAME(repeat)(b + 128 * (ptrdiff_t)j, angles);
    NAME(repeat)(b + 128 * (ptrdiff_t)j + 64, validity);
    for (int32_t lane = 0; lane < lanes_a; lane += 64) {
      u16x32 even = {0}, odd = {0};
      u8x64 common = {0}, t[4];
      for (int32_t k = 0; k < 64; k += 4) {
        for (int32_t n = 0; n < 4; n++) {
          const uint8_t *row = a + (ptrdiff_t)(k + n) * lanes_a + lane;
          NAME(turn)(row, row + to_validity, angles[k + n], validity[k + n], &common, &t[n]);
        }
        // Means of two and two, rounded up: (x | y) - ((x ^ y) >> 1) cannot overflow.
        u8x64 left = (t[0] | t[1]) - ((t[0] ^ t[1]) >> 1);
        u8x64 right = (t[2] | t[3]) - ((t[2] ^ t[3]) >> 1);
        u8x64 mean = (left | right) - ((left ^ right) >> 1);
        even += (u16x32)mean & 0xff;
        odd += (u16x32)mean >> 8;
      }
      uint8_t *row = out + (ptrdiff_t)j * lanes_a + lane;
      NAME(score)((uint16_t *)&even, (uint16_t *)&odd, (uint8_t *)&common, row);
      NAME(score)((uint16_t *)&even + 16, (uint16_t *)&odd + 16, (uint8_t *)&common + 32, row + 32);
    }
  }
}

/// Sixteen scores of 0 to 200 from counts: cells valid in both in the low 9 bits, bits set in both in
/// the next 11, differing bits in the rest.
static inline __attribute__((always_inline)) void NAME(cylinder_scores)(const uint32_t *counts,
                                                                       uint8_t *out) {
  typedef NAME(f32x16) f32x16;
  typedef NAME(u32x16) u32x16;
  u32x16 c = *(const u32x16 *)counts, differing = c >> 20, set = differing + 2 * (c >> 9 & 2047);
  u32x16 known = (u32x16)((c & 511) >= 70) & (u32x16)(set >= 24);
  // At least one, so that what is not used divides by no zero.
  f32x16 divisor = __builtin_convertvector(set | (~known & 1), f32x16);
  f32x16 share = __builtin_convertvector(differing, f32x16) / (2 * divisor);
  f32x16 score = 200.5f - 200 * __builtin_elementwise_sqrt(share);
  score = __builtin_elementwise_max(score, score - score);
  u32x16 byte = __builtin_convertvector(score, u32x16) & known;
  *(NAME(u8x16) *)out = __builtin_convertvector(byte, NAME(u8x16));
}

static void NAME(cylinder_similarity)(const uint64_t *a, int32_t count_a, const uint64_t *b,
                                      int32_t count_b, int32_t row_stride, uint8_t *out) {
  typedef NAME(u64x4) u64x4;
  typedef NAME(u64x8) u64x8;
  uint32_t counts[128] = {0};
  for (int32_t j = 0; j < count_b; j++) {
    const uint64_t *q = b + 28 * j;
    for (int32_t i = 0; i < count_a; i++) {
      // Two layers at a time; they are empty where their own cylinder is not valid.
      const uint64_t *p = a + 28 * i;
      u64x4 valid = *(const u64x4 *)(p + 24) & *(const u64x4 *)(q + 24);
      u64x8 twice = __builtin_shufflevector(valid, valid, 0, 1, 2, 3, 4, 5, 6, 7);
      u64x8 differing = {0}, both = {0};
      for (int32_t k = 0; k < 24; k += 8) {
        u64x8 x = *(const u64x8 *)(p + k), y = *(const u64x8 *)(q + k);
        differing += __builtin_elementwise_popcount((x ^ y) & twice);
        both += __builtin_elementwise_popcount(x & y);
      }
      u64x8 sums = both << 9 | differing << 20;
      u64x4 half = __builtin_shufflevector(sums, sums, 0, 1, 2, 3) +
                   __builtin_shufflevector(sums, sums, 4, 5, 6, 7);
      counts[i] =
          (uint32_t)__builtin_reduce_add(half + __builtin_elementwise_popcount(valid));
    }
    for (int32_t i = 0; i < row_stride; i += 16) {
      NAME(cylinder_scores)(counts + i, out + (ptrdiff_t)j * row_stride + i);
    }
  }
}

static void NAME(penalise_turns)(const int16_t *a, int32_t lanes_a, const int16_t *b,
                                 int32_t count_b, uint16_t most, uint8_t penalty, uint8_t *out) {
  typedef NAME(u8x32) u8x32;
  typedef NAME(u16x32) u16x32;
  const u8x32 zero = {0};
  for (int32_t j = 0; j < count_b; j++) {
    for (int32_t lane = 0; lane < lanes_a; lane += 32) {
      u16x32 turn = *(const u16x32 *)(a + lane) - (uint16_t)b[j];
      u16x32 far = (u16x32)((u16x32)(turn + most) > (uint16_t)(2 * most));
      u8x32 *row = (u8x32 *)(out + (ptrdiff_t)j * lanes_a + lane);
      u8x32 loss = __builtin_convertvector(far, u8x32) & (zero + penalty);
      *row = __builtin_elementwise_sub_sat(*row, loss);
    }
  }
}

static int32_t NAME(count_at_least)(const uint8_t *bytes, int32_t count, uint8_t least) {
  typedef NAME(u8x32) u8x32;
  typedef NAME(u16x32) u16x32;
  u16x32 total = {0};
  for (int32_t k = 0; k < count; k += 32) {
    u8x32 is = (u8x32)(*(const u8x32 *)(bytes + k) >= least) & 1;
    total += __builtin_convertvector(is, u16x32);
  }
  return (int32_t)__builtin_reduce_add(__builtin_convertvector(total, NAME(u32x32)));
}

static void NAME(mark_at_least)(const uint8_t *bytes, int32_t count, uint8_t least,
                                uint32_t *out) {
  typedef NAME(u8x32) u8x32;
  for (int32_t k = 0; k < count; k += 32) {
    NAME(b32) bits = __builtin_convertvector(*(const u8x32 *)(bytes + k) >= least, NAME(b32));
    memcpy(out + k / 32, &bits, 4);
  }
}

static void NAME(place)(const ck_minutiae *m, const ck_motion *t, float *restrict x,
                        float *restrict y, int16_t *restrict angle) {
  for (int32_t i = 0; i < m->lanes; i++) {
    float px = (float)m->x[i] * 0.25f, py = (float)m->y[i] * 0.25f;
    x[i] = (t->cosine * px - t->sine * py) + t->shift_x;
    y[i] = (t->sine * px + t->cosine * py) + t->shift_y;
    angle[i] = (int16_t)((uint16_t)m->angle[i] + (uint16_t)t->turn);
  }
}

static void NAME(reach)(const ck_minutiae *m, const ck_reach *r, int16_t root_x, int16_t root_y,
                        uint16_t *restrict out) {
  float rx = root_x, ry = root_y;
  for (int32_t i = 0; i < m->lanes; i++) {
    float dx = (float)m->x[i] - rx, dy = (float)m->y[i] - ry;
    float t = r->base + r->growth * sqrtf(dx * dx + dy * dy);
    t = t < r->limit ? t : r->limit;
    out[i] = i < m->count ? (uint16_t)((int32_t)(t * t) + 1) : 0;
  }
}

static void NAME(reach_all)(const ck_minutiae *m, const ck_reach *r, uint16_t *out) {
  NAME(reach)(m, r, m->x[r->root], m->y[r->root], out);
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
  const NAME(u32x16) zero = {0};
  const u16x32 most = (u16x32)zero + 180;
  i16x32 dx = __builtin_elementwise_sub_sat((i16x32)(zero + m->twice[4 * j]),
                                            *(const i16x32 *)(places->x + lane));
  i16x32 dy = __builtin_elementwise_sub_sat((i16x32)(zero + m->twice[4 * j + 1]),
                                            *(const i16x32 *)(places->y + lane));
  u16x32 x = __builtin_elementwise_min((u16x32)__builtin_elementwise_abs(dx), most);
  u16x32 y = __builtin_elementwise_min((u16x32)__builtin_elementwise_abs(dy), most);
  u16x32 square = x * x + y * y;
  u16x32 turn = (u16x32)(zero + m->twice[4 * j + 2]) - *(const u16x32 *)(places->angle + lane);
  u16x32 wide = turn + angle_tolerance;
  *out = (i16x32)(square < *(const u16x32 *)(places->tolerance + lane)) &
         (i16x32)(wide <= (u16x32)zero + (uint16_t)(2 * angle_tolerance));
}

static int32_t NAME(support)(const ck_minutiae *a, int32_t first, int32_t end, const ck_motion *t,
                             const ck_reach *r, const ck_minutiae *b, uint16_t angle_tolerance,
                             const uint8_t *similarity, int32_t row_stride) {
  typedef NAME(i16x32) i16x32;
  typedef NAME(u8x32) u8x32;
  const float straight[32] = {0};
  int32_t total = 0;
  for (int32_t lane = first; lane < end; lane += 32) {
    float x[32], y[32];
    int16_t qx[32], qy[32], angle[32];
    uint16_t tolerance[32];
    ck_minutiae part = {a->count - lane, 32, a->x + lane, a->y + lane, a->angle + lane, 0};
    NAME(place)(&part, t, x, y, angle);
    NAME(round_places)(32, x, y, straight, straight, qx, qy);
    NAME(reach)(&part, r, a->x[r->root], a->y[r->root], tolerance);
    ck_places places = {32, qx, qy, angle, tolerance};
    i16x32 best = {0};
    for (int32_t j = 0; j < b->count; j++) {
      u8x32 s = *(const u8x32 *)(similarity + (ptrdiff_t)j * row_stride + lane);
      i16x32 value = __builtin_convertvector(s, i16x32) + 50, is_near;
      NAME(near)(&places, 0, b, j, angle_tolerance, &is_near);
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

/// Where a row of a block lies in the map: `corners` are x and y of the block's top left, top right,
/// bottom left and bottom right. All ones in the lanes inside the map; the others get place 0.
static inline __attribute__((always_inline)) void NAME(bend_row)(const ck_ridge_map *map,
                                                                 const int32_t *corners,
                                                                 int32_t row, NAME(i32x16) * x,
                                                                 NAME(i32x16) * y,
                                                                 NAME(i32x16) * inside) {
  typedef NAME(i32x16) i32x16;
  typedef NAME(u32x16) u32x16;
  const i32x16 lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const u32x16 zero = {0};
  int32_t lx = corners[0] + (corners[4] - corners[0]) / 16 * row;
  int32_t ly = corners[1] + (corners[5] - corners[1]) / 16 * row;
  int32_t rx = corners[2] + (corners[6] - corners[2]) / 16 * row;
  int32_t ry = corners[3] + (corners[7] - corners[3]) / 16 * row;
  *x = (lx + lane * ((rx - lx) / 16)) >> 16;
  *y = (ly + lane * ((ry - ly) / 16)) >> 16;
  *inside = (i32x16)((u32x16)*x < zero + (uint32_t)map->columns) &
            (i32x16)((u32x16)*y < zero + (uint32_t)map->rows);
  *x &= *inside;
  *y &= *inside;
}

/// Bits of 16 lanes that are not 0.
static inline __attribute__((always_inline)) uint16_t NAME(bits)(const NAME(u32x16) * lanes) {
  NAME(b16) set = __builtin_convertvector(*lanes != 0, NAME(b16));
  uint16_t bits;
  memcpy(&bits, &set, 2);
  return bits;
}

static void NAME(bend_block)(const ck_ridge_map *map, const int32_t *corners, uint16_t *ridges,
                             uint16_t *foreground, int32_t stride) {
  typedef NAME(i32x16) i32x16;
  typedef NAME(u32x16) u32x16;
  i32x16 x, y, inside;
  uint32_t cells[4];
  // The foreground has cells of 4x4 samples: 16 of them cover the block. A cell sets four bits.
  for (int32_t band = 0; band < 4; band++) {
    NAME(bend_row)(map, corners, 4 * band + 2, &x, &y, &inside);
    cells[band] = 0;
    for (int32_t column = 0; column < 16; column += 4) {
      int32_t cell_x = x[column + 2], cell_y = y[column + 2];
      uint32_t cell = map->cells[(cell_y >> 2) * map->cell_stride + (cell_x >> 7)];
      uint32_t covered = cell >> (cell_x >> 2 & 31) & (uint32_t)inside[column + 2] & 1;
      cells[band] |= covered * 15 << column;
    }
  }
  for (int32_t row = 0; row < 16; row++) {
    uint32_t f = cells[row / 4], r = 0;
    if (f) {
      NAME(bend_row)(map, corners, row, &x, &y, &inside);
      i32x16 at = y * map->ridge_stride + (x >> 5);
      int32_t index[16];
      uint32_t word[16];
      memcpy(index, &at, 64);
      for (int32_t k = 0; k < 16; k++) word[k] = map->ridges[index[k]];
      u32x16 ridge = *(const u32x16 *)word >> (u32x16)(x & 31) & 1;
      f &= NAME(bits)((u32x16 *)&inside);
      r = NAME(bits)(&ridge) & f;
    }
    ridges[(ptrdiff_t)row * stride] = (uint16_t)r;
    foreground[(ptrdiff_t)row * stride] = (uint16_t)f;
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
    NAME(flow_similarity), NAME(cylinder_similarity), NAME(penalise_turns), NAME(count_at_least), NAME(mark_at_least),
    NAME(place),           NAME(reach_all),           NAME(round_places),   NAME(support),
    NAME(mark_near),       NAME(displace),            NAME(bend_block),     NAME(correlate),
    NAME(spread_maximum),  NAME(agree),
};
