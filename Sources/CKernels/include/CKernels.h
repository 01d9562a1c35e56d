// SPDX-License-Identifier: Apache-2.0
// Pure loops in C, one body compiled once per instruction-set level; no allocation, no state.
// Every function has a plain Swift twin that is its specification and equals it bit for bit.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "extraction_kernels.h"
#include "comparison_kernels.h"
#include "quality_kernels.h"
#include "wsq_kernels.h"
#include "iris_kernels.h"

/// The kernels of one instruction-set level.
typedef struct {
  const char *name;
  ck_extraction extraction;
  ck_comparison comparison;
  ck_quality quality;
  ck_wsq wsq;
  ck_iris iris;
} ck_table;

/// Level 0 is the baseline of the architecture (SSE2, NEON), 1 is x86-64-v3 (AVX2), 2 is x86-64-v4
/// (AVX-512). NULL when this build or this processor does not have it.
const ck_table *ck_level(int level);
