// SPDX-License-Identifier: Apache-2.0
#include "CKernels.h"
#include "includes.h"  // every header before the attribute, so that only bodies carry it

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define NAME(x) level1_##x
#define LEVEL_NAME "v3"
#include "table.h"
#pragma clang attribute pop
const ck_table *ck_level1(void) { return &NAME(table); }
#else
const ck_table *ck_level1(void) { return 0; }
#endif
