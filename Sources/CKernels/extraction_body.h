// SPDX-License-Identifier: Apache-2.0
// Loops of minutia extraction; see extraction_kernels.h for what each one does.

typedef float NAME(v8) __attribute__((vector_size(32), aligned(4)));
#define V8 NAME(v8)

typedef int16_t NAME(i16x8) __attribute__((vector_size(16), aligned(2)));
typedef int32_t NAME(i32x8) __attribute__((vector_size(32), aligned(4)));
typedef int16_t NAME(i16x16) __attribute__((vector_size(32), aligned(2)));
typedef int32_t NAME(i32x16) __attribute__((vector_size(64), aligned(4)));
#define I8 NAME(i16x8)
#define J8 NAME(i32x8)
#define I16 NAME(i16x16)
#define J16 NAME(i32x16)
/// One unit of normalised grey or response.
#define UNIT 4096.0f

#define LOAD(p) (*(const V8 *)(p))
#define STORE(p, v) (*(V8 *)(p) = (v))

/// Adds the lanes in the order that the Swift twin uses.
static inline float NAME(lanes)(const V8 *v) {
  const V8 w = *v;
  return ((w[0] + w[4]) + (w[2] + w[6])) + ((w[1] + w[5]) + (w[3] + w[7]));
}

/// One direction of the Gaussian: neighbours of an element lie `step` apart. Whole vectors are
/// written, then what fell into the margin is zeroed again.
static void NAME(smooth)(const float *from, float *to, int32_t width, int32_t height, int32_t stride,
                         int32_t step, const float *half, int32_t radius) {
  for (int32_t y = 0; y < height; y++) {
    const float *in = from + (ptrdiff_t)y * stride;
    float *out = to + (ptrdiff_t)y * stride;
    int32_t x = 0;
    for (; x < width; x += 8) {
      V8 sum = half[0] * LOAD(in + x);
      for (int32_t k = 1; k <= radius; k++) {
        const float *p = in + x;
        sum += half[k] * (LOAD(p - (ptrdiff_t)k * step) + LOAD(p + (ptrdiff_t)k * step));
      }
      STORE(out + x, sum);
    }
    for (int32_t end = width; end < x; end++) out[end] = 0;
  }
}

static void NAME(gaussian)(const float *from, float *scratch, float *to, int32_t width,
                           int32_t height, int32_t stride, int32_t step, const float *half,
                           int32_t radius) {
  NAME(smooth)(from, scratch, width, height, stride, step, half, radius);
  NAME(smooth)(scratch, to, width, height, stride, stride, half, radius);
}

static void NAME(cell_sums)(const uint8_t *pixels, int32_t stride, int32_t cells, float *sum,
                            float *square) {
  typedef uint8_t u8x8 __attribute__((vector_size(8), aligned(1)));
  typedef uint16_t u16x8 __attribute__((vector_size(16), aligned(2)));
  typedef uint32_t u32x8 __attribute__((vector_size(32), aligned(4)));
  for (int32_t c = 0; c < cells; c++) {
    u16x8 s = {0};
    u32x8 q = {0};
    for (int32_t y = 0; y < 8; y++) {
      u16x8 v = __builtin_convertvector(*(const u8x8 *)(pixels + 8 * c + y * stride), u16x8);
      s += v;
      q += __builtin_convertvector(v * v, u32x8);
    }
    uint32_t total = 0, squares = 0;
    for (int32_t x = 0; x < 8; x++) total += s[x], squares += q[x];
    sum[c] = (float)total;
    square[c] = (float)squares;
  }
}

