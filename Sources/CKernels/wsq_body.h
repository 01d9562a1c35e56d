// SPDX-License-Identifier: Apache-2.0
// Loops of the WSQ codec; see wsq_kernels.h for what each one does.

typedef float NAME(f16) __attribute__((vector_size(64), aligned(4)));
typedef float NAME(f4) __attribute__((vector_size(16), aligned(4)));

// The sum for `parts` vectors at `i`: several at once, as each waits for its own additions only.
#define SUM_AT(type, parts)                                             \
  do {                                                                  \
    type sums[parts] = {0};                                             \
    for (int32_t t = 0; t < taps; t++) {                                \
      if (!rows[t]) continue;                                           \
      const type *row = (const type *)(rows[t] + start + i);            \
      for (int32_t p = 0; p < parts; p++) sums[p] += weights[t] * row[p]; \
    }                                                                   \
    for (int32_t p = 0; p < parts; p++) ((type *)(out + i))[p] = sums[p]; \
  } while (0)

static void NAME(weighted_sum)(const float *const *restrict rows, const float *restrict weights,
                               int32_t taps, int32_t start, int32_t count, float *restrict out) {
  int32_t i = 0;
  for (; i + 64 <= count; i += 64) SUM_AT(NAME(f16), 4);
  for (; i + 16 <= count; i += 16) SUM_AT(NAME(f16), 1);
  if (i == count) return;
  // What is left is less than a vector: the last one starts earlier, and gives some sums again.
  if (count >= 16) {
    i = count - 16;
    SUM_AT(NAME(f16), 1);
    return;
  }
  for (; i + 4 <= count; i += 4) SUM_AT(NAME(f4), 1);
  for (; i < count; i++) SUM_AT(float, 1);
}
#undef SUM_AT

static void NAME(deinterleave)(const float *restrict samples, int32_t count, float *restrict even,
                               float *restrict odd) {
  for (int32_t i = 0; i < count; i++) {
    even[i] = samples[2 * i];
    odd[i] = samples[2 * i + 1];
  }
}

static void NAME(interleave)(const float *restrict even, const float *restrict odd, int32_t count,
                             float *restrict out) {
  for (int32_t i = 0; i < count; i++) {
    out[2 * i] = even[i];
    out[2 * i + 1] = odd[i];
  }
}

static void NAME(range)(const uint8_t *restrict pixels, int32_t count, uint32_t *restrict result) {
  uint32_t sum = 0;
  uint8_t darkest = 255, lightest = 0;
  for (int32_t i = 0; i < count; i++) {
    sum += pixels[i];
    darkest = pixels[i] < darkest ? pixels[i] : darkest;
    lightest = pixels[i] > lightest ? pixels[i] : lightest;
  }
  result[0] = sum;
  result[1] = darkest;
  result[2] = lightest;
}

static void NAME(normalise)(const uint8_t *restrict pixels, int32_t count, float shift, float scale,
                            float *restrict out) {
  for (int32_t i = 0; i < count; i++) out[i] = ((float)pixels[i] - shift) / scale;
}

static void NAME(grey)(const float *restrict samples, int32_t count, float shift, float scale,
                       uint8_t *restrict out) {
  float middle = shift + 0.5f;
  for (int32_t i = 0; i < count; i++) {
    float value = samples[i] * scale + middle;
    value = value > 0 ? value : 0;
    value = value < 255 ? value : 255;
    out[i] = (uint8_t)(int32_t)value;
  }
}

static void NAME(quantise_bins)(const float *restrict samples, int32_t count, float zero,
                                float inverse, int16_t *restrict out) {
  for (int32_t i = 0; i < count; i++) {
    float beyond = fabsf(samples[i]) - zero;
    float bin = beyond * inverse;
    bin = bin < 32766 ? bin : 32766;
    bin = beyond > 0 ? bin : -1;  // what is not a number is not beyond either
    int32_t size = (int32_t)bin + 1;
    out[i] = (int16_t)(samples[i] < 0 ? -size : size);
  }
}

static void NAME(dequantise)(const int16_t *restrict indices, int32_t count, float width,
                             float offset, float *restrict out) {
  for (int32_t i = 0; i < count; i++) {
    float away = indices[i] > 0 ? offset : indices[i] < 0 ? -offset : 0;
    out[i] = (float)indices[i] * width + away;
  }
}

static void NAME(moments)(const float *restrict samples, int32_t count, double *restrict sums) {
  double lanes[8], squares[8];
  memcpy(lanes, sums, sizeof lanes);
  memcpy(squares, sums + 8, sizeof squares);
  int32_t i = 0;
  for (; i + 8 <= count; i += 8) {
    for (int32_t lane = 0; lane < 8; lane++) {
      double value = samples[i + lane];
      lanes[lane] += value;
      squares[lane] += value * value;
    }
  }
  for (; i < count; i++) {
    double value = samples[i];
    lanes[i & 7] += value;
    squares[i & 7] += value * value;
  }
  memcpy(sums, lanes, sizeof lanes);
  memcpy(sums + 8, squares, sizeof squares);
}

static void NAME(nonzero)(const int16_t *restrict indices, int32_t count, uint64_t *restrict words) {
  for (int32_t start = 0; start < count; start += 64) {
    int32_t end = count - start < 64 ? count - start : 64;
    uint64_t bits = 0;
    for (int32_t i = 0; i < end; i++) bits |= (uint64_t)(indices[start + i] != 0) << i;
    words[start / 64] = bits;
  }
}

static const ck_wsq NAME(wsq) = {
    .weighted_sum = NAME(weighted_sum),
    .deinterleave = NAME(deinterleave),
    .interleave = NAME(interleave),
    .range = NAME(range),
    .normalise = NAME(normalise),
    .grey = NAME(grey),
    .quantise = NAME(quantise_bins),
    .dequantise = NAME(dequantise),
    .moments = NAME(moments),
    .nonzero = NAME(nonzero),
};

