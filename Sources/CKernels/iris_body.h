// SPDX-License-Identifier: Apache-2.0
// Loops of iris segmentation, coding and comparison; see iris_kernels.h for what each one does.

// Vectors are handed only to functions that are inlined in the same file, so that no two callers can
// differ in how they pass them.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"

typedef uint8_t NAME(ir_u8x64) __attribute__((vector_size(64), aligned(1)));
typedef uint16_t NAME(ir_u16x32) __attribute__((vector_size(64), aligned(1)));
typedef uint8_t NAME(ir_u8x32) __attribute__((vector_size(32), aligned(1)));
typedef uint8_t NAME(ir_u8x16) __attribute__((vector_size(16), aligned(1)));
typedef int16_t NAME(ir_i16x16) __attribute__((vector_size(32), aligned(2)));
typedef int32_t NAME(ir_i32x16) __attribute__((vector_size(64), aligned(4)));
typedef uint32_t NAME(ir_u32x16) __attribute__((vector_size(64), aligned(4)));
typedef float NAME(ir_f32x16) __attribute__((vector_size(64), aligned(4)));
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
  NAME(ir_u32x16) square = IRIS_BOX(NAME(ir_u32x16), squares, -inner, -inner, inner + 1, inner + 1);
  NAME(ir_f32x16) mean = __builtin_convertvector(sum, NAME(ir_f32x16)) * s->inner_share;
  NAME(ir_f32x16) variance =
      __builtin_convertvector((NAME(ir_i32x16))square, NAME(ir_f32x16)) * s->inner_share - mean * mean;
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
  NAME(ir_f32x16) positive = NAME(ir_select)(variance > 0, variance, zero);
  NAME(ir_f32x16) value =
      sides + poles - s->dark * mean - __builtin_elementwise_sqrt(positive);
  NAME(ir_f32x16) old = *(NAME(ir_f32x16) *)best, radius = *(NAME(ir_f32x16) *)radii;
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

static inline __attribute__((always_inline)) NAME(ir_i16x16) NAME(ir_wide)(const uint8_t *samples) {
  return __builtin_convertvector(*(const NAME(ir_u8x16) *)samples, NAME(ir_i16x16));
}

static inline __attribute__((always_inline)) NAME(ir_i16x16) NAME(ir_held)(NAME(ir_i16x16) step, int16_t low, int16_t high) {
  NAME(ir_i16x16) zero = {0};
  return __builtin_elementwise_min(__builtin_elementwise_max(step, zero + low), zero + high);
}

// Sums of 32 steps within -255...255, weighted by 2 at most, stay within 16 bits.
static inline __attribute__((always_inline)) NAME(ir_f32x16) NAME(ir_float)(NAME(ir_i16x16) sums) {
  return __builtin_convertvector(__builtin_convertvector(sums, NAME(ir_i32x16)), NAME(ir_f32x16));
}

static inline __attribute__((always_inline)) void NAME(ir_keep)(NAME(ir_f32x16) score, int32_t ring, float *best, float *radii) {
  NAME(ir_f32x16) old = *(NAME(ir_f32x16) *)best, radius = *(NAME(ir_f32x16) *)radii;
  *(NAME(ir_f32x16) *)radii =
      NAME(ir_select)(score > old, (NAME(ir_f32x16)){0} + (float)ring, radius);
  *(NAME(ir_f32x16) *)best = NAME(ir_select)(score > old, score, old);
}

