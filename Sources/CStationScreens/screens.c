// SPDX-License-Identifier: Apache-2.0
// The table of the screens' files, in the order of their names. A test compares it with the folder.
#include "CStationScreens.h"

#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

// Texts end with a zero, which none of them holds.
static const struct {
  const char *path;
  const unsigned char *bytes;
} files[] = {
    {"app.js", (const unsigned char[]){
#embed "web/app.js" suffix(, 0)
    }},
    {"index.html", (const unsigned char[]){
#embed "web/index.html" suffix(, 0)
    }},
    {"lang/en.json", (const unsigned char[]){
#embed "web/lang/en.json" suffix(, 0)
    }},
    {"lang/vi.json", (const unsigned char[]){
#embed "web/lang/vi.json" suffix(, 0)
    }},
    {"mark.svg", (const unsigned char[]){
#embed "web/mark.svg" suffix(, 0)
    }},
    {"openapi.json", (const unsigned char[]){
#embed "web/openapi.json" suffix(, 0)
    }},
    {"parts/api.js", (const unsigned char[]){
#embed "web/parts/api.js" suffix(, 0)
    }},
    {"parts/bits.js", (const unsigned char[]){
#embed "web/parts/bits.js" suffix(, 0)
    }},
    {"parts/capture.js", (const unsigned char[]){
#embed "web/parts/capture.js" suffix(, 0)
    }},
    {"parts/dialogs.js", (const unsigned char[]){
#embed "web/parts/dialogs.js" suffix(, 0)
    }},
    {"parts/dom.js", (const unsigned char[]){
#embed "web/parts/dom.js" suffix(, 0)
    }},
    {"parts/errors.js", (const unsigned char[]){
#embed "web/parts/errors.js" suffix(, 0)
    }},
    {"parts/field.js", (const unsigned char[]){
#embed "web/parts/field.js" suffix(, 0)
    }},
    {"parts/flow.js", (const unsigned char[]){
#embed "web/parts/flow.js" suffix(, 0)
    }},
    {"parts/frame.js", (const unsigned char[]){
#embed "web/parts/frame.js" suffix(, 0)
    }},
    {"parts/hands.js", (const unsigned char[]){
#embed "web/parts/hands.js" suffix(, 0)
    }},
    {"parts/keys.js", (const unsigned char[]){
#embed "web/parts/keys.js" suffix(, 0)
    }},
    {"parts/live.js", (const unsigned char[]){
#embed "web/parts/live.js" suffix(, 0)
    }},
    {"parts/store.js", (const unsigned char[]){
#embed "web/parts/store.js" suffix(, 0)
    }},
    {"parts/text.js", (const unsigned char[]){
#embed "web/parts/text.js" suffix(, 0)
    }},
    {"screens/all.js", (const unsigned char[]){
#embed "web/screens/all.js" suffix(, 0)
    }},
    {"screens/audit.js", (const unsigned char[]){
#embed "web/screens/audit.js" suffix(, 0)
    }},
    {"screens/devices.js", (const unsigned char[]){
#embed "web/screens/devices.js" suffix(, 0)
    }},
    {"screens/done.js", (const unsigned char[]){
#embed "web/screens/done.js" suffix(, 0)
    }},
    {"screens/exceptions.js", (const unsigned char[]){
#embed "web/screens/exceptions.js" suffix(, 0)
    }},
    {"screens/eyes.js", (const unsigned char[]){
#embed "web/screens/eyes.js" suffix(, 0)
    }},
    {"screens/fingers.js", (const unsigned char[]){
#embed "web/screens/fingers.js" suffix(, 0)
    }},
    {"screens/help.js", (const unsigned char[]){
#embed "web/screens/help.js" suffix(, 0)
    }},
    {"screens/interface.js", (const unsigned char[]){
#embed "web/screens/interface.js" suffix(, 0)
    }},
    {"screens/outbox.js", (const unsigned char[]){
#embed "web/screens/outbox.js" suffix(, 0)
    }},
    {"screens/people.js", (const unsigned char[]){
#embed "web/screens/people.js" suffix(, 0)
    }},
    {"screens/person.js", (const unsigned char[]){
#embed "web/screens/person.js" suffix(, 0)
    }},
    {"screens/portrait.js", (const unsigned char[]){
#embed "web/screens/portrait.js" suffix(, 0)
    }},
    {"screens/report.js", (const unsigned char[]){
#embed "web/screens/report.js" suffix(, 0)
    }},
    {"screens/representative.js", (const unsigned char[]){
#embed "web/screens/representative.js" suffix(, 0)
    }},
    {"screens/review.js", (const unsigned char[]){
#embed "web/screens/review.js" suffix(, 0)
    }},
    {"screens/rolls.js", (const unsigned char[]){
#embed "web/screens/rolls.js" suffix(, 0)
    }},
    {"screens/settings.js", (const unsigned char[]){
#embed "web/screens/settings.js" suffix(, 0)
    }},
    {"screens/sheet.js", (const unsigned char[]){
#embed "web/screens/sheet.js" suffix(, 0)
    }},
    {"screens/sign-in.js", (const unsigned char[]){
#embed "web/screens/sign-in.js" suffix(, 0)
    }},
    {"screens/signature.js", (const unsigned char[]){
#embed "web/screens/signature.js" suffix(, 0)
    }},
    {"styles/base.css", (const unsigned char[]){
#embed "web/styles/base.css" suffix(, 0)
    }},
    {"styles/frame.css", (const unsigned char[]){
#embed "web/styles/frame.css" suffix(, 0)
    }},
    {"styles/parts.css", (const unsigned char[]){
#embed "web/styles/parts.css" suffix(, 0)
    }},
    {"styles/print.css", (const unsigned char[]){
#embed "web/styles/print.css" suffix(, 0)
    }},
    {"styles/screens.css", (const unsigned char[]){
#embed "web/styles/screens.css" suffix(, 0)
    }},
    {"styles/tokens.css", (const unsigned char[]){
#embed "web/styles/tokens.css" suffix(, 0)
    }},
};

size_t station_screen_count(void) { return sizeof files / sizeof *files; }

struct station_screen station_screen(size_t number) {
  struct station_screen screen = {0};
  if (number >= station_screen_count()) return screen;
  screen.path = files[number].path;
  screen.bytes = files[number].bytes;
  screen.count = strlen((const char *)files[number].bytes);
  return screen;
}
