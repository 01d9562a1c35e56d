// SPDX-License-Identifier: Apache-2.0
// Loops that find an eye: reduction, openings, discs and rings; see iris_kernels.h for what each one does.

// Vectors are handed only to functions that are inlined in the same file, so that no two callers can
// differ in how they pass them.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"

typedef uint8_t NAME(ir_u8x64) __attribute__((vector_size(64), aligned(1)));
typedef uint16_t NAME(ir_u16x32) __attribute__((vector_size(64), aligned(1)));
typedef uint16_t NAME(ir_u16x16) __attribute__((vector_size(32), aligned(1)));
typedef uint64_t NAME(ir_u64x8) __attribute__((vector_size(64), aligned(4)));
typedef uint64_t NAME(ir_u64x4) __attribute__((vector_size(32)));
typedef uint8_t NAME(ir_u8x32) __attribute__((vector_size(32), aligned(1)));
typedef uint8_t NAME(ir_u8x16) __attribute__((vector_size(16), aligned(1)));
typedef int16_t NAME(ir_i16x16) __attribute__((vector_size(32), aligned(2)));
typedef int16_t NAME(ir_i16x32) __attribute__((vector_size(64), aligned(2)));
typedef int32_t NAME(ir_i32x16) __attribute__((vector_size(64), aligned(4)));
typedef uint32_t NAME(ir_u32x16) __attribute__((vector_size(64), aligned(4)));
typedef float NAME(ir_f32x16) __attribute__((vector_size(64), aligned(4)));
typedef int32_t NAME(ir_i32x4) __attribute__((vector_size(16)));
typedef float NAME(ir_f32x4) __attribute__((vector_size(16)));
typedef int8_t NAME(ir_i8x16) __attribute__((vector_size(16), aligned(1)));

// a where the mask of a comparison is set, else b.
static inline __attribute__((always_inline)) NAME(ir_i32x16) NAME(ir_choose)(NAME(ir_i32x16) mask, NAME(ir_i32x16) a,
                                             NAME(ir_i32x16) b) {
  return (mask & a) | (~mask & b);
}

static inline __attribute__((always_inline)) NAME(ir_f32x16) NAME(ir_select)(NAME(ir_i32x16) mask, NAME(ir_f32x16) a,
                                             NAME(ir_f32x16) b) {
  return (NAME(ir_f32x16))NAME(ir_choose)(mask, (NAME(ir_i32x16))a, (NAME(ir_i32x16))b);
}

static void NAME(reduce_row)(const uint8_t *restrict rows, int32_t stride, int32_t factor,
                             int32_t count, uint8_t *restrict out) {
  int32_t x = 0;
  if (factor == 2) {
    for (; x + 32 <= count; x += 32) {
      NAME(ir_u16x32) a = *(const NAME(ir_u16x32) *)(rows + 2 * x);
      NAME(ir_u16x32) b = *(const NAME(ir_u16x32) *)(rows + stride + 2 * x);
      NAME(ir_u16x32) sum = (a & 255) + (a >> 8) + (b & 255) + (b >> 8);
      *(NAME(ir_u8x32) *)(out + x) = __builtin_convertvector(sum >> 2, NAME(ir_u8x32));
    }
  }
  if (factor == 4) {
    for (; x + 16 <= count; x += 16) {
      // Each lane holds two sums of 16 bits; four rows of two pixels need eleven.
      NAME(ir_u32x16) sum = {0};
      for (int32_t y = 0; y < 4; y++) {
        NAME(ir_u32x16) row = *(const NAME(ir_u32x16) *)(rows + y * stride + 4 * x);
        sum += (row & 0xff00ff) + (row >> 8 & 0xff00ff);
      }
      sum = ((sum & 0xffff) + (sum >> 16)) >> 4;
      *(NAME(ir_u8x16) *)(out + x) = __builtin_convertvector(sum, NAME(ir_u8x16));
    }
  }
  uint32_t area = (uint32_t)(factor * factor);
  for (; x < count; x++) {
    uint32_t sum = 0;
    for (int32_t y = 0; y < factor; y++) {
      const uint8_t *box = rows + y * stride + x * factor;
      for (int32_t i = 0; i < factor; i++) sum += box[i];
    }
    out[x] = (uint8_t)(sum / area);
  }
}

