// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>

/// The compact file of the default quality model, which `sinhtrac quality train` makes.
const unsigned char *quality_model_bytes(void);
/// Its bytes.
size_t quality_model_count(void);
