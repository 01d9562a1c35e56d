// SPDX-License-Identifier: Apache-2.0
// A USB device file of the system (usbfs), answered by us through libumockdev: the client's libusb
// works as with a kernel and a device. One device at a time.
#pragma once

enum virtual_bus_kind { VIRTUAL_BUS_ISO, VIRTUAL_BUS_INTERRUPT, VIRTUAL_BUS_CONTROL, VIRTUAL_BUS_BULK };

struct virtual_bus_urb {
  unsigned long id;
  int kind;
  unsigned char endpoint;
  const unsigned char *buffer; // for a control transfer the setup packet comes first
  int length;
  int packets; // of an isochronous transfer, each of packet_length bytes
  int packet_length;
};

// What the device is told; each is called with the bus locked and must not block.
struct virtual_bus_device {
  void *context;
  void (*submitted)(void *context, const struct virtual_bus_urb *urb);
  void (*cancelled)(void *context, unsigned long id);
  void (*halt_cleared)(void *context, unsigned char endpoint);
  void (*claimed)(void *context);
  void (*selected)(void *context, unsigned interface, unsigned setting);
  void (*reset)(void *context);
};

// Plugs the device in; text is the form that umockdev reads. Returns 0, or -1 with a line on stderr.
int virtual_bus_start(const char *text, const char *node, const char *path,
    struct virtual_bus_device device);
// Ends a transfer with a negative errno or 0; data go to the client as far as there is room. Any thread.
void virtual_bus_complete(unsigned long id, int status, const unsigned char *data, int length);
// The same for an isochronous transfer: bytes of packet after packet without gaps, and the length of
// each; a negative length is a packet that got lost.
void virtual_bus_complete_packets(unsigned long id, const unsigned char *data, const int lengths[], int count);
// Gives the device another description, which counts when it is plugged in next.
void virtual_bus_describe(const char *text);
// Answers nothing more.
void virtual_bus_pull(void);
// Takes the device away and then ends all transfers. Not from inside a call to the device.
void virtual_bus_unplug(void);
void virtual_bus_plug(void);
// Runs a program with the device and waits for it; returns its exit status.
int virtual_bus_run(char *const arguments[]);
