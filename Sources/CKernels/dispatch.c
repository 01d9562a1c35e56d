// SPDX-License-Identifier: Apache-2.0
#include "CKernels.h"

const ck_table *ck_level0(void), *ck_level1(void), *ck_level2(void);

const ck_table *ck_level(int level) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (level == 2) {
    return __builtin_cpu_supports("x86-64-v4") && __builtin_cpu_supports("avx512vpopcntdq") &&
                   __builtin_cpu_supports("avx512bitalg")
               ? ck_level2()
               : 0;
  }
  if (level == 1) return __builtin_cpu_supports("x86-64-v3") ? ck_level1() : 0;
#endif
  return level == 0 ? ck_level0() : 0;
}