static void NAME(pupil_rings)(const uint8_t *restrict centres, const int32_t *restrict offsets,
                              int32_t count, int32_t smallest, const uint8_t *restrict weights,
                              const ck_pupil_ring_rules *restrict rules, uint8_t *restrict samples,
                              float *restrict best, float *restrict radii) {
  for (int32_t i = 0; i < 32 * count; i++) memcpy(samples + 16 * i, centres + offsets[i], 16);
  NAME(ir_f32x16) zero = {0}, sums = {0}, squares = {0};
  float area = 0;
  for (int32_t ring = 1; ring < count - 1; ring++) {
    float weight = (float)ring - 0.5f;
    NAME(ir_i16x16) sum = {0};
    NAME(ir_i32x16) square = {0};
    for (int32_t i = 0; i < 32; i++) {
      NAME(ir_i16x16) value = NAME(ir_wide)(samples + 512 * (ring - 1) + 16 * i);
      sum += value;
      NAME(ir_i32x16) wide = __builtin_convertvector(value, NAME(ir_i32x16));
      square += wide * wide;
    }
    sums += NAME(ir_float)(sum) * weight;
    squares += __builtin_convertvector(square, NAME(ir_f32x16)) * weight;
    area += 32 * weight;
    if (ring < smallest) continue;
    float share = 1 / area;
    NAME(ir_f32x16) mean = sums * share;
    NAME(ir_f32x16) variance = squares * share - mean * mean;
    NAME(ir_f32x16) deviation = __builtin_elementwise_sqrt(NAME(ir_select)(variance < 0, zero, variance));
    NAME(ir_f32x16) excess = mean - rules->black;
    NAME(ir_f32x16) bright = NAME(ir_select)(excess < 0, zero, excess);
    NAME(ir_i16x16) steps = {0}, support = {0};
    for (int32_t i = 0; i < 32; i++) {
      const uint8_t *place = samples + 512 * ring + 16 * i;
      NAME(ir_i16x16) step = NAME(ir_wide)(place + 512) - NAME(ir_wide)(place - 512);
      int16_t part = weights[i];
      steps += NAME(ir_held)(step, rules->low, rules->high) * part;
      support += (NAME(ir_i16x16))(step > rules->least) & part;
    }
    NAME(ir_f32x16) edge =
        (NAME(ir_float)(steps) + rules->support * NAME(ir_float)(support)) * rules->share;
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
    NAME(ir_i16x16) sides[2] = {{0}, {0}};
    for (int32_t i = 0; i < 32; i++) {
      NAME(ir_i16x16) step = NAME(ir_wide)(outside + 16 * i) - NAME(ir_wide)(inside + 16 * i);
      sides[i / 16] += NAME(ir_held)(step, low, high);
    }
    NAME(ir_f32x16) weaker =
        NAME(ir_float)(__builtin_elementwise_min(sides[0], sides[1])) * 0.03125f;
    NAME(ir_keep)(NAME(ir_float)(sides[0] + sides[1]) * 0.015625f + weaker, ring, best, radii);
  }
}

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

static int64_t NAME(band_power)(const uint8_t *restrict first, int32_t stride, int32_t count) {
  static const int32_t quarter[5][5] = {
      {-40, -24, 0, 5, 2}, {-24, -12, 3, 5, 2}, {0, 3, 5, 4, 1}, {5, 5, 4, 2, 1}, {2, 2, 1, 1, 0}};
  int64_t power = 0;
  // Every pixel of a stretch is filtered, and every fourth one used: contiguous loads win.
  for (int32_t start = 0; start < count; start += 16) {
    int32_t places = count - start < 16 ? count - start : 16, width = 4 * places - 3;
    const uint8_t *middle = first + 4 * start;
    int32_t response[64] = {0};
    for (int32_t y = 0; y < 5; y++) {
      uint16_t pair[72];
      const uint8_t *above = middle - y * stride - 4, *below = middle + y * stride - 4;
      for (int32_t x = 0; x < width + 8; x++) pair[x] = (uint16_t)(y ? above[x] + below[x] : above[x]);
      const int32_t *taps = quarter[y];
      for (int32_t x = 0; x < width; x++) {
        int32_t sum = taps[0] * pair[x + 4];
        for (int32_t t = 1; t < 5; t++) sum += taps[t] * (pair[x + 4 - t] + pair[x + 4 + t]);
        response[x] += sum;
      }
    }
    for (int32_t i = 0; i < places; i++) power += (int64_t)response[4 * i] * response[4 * i];
  }
  return power;
}

static void NAME(compare_turns)(const uint32_t *restrict code, const uint32_t *restrict mask,
                                const uint32_t *restrict other, const uint32_t *restrict other_mask,
                                int32_t count, int32_t first, int32_t step, int32_t turns,
                                ck_turn_bits *restrict out) {
  for (int32_t number = 0; number < turns; number++) {
    const uint32_t *a = other + first + number * step, *b = other_mask + first + number * step;
    NAME(ir_u32x16) common = {0}, differing = {0};
    for (int32_t i = 0; i < count; i += 16) {
      NAME(ir_u32x16) valid = *(const NAME(ir_u32x16) *)(mask + i) & *(const NAME(ir_u32x16) *)(b + i);
      NAME(ir_u32x16) off =
          (*(const NAME(ir_u32x16) *)(code + i) ^ *(const NAME(ir_u32x16) *)(a + i)) & valid;
      common += __builtin_elementwise_popcount(valid);
      differing += __builtin_elementwise_popcount(off);
    }
    out[number].common = (int32_t)__builtin_reduce_add(common);
    out[number].differing = (int32_t)__builtin_reduce_add(differing);
  }
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
    .filter_row = NAME(filter_row),
    .band_power = NAME(band_power),
    .compare_turns = NAME(compare_turns),
};

#pragma clang diagnostic pop
