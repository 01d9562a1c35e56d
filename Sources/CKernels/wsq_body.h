// SPDX-License-Identifier: Apache-2.0
// Loops of the WSQ codec; see wsq_kernels.h for what each one does.

typedef float NAME(f16) __attribute__((vector_size(64), aligned(4)));
#define F16 NAME(f16)

static void NAME(weighted_sum)(const float *const *restrict rows, const float *restrict weights,
                               int32_t taps, int32_t start, int32_t count, float *restrict out) {
  int32_t i = 0;
  for (; i + 32 <= count; i += 32) {
    F16 a = {0}, b = {0};
    for (int32_t t = 0; t < taps; t++) {
      const float *row = rows[t];
      if (!row) continue;
      a += weights[t] * *(const F16 *)(row + start + i);
      b += weights[t] * *(const F16 *)(row + start + i + 16);
    }
    *(F16 *)(out + i) = a;
    *(F16 *)(out + i + 16) = b;
  }
  for (; i < count; i++) {
    float sum = 0;
    for (int32_t t = 0; t < taps; t++) {
      if (rows[t]) sum += weights[t] * rows[t][start + i];
    }
    out[i] = sum;
  }
}

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
    .normalise = NAME(normalise),
    .grey = NAME(grey),
    .quantise = NAME(quantise_bins),
    .dequantise = NAME(dequantise),
    .moments = NAME(moments),
    .nonzero = NAME(nonzero),
};

#undef F16
