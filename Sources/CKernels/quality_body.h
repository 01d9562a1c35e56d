// SPDX-License-Identifier: Apache-2.0
// Loops of the quality measures; see quality_kernels.h for what each one does.

typedef uint16_t NAME(u16x32) __attribute__((vector_size(64), aligned(2)));
typedef uint8_t NAME(u8x32) __attribute__((vector_size(32), aligned(1)));
#define U16 NAME(u16x32)
#define LANES 32
#define LOAD(p) (*(const U16 *)(p))
#define STORE(p, v) (*(U16 *)(p) = (v))

static void NAME(frame_sums)(const uint8_t *pixels, int32_t stride, int32_t width, int32_t height,
                             uint32_t *restrict rows, uint32_t *restrict columns) {
  memset(columns, 0, (size_t)width * sizeof *columns);
  for (int32_t y = 0; y < height; y++) {
    const uint8_t *restrict row = pixels + (ptrdiff_t)y * stride;
    uint32_t sum = 0;
    for (int32_t x = 0; x < width; x++) sum += row[x];
    for (int32_t x = 0; x < width; x++) columns[x] += row[x];
    rows[y] = sum;
  }
}

/// Doubled differences of one row of a block along both axes.
static inline __attribute__((always_inline)) void NAME(differences)(
    const uint8_t *pixels, int32_t stride, int32_t width, int32_t height, int32_t y,
    int16_t *restrict dx, int16_t *restrict dy) {
  const uint8_t *row = pixels + (ptrdiff_t)y * stride;
  const uint8_t *above = y > 0 ? row - stride : row, *below = y < height - 1 ? row + stride : row;
  const int scale = y > 0 && y < height - 1 ? 1 : 2;
  for (int32_t x = 1; x < width - 1; x++) dx[x] = (int16_t)(row[x + 1] - row[x - 1]);
  dx[0] = width > 1 ? (int16_t)(2 * (row[1] - row[0])) : 0;
  if (width > 1) dx[width - 1] = (int16_t)(2 * (row[width - 1] - row[width - 2]));
  for (int32_t x = 0; x < width; x++) dy[x] = (int16_t)(scale * (below[x] - above[x]));
}

/// The width is a constant where it is 32 (quality) or 16 (the survey of blocks at 500 ppi), so that the loops
/// have no ends to look after.
static inline __attribute__((always_inline)) ck_block_sums NAME(sums_of_width)(
    const uint8_t *pixels, int32_t stride, int32_t width, int32_t height) {
  int16_t grey[32 * 32], dx[32 * 32], dy[32 * 32];
  for (int32_t y = 0; y < height; y++) {
    const uint8_t *row = pixels + (ptrdiff_t)y * stride;
    for (int32_t x = 0; x < width; x++) grey[y * width + x] = row[x];
    NAME(differences)(pixels, stride, width, height, y, dx + y * width, dy + y * width);
  }
  ck_block_sums sums = {0};
  for (int32_t i = 0; i < width * height; i++) {
    sums.grey += grey[i];
    sums.square += grey[i] * grey[i];
    sums.xx += dx[i] * dx[i];
    sums.yy += dy[i] * dy[i];
    sums.xy += dx[i] * dy[i];
  }
  return sums;
}

static ck_block_sums NAME(block_sums)(const uint8_t *pixels, int32_t stride, int32_t width,
                                      int32_t height) {
  switch (width) {
    case 32: return NAME(sums_of_width)(pixels, stride, 32, height);
    case 16: return NAME(sums_of_width)(pixels, stride, 16, height);
    default: return NAME(sums_of_width)(pixels, stride, width, height);
  }
}

static void NAME(turned_profile)(const uint8_t *window, int32_t stride,
                                 const int32_t *restrict turn, uint8_t *restrict samples,
                                 uint16_t *restrict sums) {
  uint16_t total[32] = {0};
  for (int32_t d = 0; d < 16; d++) {
    int32_t place[32];
    uint8_t grey[32];
    for (int32_t p = 0; p < 32; p++) {
      place[p] = ((turn[32 + p] + turn[96 + d]) >> 10) * stride + ((turn[p] + turn[64 + d]) >> 10);
    }
    for (int32_t p = 0; p < 32; p++) grey[p] = window[place[p]];
    for (int32_t p = 0; p < 32; p++) total[p] += grey[p];
    memcpy(samples + 32 * d, grey, 32);
  }
  memcpy(sums, total, sizeof total);
}

static void NAME(erode)(const uint8_t *pixels, int32_t stride, int32_t width, int32_t height,
                        uint16_t *scratch, uint8_t *out, int32_t out_stride) {
  uint8_t *restrict least = (uint8_t *)scratch + 2;
  memset(scratch, 255, (size_t)width + 4);
  for (int32_t y = 0; y < height; y++) {
    int32_t top = y < 2 ? 0 : y - 2, bottom = y + 2 < height ? y + 2 : height - 1;
    memcpy(least, pixels + (ptrdiff_t)top * stride, (size_t)width);
    for (int32_t v = top + 1; v <= bottom; v++) {
      const uint8_t *restrict row = pixels + (ptrdiff_t)v * stride;
      for (int32_t x = 0; x < width; x++) least[x] = row[x] < least[x] ? row[x] : least[x];
    }
    uint8_t *restrict to = out + (ptrdiff_t)y * out_stride;
    for (int32_t x = 0; x < width; x++) {
      uint8_t a = least[x - 2] < least[x - 1] ? least[x - 2] : least[x - 1];
      uint8_t b = least[x + 2] < least[x + 1] ? least[x + 2] : least[x + 1];
      a = a < b ? a : b;
      to[x] = a < least[x] ? a : least[x];
    }
  }
}

