// SPDX-License-Identifier: Apache-2.0
// The bodies of all families, compiled under the names and target attributes of one level.
// Included once by each level file after it has defined NAME and LEVEL_NAME.
#include "extraction_body.h"
#include "comparison_body.h"
#include "quality_body.h"
#include "wsq_body.h"
#include "iris_search_body.h"
#include "iris_body.h"

static const ck_table NAME(table) = {
    .name = LEVEL_NAME,
    .extraction = NAME(extraction),
    .comparison = NAME(comparison),
    .quality = NAME(quality),
    .wsq = NAME(wsq),
    .iris = NAME(iris),
};
