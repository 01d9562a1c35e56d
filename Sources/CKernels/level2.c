// SPDX-License-Identifier: Apache-2.0
#include "CKernels.h"
#include "includes.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4,avx512vpopcntdq,avx512bitalg"), \
                                            min_vector_width(512))),                               \
                             apply_to = function)
#define NAME(x) level2_##x
#define LEVEL_NAME "v4"
#include "table.h"
#pragma clang attribute pop
const ck_table *ck_level2(void) { return &NAME(table); }
#else
const ck_table *ck_level2(void) { return 0; }
#endif
