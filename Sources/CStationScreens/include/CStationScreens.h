// SPDX-License-Identifier: Apache-2.0
#ifndef CSTATIONSCREENS_H
#define CSTATIONSCREENS_H

#include <stddef.h>

/// One file of the station's screens; path from the folder `web`, such as "screens/person.js".
struct station_screen {
  const char *path;
  const unsigned char *bytes;
  size_t count;
};

/// How many files there are.
size_t station_screen_count(void);

/// A file by number; an empty one for a number that there is not.
struct station_screen station_screen(size_t number);

#endif
