// SPDX-License-Identifier: Apache-2.0
// System headers of all bodies, and the one rule that makes levels equal: no fused multiply-add.
#pragma once
#include <math.h>
#include <string.h>
#pragma STDC FP_CONTRACT OFF
