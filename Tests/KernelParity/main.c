// SPDX-License-Identifier: Apache-2.0
// Prints a digest of the output of every kernel; `run` compares them between levels and machines.
//   parity LEVEL    (0 baseline, 1 v3, 2 v4); exits with 3 where the processor lacks the level
#include "parity.h"

static uint64_t next(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return *state >> 32;
}

void fill_bytes(uint8_t *out, size_t count, uint64_t seed) {
  for (size_t i = 0; i < count; i++) out[i] = (uint8_t)(next(&seed) >> 24);
}

void fill_floats(float *out, size_t count, uint64_t seed) {
  for (size_t i = 0; i < count; i++) out[i] = (float)(int32_t)(next(&seed) >> 8) / 8388608 - 1;
}

void fill_fixed(int16_t *out, size_t count, uint64_t seed) {
  for (size_t i = 0; i < count; i++) {
    int32_t v = (int32_t)(next(&seed) >> 16) % 24577 - 12288;
    out[i] = (int16_t)(v > -300 && v < 300 ? 0 : v);
  }
}

void show(const char *kernel, const void *bytes, size_t count) {
  const uint8_t *p = bytes;
  uint64_t digest = 1469598103934665603u;
  for (size_t i = 0; i < count; i++) digest = (digest ^ p[i]) * 1099511628211u;
  printf("%s %016llx\n", kernel, (unsigned long long)digest);
}

int main(int count, char **arguments) {
  const ck_table *table = ck_level(count > 1 ? atoi(arguments[1]) : 0);
  if (!table) return 3;
  run_extraction(&table->extraction);
  run_comparison(&table->comparison);
  run_quality(&table->quality);
  run_wsq(&table->wsq);
  run_iris(&table->iris);
  return 0;
}