static void NAME(darker)(const uint8_t *a, const uint8_t *b, int32_t count, uint8_t *out) {
  int32_t i = 0;
  for (; i + 64 <= count; i += 64) {
    NAME(ir_u8x64) x = *(const NAME(ir_u8x64) *)(a + i), y = *(const NAME(ir_u8x64) *)(b + i);
    *(NAME(ir_u8x64) *)(out + i) = __builtin_elementwise_min(x, y);
  }
  for (; i < count; i++) out[i] = a[i] < b[i] ? a[i] : b[i];
}

static void NAME(lighter)(const uint8_t *a, const uint8_t *b, int32_t count, uint8_t *out) {
  int32_t i = 0;
  for (; i + 64 <= count; i += 64) {
    NAME(ir_u8x64) x = *(const NAME(ir_u8x64) *)(a + i), y = *(const NAME(ir_u8x64) *)(b + i);
    *(NAME(ir_u8x64) *)(out + i) = __builtin_elementwise_max(x, y);
  }
  for (; i < count; i++) out[i] = a[i] > b[i] ? a[i] : b[i];
}

static void NAME(smooth_row)(const uint8_t *restrict above, const uint8_t *restrict row,
                             const uint8_t *restrict below, int32_t count, uint8_t *restrict out) {
  for (int32_t i = 0; i < count; i++) {
    uint16_t left = (uint16_t)(above[i - 1] + 2 * row[i - 1] + below[i - 1]);
    uint16_t middle = (uint16_t)(above[i] + 2 * row[i] + below[i]);
    uint16_t right = (uint16_t)(above[i + 1] + 2 * row[i + 1] + below[i + 1]);
    out[i] = (uint8_t)((uint16_t)(left + 2 * middle + right) >> 4);
  }
}

// The sum over columns x0..<x1 and rows y0..<y1 about the places of an integral image.
#define IRIS_BOX(type, plane, x0, y0, x1, y1)                                        \
  (*(const type *)((plane) + (y1) * stride + (x1)) - *(const type *)((plane) + (y1) * stride + (x0)) - \
   *(const type *)((plane) + (y0) * stride + (x1)) + *(const type *)((plane) + (y0) * stride + (x0)))

static inline __attribute__((always_inline)) NAME(ir_f32x16) NAME(ir_step)(NAME(ir_i32x16) sum, float share, NAME(ir_f32x16) mean,
                                           float clamp) {
  NAME(ir_f32x16) step = __builtin_convertvector(sum, NAME(ir_f32x16)) * share - mean;
  return NAME(ir_select)(step < clamp, step, (NAME(ir_f32x16)){0} + clamp);
}

static inline __attribute__((always_inline)) void NAME(ir_discs)(const int32_t *sums, const uint32_t *squares, int32_t stride,
                                  const ck_disc_shape *s, float *best, float *radii) {
  int32_t inner = s->inner, near = s->near, far = s->far, half = s->half;
  NAME(ir_f32x16) zero = {0};
  NAME(ir_i32x16) sum = IRIS_BOX(NAME(ir_i32x16), sums, -inner, -inner, inner + 1, inner + 1);
  NAME(ir_f32x16) mean = __builtin_convertvector(sum, NAME(ir_f32x16)) * s->inner_share;
  NAME(ir_i32x16) left = IRIS_BOX(NAME(ir_i32x16), sums, -far, -half, 1 - near, half + 1);
  NAME(ir_i32x16) right = IRIS_BOX(NAME(ir_i32x16), sums, near, -half, far + 1, half + 1);
  NAME(ir_i32x16) above = IRIS_BOX(NAME(ir_i32x16), sums, -half, -far, half + 1, 1 - near);
  NAME(ir_i32x16) below = IRIS_BOX(NAME(ir_i32x16), sums, -half, near, half + 1, far + 1);
  NAME(ir_f32x16) l = NAME(ir_step)(left, s->outer_share, mean, s->clamp);
  NAME(ir_f32x16) r = NAME(ir_step)(right, s->outer_share, mean, s->clamp);
  NAME(ir_f32x16) u = NAME(ir_step)(above, s->outer_share, mean, s->clamp);
  NAME(ir_f32x16) d = NAME(ir_step)(below, s->outer_share, mean, s->clamp);
  NAME(ir_f32x16) sides = NAME(ir_select)(l < r, l, r) + 0.25f * (l + r);
  NAME(ir_f32x16) poles = 0.5f * d + 0.25f * u;
  NAME(ir_f32x16) even = sides + poles - s->dark * mean;
  NAME(ir_f32x16) old = *(NAME(ir_f32x16) *)best, radius = *(NAME(ir_f32x16) *)radii;
  // Unevenness only lowers a score: mostly there is no need to know it.
  if (!__builtin_reduce_or(even > old)) return;
  NAME(ir_u32x16) square = IRIS_BOX(NAME(ir_u32x16), squares, -inner, -inner, inner + 1, inner + 1);
  NAME(ir_f32x16) variance =
      __builtin_convertvector((NAME(ir_i32x16))square, NAME(ir_f32x16)) * s->inner_share - mean * mean;
  NAME(ir_f32x16) positive = NAME(ir_select)(variance > 0, variance, zero);
  NAME(ir_f32x16) value = even - __builtin_elementwise_sqrt(positive);
  *(NAME(ir_f32x16) *)radii = NAME(ir_select)(value > old, zero + s->radius, radius);
  *(NAME(ir_f32x16) *)best = NAME(ir_select)(value > old, value, old);
}