static void NAME(normalise_row)(const uint8_t *pixels, int32_t cells, const float *mean,
                                const float *gain, float clip, int16_t *out) {
  const V8 left = {.4375f, .3125f, .1875f, .0625f, 0, 0, 0, 0};
  const V8 centre = {.5625f, .6875f, .8125f, .9375f, .9375f, .8125f, .6875f, .5625f};
  const V8 right = {0, 0, 0, 0, .0625f, .1875f, .3125f, .4375f};
  typedef uint8_t u8x8 __attribute__((vector_size(8), aligned(1)));
  V8 top = clip - (V8){0}, bottom = -clip - (V8){0};
  for (int32_t c = 0; c < cells; c++) {
    V8 m = left * mean[c] + centre * mean[c + 1] + right * mean[c + 2];
    V8 g = left * gain[c] + centre * gain[c + 1] + right * gain[c + 2];
    V8 grey = __builtin_convertvector(*(const u8x8 *)(pixels + 8 * c), V8);
    V8 v = (m - grey) * g;
    v = __builtin_elementwise_min(__builtin_elementwise_max(v, bottom), top) * UNIT;
    *(I8 *)(out + 8 * c) = __builtin_convertvector(__builtin_convertvector(v, J8), I8);
  }
}

static void NAME(half_tensor)(const int16_t *plane, int32_t stride, int32_t cells, float *scratch,
                              float *a, float *b, float *e) {
  int32_t half = 4 * cells, pitch = half + 16;
  float *rows = scratch + 8, *sums = scratch + 6 * (ptrdiff_t)pitch;
  for (int32_t y = 0; y < 6; y++) {
    const int16_t *up = plane + (ptrdiff_t)(2 * y - 2) * stride, *down = up + stride;
    float *restrict out = rows + (ptrdiff_t)y * pitch;
    for (int32_t x = -1; x <= half; x++) {
      int32_t sum = up[2 * x] + down[2 * x] + up[2 * x + 1] + down[2 * x + 1];
      out[x] = (float)sum * (1 / UNIT);
    }
  }
  float *restrict sa = sums, *restrict sb = sums + half, *restrict se = sums + 2 * half;
  memset(sums, 0, 3 * (size_t)half * sizeof(float));
  for (int32_t y = 1; y <= 4; y++) {
    const float *restrict r1 = rows + (ptrdiff_t)y * pitch, *restrict r0 = r1 - pitch,
                *restrict r2 = r1 + pitch;
    for (int32_t x = 0; x < half; x++) {
      float dx = (r0[x + 1] - r0[x - 1]) + 2 * (r1[x + 1] - r1[x - 1]) + (r2[x + 1] - r2[x - 1]);
      float dy = (r2[x - 1] - r0[x - 1]) + 2 * (r2[x] - r0[x]) + (r2[x + 1] - r0[x + 1]);
      float xx = dx * dx, yy = dy * dy;
      sa[x] += xx - yy;
      sb[x] += 2 * dx * dy;
      se[x] += xx + yy;
    }
  }
  for (int32_t c = 0; c < cells; c++) {
    int32_t x = 4 * c;
    a[c] = (sa[x] + sa[x + 2]) + (sa[x + 1] + sa[x + 3]);
    b[c] = (sb[x] + sb[x + 2]) + (sb[x + 1] + sb[x + 3]);
    e[c] = (se[x] + se[x + 2]) + (se[x + 1] + se[x + 3]);
  }
}

static void NAME(orient)(int32_t count, const float *restrict x, const float *restrict y,
                         float *restrict cosine, float *restrict sine, uint8_t *restrict angle) {
  for (int32_t i = 0; i < count; i++) {
    float length = sqrtf(x[i] * x[i] + y[i] * y[i]);
    int none = length < 1e-9f;
    float inverse = 1 / (none ? 1 : length);
    float c = none ? 1 : x[i] * inverse, s = none ? 0 : y[i] * inverse;
    cosine[i] = c;
    sine[i] = s;
    // Arc tangent by Abramowitz and Stegun 4.4.47, then half the angle as 32 steps of pi/32.
    float ac = fabsf(c), as = fabsf(s);
    float low = ac < as ? ac : as, high = ac < as ? as : ac;
    float t = low / high, t2 = t * t;
    float r = t * (0.9998660f + t2 * (-0.3302995f + t2 * (0.1801410f + t2 * (-0.0851330f + t2 * 0.0208351f))));
    r = as > ac ? 1.57079633f - r : r;
    r = c < 0 ? 3.14159265f - r : r;
    r = s < 0 ? 6.28318531f - r : r;
    angle[i] = (uint8_t)((int32_t)(r * 5.09295818f + 0.5f) & 31);
  }
}

