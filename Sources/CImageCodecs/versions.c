// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <jpeglib.h>
#include <openjpeg.h>
#include <png.h>

#include "CImageCodecs.h"

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

const char *codec_png_version(void) { return png_get_libpng_ver(0); }

const char *codec_openjpeg_version(void) { return opj_version(); }

// libjpeg does not tell at run time; libjpeg-turbo keeps its binary interface within a major version.
const char *codec_jpeg_version(void) {
#ifdef LIBJPEG_TURBO_VERSION
  return "turbo " TEXT(LIBJPEG_TURBO_VERSION);
#else
  return TEXT(JPEG_LIB_VERSION);
#endif
}