static void NAME(disc_row)(const int32_t *sums, const uint32_t *squares, int32_t stride,
                           const ck_disc_shape *shape, int32_t count, float *best, float *radii) {
  int32_t x = 0;
  for (; x + 16 <= count; x += 16) {
    NAME(ir_discs)(sums + x, squares + x, stride, shape, best + x, radii + x);
  }
  if (x == count) return;
  // What is left is less than a vector: its places are scored in copies.
  float last[16] = {0}, last_radii[16] = {0};
  memcpy(last, best + x, sizeof(float) * (size_t)(count - x));
  memcpy(last_radii, radii + x, sizeof(float) * (size_t)(count - x));
  NAME(ir_discs)(sums + x, squares + x, stride, shape, last, last_radii);
  memcpy(best + x, last, sizeof(float) * (size_t)(count - x));
  memcpy(radii + x, last_radii, sizeof(float) * (size_t)(count - x));
}
#undef IRIS_BOX

// Samples of two neighbouring directions, 16 centres each.
static inline __attribute__((always_inline)) NAME(ir_i16x32) NAME(ir_wide)(const uint8_t *samples) {
  return __builtin_convertvector(*(const NAME(ir_u8x32) *)samples, NAME(ir_i16x32));
}

static inline __attribute__((always_inline)) NAME(ir_i16x32)
NAME(ir_held)(NAME(ir_i16x32) step, int16_t low, int16_t high) {
  NAME(ir_i16x32) zero = {0};
  return __builtin_elementwise_min(__builtin_elementwise_max(step, zero + low), zero + high);
}

