// SPDX-License-Identifier: Apache-2.0
// Made-up input that is the same on every machine, and digests of what kernels make of it.
#pragma once
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

/// Bytes, numbers of 1.0 at most and fixed-point numbers from a seed; no libm.
void fill_bytes(uint8_t *out, size_t count, uint64_t seed);
void fill_floats(float *out, size_t count, uint64_t seed);
void fill_fixed(int16_t *out, size_t count, uint64_t seed);
/// Prints the name of a kernel and a digest of its output.
void show(const char *kernel, const void *bytes, size_t count);

// One file a family.
void run_extraction(const ck_extraction *kernels);
void run_comparison(const ck_comparison *kernels);
void run_quality(const ck_quality *kernels);
void run_wsq(const ck_wsq *kernels);
void run_iris(const ck_iris *kernels);