/// The place inside that mirrors one outside: once in all but the smallest images, so without division.
static int32_t NAME(mirrored)(int32_t place, int32_t count) {
  if (place < 0) place = -place;
  if (place < count) return place;
  int32_t last = count - 1;
  if (place <= 2 * last) return 2 * last - place;
  if (count < 2) return 0;
  int32_t wrapped = place % (2 * last);
  return wrapped < count ? wrapped : 2 * last - wrapped;
}

/// Symmetric weights as boxes: each change of the weight from one place to the next is a box that
/// ends there. A box is the difference of two running sums, and everything wraps at 16 bits, which
/// is exact as long as the final sum fits.
typedef struct {
  int32_t count, radius;
  int32_t reach[64];
  uint16_t weight[64];
} NAME(boxes);

static NAME(boxes) NAME(as_boxes)(const uint8_t *half, int32_t radius) {
  NAME(boxes) b = {.radius = radius};
  for (int32_t k = 0; k <= radius; k++) {
    int32_t change = half[k] - (k < radius ? half[k + 1] : 0);
    if (!change) continue;
    b.reach[b.count] = k;
    b.weight[b.count++] = (uint16_t)change;
  }
  return b;
}

static void NAME(blur_row)(const uint8_t *restrict row, int32_t width, const NAME(boxes) *b,
                           uint16_t *restrict running, uint16_t *restrict out) {
  int32_t radius = b->radius, end = width + 2 * radius;
  uint16_t sum = 0;
  running[0] = 0;
  for (int32_t i = 0; i < radius; i++) {
    running[i + 1] = sum += row[NAME(mirrored)(i - radius, width)];
  }
  for (int32_t x = 0; x < width; x++) running[radius + x + 1] = sum += row[x];
  for (int32_t i = radius + width; i < end; i++) {
    running[i + 1] = sum += row[NAME(mirrored)(i - radius, width)];
  }
  for (int32_t i = end + 1; i < end + 1 + LANES; i++) running[i] = sum;
  for (int32_t x = 0; x < width; x += LANES) {
    U16 total = {0};
    for (int32_t k = 0; k < b->count; k++) {
      const uint16_t *centre = running + x + radius;
      total += b->weight[k] * (LOAD(centre + b->reach[k] + 1) - LOAD(centre - b->reach[k]));
    }
    STORE(out + x, total);
  }
}

/// Blurs one strip of 32 columns downwards. The sums of the rows have 16 bits and weights 8, so the
/// high and the low byte are summed apart, each within 16 bits.
static void NAME(blur_strip)(const uint16_t *sums, int32_t pitch, int32_t width, int32_t height,
                             const NAME(boxes) *b, uint16_t *running, uint8_t *out,
                             int32_t out_stride) {
  int32_t radius = b->radius;
  U16 high = {0}, low = {0};
  for (int32_t i = 0; i <= height + 2 * radius; i++) {
    uint16_t *to = running + (ptrdiff_t)i * 2 * LANES;
    STORE(to, high);
    STORE(to + LANES, low);
    if (i == height + 2 * radius) break;
    U16 v = LOAD(sums + (ptrdiff_t)NAME(mirrored)(i - radius, height) * pitch);
    high += v >> 8;
    low += v & 255;
  }
  for (int32_t y = 0; y < height; y++) {
    U16 totalHigh = {0}, totalLow = {0};
    for (int32_t k = 0; k < b->count; k++) {
      const uint16_t *after = running + (ptrdiff_t)(y + radius + b->reach[k] + 1) * 2 * LANES;
      const uint16_t *before = running + (ptrdiff_t)(y + radius - b->reach[k]) * 2 * LANES;
      totalHigh += b->weight[k] * (LOAD(after) - LOAD(before));
      totalLow += b->weight[k] * (LOAD(after + LANES) - LOAD(before + LANES));
    }
    U16 rounded = (totalHigh + (totalLow >> 8) + 128) >> 8;
    NAME(u8x32) grey = __builtin_convertvector(rounded, NAME(u8x32));
    uint8_t *to = out + (ptrdiff_t)y * out_stride;
    // A size known when compiling makes it one instruction in place of a call.
    if (width >= LANES) {
      memcpy(to, &grey, LANES);
    } else {
      memcpy(to, &grey, (size_t)width);
    }
  }
}

static void NAME(blur)(const uint8_t *pixels, int32_t stride, int32_t width, int32_t height,
                       const uint8_t *half, int32_t radius, uint16_t *scratch, uint8_t *out,
                       int32_t out_stride) {
  const NAME(boxes) boxes = NAME(as_boxes)(half, radius);
  int32_t pitch = (width + LANES - 1) / LANES * LANES;
  uint16_t *sums = scratch, *running = scratch + (ptrdiff_t)pitch * height;
  for (int32_t y = 0; y < height; y++) {
    NAME(blur_row)(pixels + (ptrdiff_t)y * stride, width, &boxes, running, sums + (ptrdiff_t)y * pitch);
  }
  for (int32_t x = 0; x < width; x += LANES) {
    NAME(blur_strip)(sums + x, pitch, width - x, height, &boxes, running, out + x, out_stride);
  }
}

static const ck_quality NAME(quality) = {
    .frame_sums = NAME(frame_sums),
    .block_sums = NAME(block_sums),
    .turned_profile = NAME(turned_profile),
    .erode = NAME(erode),
    .blur = NAME(blur),
};
#undef U16
#undef LANES
#undef LOAD
#undef STORE
