// SPDX-License-Identifier: Apache-2.0
#include "CQualityModel.h"

#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char model[] = {
#embed "quality.model"
};

const unsigned char *quality_model_bytes(void) { return model; }
size_t quality_model_count(void) { return sizeof model; }