static void NAME(ridge_spectrum)(const int16_t *centre, const int32_t *offsets, const float *cosines,
                                 const float *sines, float *power) {
  float signal[32], mean = 0;
  for (int32_t u = 0; u < 32; u++) {
    const int32_t *o = offsets + 9 * u;
    int32_t s = 0;
    for (int32_t t = 0; t < 9; t++) s += centre[o[t]];
    signal[u] = (float)s * (1 / UNIT);
    mean += signal[u];
  }
  mean /= 32;
  float energy = 1e-3f;
  V8 c0 = {0}, c1 = {0}, s0 = {0}, s1 = {0};
  for (int32_t u = 0; u < 32; u++) {
    float v = signal[u] - mean;
    energy += v * v;
    V8 w = v - (V8){0};
    c0 += w * LOAD(cosines + 16 * u);
    c1 += w * LOAD(cosines + 16 * u + 8);
    s0 += w * LOAD(sines + 16 * u);
    s1 += w * LOAD(sines + 16 * u + 8);
  }
  float inverse = 1 / energy;
  STORE(power, (c0 * c0 + s0 * s0) * inverse);
  STORE(power + 8, (c1 * c1 + s1 * s1) * inverse);
}

static void NAME(clear_cell)(int16_t *out, int32_t stride) {
  for (int32_t y = 0; y < 8; y++) *(I8 *)(out + (ptrdiff_t)y * stride) = (I8){0};
}

/// Eight pixels of two rows side by side.
#define ROWS(p, stride)                                                                          \
  __builtin_shufflevector(*(const I8 *)(p), *(const I8 *)((p) + (stride)), 0, 1, 2, 3, 4, 5, 6, 7, \
                          8, 9, 10, 11, 12, 13, 14, 15)
/// The upper half of the products of lanes with a weight in 65536ths; rounds down.
#define WEIGH(v, weight)                                                                       \
  __builtin_convertvector(                                                                     \
      (__builtin_convertvector(v, J16) * __builtin_convertvector((weight) - (I16){0}, J16)) >> 16, \
      I16)
/// Writes two rows that lie side by side.
#define PUT_ROWS(p, stride, v)                                                            \
  do {                                                                                    \
    *(I8 *)(p) = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7);                     \
    *(I8 *)((p) + (stride)) = __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15); \
  } while (0)

static void NAME(along)(const int16_t *plane, int16_t *out, int32_t stride, int32_t cells,
                        const uint8_t *active, const uint8_t *angle, const int32_t *starts,
                        const ck_along_tap *taps) {
  const ptrdiff_t two = 2 * (ptrdiff_t)stride;
  for (int32_t c = 0; c < cells; c++) {
    int16_t *o = out + 8 * c;
    if (!active[c]) {
      NAME(clear_cell)(o, stride);
      continue;
    }
    const ck_along_tap *first = taps + starts[angle[c]], *end = taps + starts[angle[c] + 1];
    const int16_t *p = plane + 8 * c;
    // Each product was rounded down by half a unit on average.
    const int16_t bias = (int16_t)(end - first);
    const int16_t w = first->first_weight;
    I16 r0 = WEIGH(ROWS(p, stride), w) + bias, r1 = WEIGH(ROWS(p + two, stride), w) + bias;
    I16 r2 = WEIGH(ROWS(p + 2 * two, stride), w) + bias,
        r3 = WEIGH(ROWS(p + 3 * two, stride), w) + bias;
    for (const ck_along_tap *t = first + 1; t < end; t++) {
      const int16_t *l = p + t->first, *r = p - t->first, *m = p + t->second, *n = p - t->second;
      const int16_t u = t->first_weight, v = t->second_weight;
#define STEP(k)                                                              \
  (WEIGH(ROWS(l + (k) * two, stride) + ROWS(r + (k) * two, stride), u) +     \
   WEIGH(ROWS(m + (k) * two, stride) + ROWS(n + (k) * two, stride), v))
      r0 += STEP(0);
      r1 += STEP(1);
      r2 += STEP(2);
      r3 += STEP(3);
#undef STEP
    }
    PUT_ROWS(o, stride, r0);
    PUT_ROWS(o + two, stride, r1);
    PUT_ROWS(o + 2 * two, stride, r2);
    PUT_ROWS(o + 3 * two, stride, r3);
  }
}

