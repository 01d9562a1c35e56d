// SPDX-License-Identifier: Apache-2.0
// What Swift cannot reach in libusb.h by itself: the table of isochronous packets is a flexible
// array, which is not imported.
#pragma once
#include <libusb.h>

struct sinhtrac_iso_packet {
  int status;
  unsigned int length;
  unsigned int actual_length;
};

static inline struct sinhtrac_iso_packet sinhtrac_get_iso_packet(
    const struct libusb_transfer *transfer, int index) {
  const struct libusb_iso_packet_descriptor *packet = &transfer->iso_packet_desc[index];
  struct sinhtrac_iso_packet copy = {packet->status, packet->length, packet->actual_length};
  return copy;
}