// Both directions added up. Sums of 32 steps within -255...255, weighted by 2 at most, stay within 16 bits.
static inline __attribute__((always_inline)) NAME(ir_i16x16) NAME(ir_folded)(NAME(ir_i16x32) sums) {
  return __builtin_shufflevector(sums, sums, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) +
         __builtin_shufflevector(sums, sums, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
}

static inline __attribute__((always_inline)) NAME(ir_i32x16) NAME(ir_long)(NAME(ir_i16x32) sums) {
  return __builtin_convertvector(NAME(ir_folded)(sums), NAME(ir_i32x16));
}

static inline __attribute__((always_inline)) NAME(ir_f32x16) NAME(ir_float)(NAME(ir_i32x16) sums) {
  return __builtin_convertvector(sums, NAME(ir_f32x16));
}

static inline __attribute__((always_inline)) void NAME(ir_keep)(NAME(ir_f32x16) score, int32_t ring, float *best, float *radii) {
  NAME(ir_f32x16) old = *(NAME(ir_f32x16) *)best, radius = *(NAME(ir_f32x16) *)radii;
  *(NAME(ir_f32x16) *)radii =
      NAME(ir_select)(score > old, (NAME(ir_f32x16)){0} + (float)ring, radius);
  *(NAME(ir_f32x16) *)best = NAME(ir_select)(score > old, score, old);
}

// The weighted steps across a ring plus `support` for every direction that has one.
static inline __attribute__((always_inline)) NAME(ir_f32x16)
NAME(ir_edge)(const uint8_t *ring, const NAME(ir_i16x32) *parts, const ck_pupil_ring_rules *rules) {
  NAME(ir_i16x32) steps = {0}, support = {0};
  for (int32_t i = 0; i < 16; i++) {
    const uint8_t *place = ring + 32 * i;
    NAME(ir_i16x32) step = NAME(ir_wide)(place + 512) - NAME(ir_wide)(place - 512);
    steps += NAME(ir_held)(step, rules->low, rules->high) * parts[i];
    support += (NAME(ir_i16x32))(step > rules->least) & parts[i];
  }
  return NAME(ir_float)(NAME(ir_long)(steps)) + rules->support * NAME(ir_float)(NAME(ir_long)(support));
}

static void NAME(pupil_rings)(const uint8_t *restrict centres, const int32_t *restrict offsets,
                              int32_t count, int32_t smallest, const uint8_t *restrict weights,
                              const ck_pupil_ring_rules *restrict rules, uint8_t *restrict samples,
                              float *restrict best, float *restrict radii) {
  for (int32_t i = 0; i < 32 * count; i++) memcpy(samples + 16 * i, centres + offsets[i], 16);
  NAME(ir_i16x32) parts[16];
  for (int32_t i = 0; i < 512; i++) parts[i / 32][i % 32] = weights[i / 16];
  NAME(ir_f32x16) zero = {0}, sums = {0}, squares = {0};
  float area = 0;
  for (int32_t ring = 1; ring < count - 1; ring++) {
    float weight = (float)ring - 0.5f;
    // Sums of squares need 21 bits: their lower and upper bytes are added up apart.
    NAME(ir_i16x32) sum = {0}, low = {0}, high = {0};
    for (int32_t i = 0; i < 16; i++) {
      NAME(ir_i16x32) value = NAME(ir_wide)(samples + 512 * (ring - 1) + 32 * i);
      NAME(ir_u16x32) square = (NAME(ir_u16x32))value * (NAME(ir_u16x32))value;
      sum += value;
      low += (NAME(ir_i16x32))(square & 255);
      high += (NAME(ir_i16x32))(square >> 8);
    }
    NAME(ir_i32x16) square = NAME(ir_long)(low) + (NAME(ir_long)(high) << 8);
    sums += NAME(ir_float)(NAME(ir_long)(sum)) * weight;
    squares += NAME(ir_float)(square) * weight;
    area += 32 * weight;
    if (ring < smallest) continue;
    float share = 1 / area;
    NAME(ir_f32x16) mean = sums * share;
    NAME(ir_f32x16) variance = squares * share - mean * mean;
    NAME(ir_f32x16) deviation = __builtin_elementwise_sqrt(NAME(ir_select)(variance < 0, zero, variance));
    NAME(ir_f32x16) excess = mean - rules->black;
    NAME(ir_f32x16) bright = NAME(ir_select)(excess < 0, zero, excess);
    NAME(ir_f32x16) edge = NAME(ir_edge)(samples + 512 * ring, parts, rules) * rules->share;
    NAME(ir_f32x16) score = edge - rules->bright * bright - rules->uneven * deviation;
    NAME(ir_keep)(score, ring, best, radii);
  }
}

static void NAME(limbus_rings)(const uint8_t *restrict centres, const int32_t *restrict offsets,
                               int32_t count, int32_t gap, int16_t low, int16_t high,
                               uint8_t *restrict samples, float *restrict best,
                               float *restrict radii) {
  for (int32_t i = 0; i < 32 * count; i++) memcpy(samples + 16 * i, centres + offsets[i], 16);
  for (int32_t ring = gap; ring < count - gap; ring++) {
    const uint8_t *outside = samples + 512 * (ring + gap), *inside = samples + 512 * (ring - gap);
    NAME(ir_i16x32) right = {0}, left = {0};
    for (int32_t i = 0; i < 256; i += 32) {
      right += NAME(ir_held)(NAME(ir_wide)(outside + i) - NAME(ir_wide)(inside + i), low, high);
      left += NAME(ir_held)(NAME(ir_wide)(outside + 256 + i) - NAME(ir_wide)(inside + 256 + i), low, high);
    }
    NAME(ir_i32x16) a = NAME(ir_long)(right), b = NAME(ir_long)(left);
    NAME(ir_f32x16) weaker = NAME(ir_float)(__builtin_elementwise_min(a, b)) * 0.03125f;
    NAME(ir_keep)(NAME(ir_float)(a + b) * 0.015625f + weaker, ring, best, radii);
  }
}

#pragma clang diagnostic pop