static inline __attribute__((always_inline)) void NAME(across_cell)(
    const int16_t *plane, ptrdiff_t stride, int16_t *even, int16_t *odd, ptrdiff_t out_stride,
    const ck_across_tap *first, const ck_across_tap *end) {
  const ptrdiff_t two = 2 * stride;
  const int16_t even_bias = (int16_t)((end - first) / 2), odd_bias = (int16_t)((end - first - 1) / 2);
  for (int32_t half = 0; half < 2; half++) {
    const int16_t *p = plane + 2 * half * two;
    I16 e0 = WEIGH(ROWS(p, stride), first->even) + even_bias;
    I16 e1 = WEIGH(ROWS(p + two, stride), first->even) + even_bias;
    I16 o0 = odd_bias - (I16){0}, o1 = o0;
    for (const ck_across_tap *t = first + 1; t < end; t++) {
      const int16_t *l = p + t->offset, *r = p - t->offset;
      I16 a = ROWS(l, stride), b = ROWS(r, stride);
      I16 c = ROWS(l + two, stride), d = ROWS(r + two, stride);
      e0 += WEIGH(a + b, t->even);
      e1 += WEIGH(c + d, t->even);
      if (!odd) continue;
      o0 += WEIGH(a - b, t->odd);
      o1 += WEIGH(c - d, t->odd);
    }
    int16_t *q = even + 4 * half * out_stride;
    PUT_ROWS(q, out_stride, e0);
    PUT_ROWS(q + 2 * out_stride, out_stride, e1);
    if (!odd) continue;
    q = odd + 4 * half * out_stride;
    PUT_ROWS(q, out_stride, o0);
    PUT_ROWS(q + 2 * out_stride, out_stride, o1);
  }
}

static void NAME(across)(const int16_t *plane, int32_t stride, int16_t *even, int16_t *odd,
                         int32_t out_stride, int32_t cells, const uint8_t *active,
                         const uint16_t *wave, const int32_t *starts, const ck_across_tap *taps) {
  for (int32_t c = 0; c < cells; c++) {
    ptrdiff_t at = 8 * c;
    if (!active[c]) {
      NAME(clear_cell)(even + at, out_stride);
      if (odd) NAME(clear_cell)(odd + at, out_stride);
      continue;
    }
    const ck_across_tap *first = taps + starts[wave[c]], *end = taps + starts[wave[c] + 1];
    if (odd) {
      NAME(across_cell)(plane + at, stride, even + at, odd + at, out_stride, first, end);
    } else {
      NAME(across_cell)(plane + at, stride, even + at, 0, out_stride, first, end);
    }
  }
}

/// Eight fixed-point numbers as whole floats.
#define FLOATS(p) __builtin_convertvector(__builtin_convertvector(*(const I8 *)(p), J8), V8)

