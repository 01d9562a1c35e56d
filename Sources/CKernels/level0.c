// SPDX-License-Identifier: Apache-2.0
#include "CKernels.h"
#include "includes.h"
#define NAME(x) level0_##x
#define LEVEL_NAME "baseline"
#include "table.h"

const ck_table *ck_level0(void) { return &NAME(table); }