static void NAME(cell_energies)(const int16_t *even, int32_t even_stride, const int16_t *plane,
                                int32_t stride, int32_t cells, const uint8_t *active, float *a,
                                float *b, float *e, float *response, float *total) {
  const float scale = 1 / (UNIT * UNIT);
  for (int32_t c = 0; c < cells; c++) {
    V8 sa = {0}, sb = {0}, se = {0}, sr = {0}, st = {0};
    if (active[c]) {
      for (int32_t y = 0; y < 8; y++) {
        const int16_t *p = even + 8 * c + (ptrdiff_t)y * even_stride;
        V8 dx = FLOATS(p + 1) - FLOATS(p - 1);
        V8 dy = FLOATS(p + even_stride) - FLOATS(p - even_stride);
        V8 v = FLOATS(p), n = FLOATS(plane + 8 * c + (ptrdiff_t)y * stride);
        V8 xx = dx * dx, yy = dy * dy;
        sa += xx - yy;
        sb += dx * dy;
        se += xx + yy;
        sr += v * v;
        st += n * n;
      }
    }
    a[c] = NAME(lanes)(&sa) * scale;
    b[c] = NAME(lanes)(&sb) * (2 * scale);
    e[c] = NAME(lanes)(&se) * scale;
    response[c] = NAME(lanes)(&sr) * scale;
    total[c] = NAME(lanes)(&st) * scale;
  }
}

static void NAME(blend_frequency)(int32_t count, const float *restrict gradient,
                                  const float *restrict response, float low, float high,
                                  float weight, float *restrict frequency) {
  for (int32_t i = 0; i < count; i++) {
    int known = response[i] > 1e-6f;
    float s = 0.5f * sqrtf(gradient[i] / (known ? response[i] : 1));
    s = s < 1 ? s : 1;
    // Arc sine by Abramowitz and Stegun 4.4.45, as a share of a turn.
    float r = 1.5707288f + s * (-0.2121144f + s * (0.0742610f + s * -0.0187293f));
    float f = (1.57079633f - sqrtf(1 - s) * r) * 0.159154943f;
    f = f < low ? low : f;
    f = f > high ? high : f;
    frequency[i] = known ? (1 - weight) * frequency[i] + weight * f : frequency[i];
  }
}

static void NAME(sign_changes)(const int16_t *even, const int16_t *odd, int32_t stride,
                               int32_t count, uint8_t *changes) {
  typedef uint8_t u8x16 __attribute__((vector_size(16), aligned(1)));
#define POSITIVE(p) (*(const I16 *)(p) > 0)
  for (int32_t x = 0; x < count; x += 16) {
    const int16_t *e = even + x, *o = odd + x;
    I16 ea = POSITIVE(e), eb = POSITIVE(e + 1), ec = POSITIVE(e + stride), ed = POSITIVE(e + stride + 1);
    I16 oa = POSITIVE(o), ob = POSITIVE(o + 1), oc = POSITIVE(o + stride), od = POSITIVE(o + stride + 1);
    I16 ce = (ea | eb | ec | ed) & ~(ea & eb & ec & ed);
    I16 co = (oa | ob | oc | od) & ~(oa & ob & oc & od);
    *(u8x16 *)(changes + x) = __builtin_convertvector((ce & 1) | (co & 2), u8x16);
  }
#undef POSITIVE
}

static const ck_extraction NAME(extraction) = {
    .gaussian = NAME(gaussian),
    .cell_sums = NAME(cell_sums),
    .normalise_row = NAME(normalise_row),
    .half_tensor = NAME(half_tensor),
    .orient = NAME(orient),
    .ridge_spectrum = NAME(ridge_spectrum),
    .along = NAME(along),
    .across = NAME(across),
    .cell_energies = NAME(cell_energies),
    .blend_frequency = NAME(blend_frequency),
    .sign_changes = NAME(sign_changes),
};
#undef V8
#undef I8
#undef J8
#undef I16
#undef J16
#undef UNIT
#undef LOAD
#undef STORE
#undef ROWS
#undef WEIGH
#undef PUT_ROWS
#undef FLOATS
