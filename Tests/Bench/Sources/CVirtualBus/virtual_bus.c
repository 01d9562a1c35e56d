// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "virtual_bus.h"

#include <errno.h>
#include <linux/usbdevice_fs.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <umockdev.h>
#include <unistd.h>

static struct {
  UMockdevTestbed *testbed;
  UMockdevIoctlBase *handler;
  struct virtual_bus_device device;
  const char *text, *node, *path;
  pthread_mutex_t lock;
  GHashTable *flying;      // id -> UMockdevIoctlData * of the URB
  GQueue finished;         // UMockdevIoctlData * to be reaped
  unsigned long next_id;
  pid_t client;
  int is_pulled; // nothing is answered any more, but the device's files are still there
  int is_gone;   // as after its files are gone
} bus;

static struct usbdevfs_urb *urb_of(UMockdevIoctlData *data) {
  return (struct usbdevfs_urb *)data->data;
}

static void finish(UMockdevIoctlData *data, int status, int length) {
  urb_of(data)->status = status;
  urb_of(data)->actual_length = length;
  g_queue_push_tail(&bus.finished, data);
}

void virtual_bus_complete(unsigned long id, int status, const unsigned char *bytes, int length) {
  pthread_mutex_lock(&bus.lock);
  UMockdevIoctlData *data = g_hash_table_lookup(bus.flying, GUINT_TO_POINTER(id));
  if (data && !bus.is_pulled) {
    struct usbdevfs_urb *urb = urb_of(data);
    int head = urb->type == USBDEVFS_URB_TYPE_CONTROL ? 8 : 0;
    int room = urb->buffer_length - head;
    if (length > room) { // babble: the kernel fills the room and says so
      length = room;
      status = -EOVERFLOW;
    }
    if (bytes && length > 0) memcpy((unsigned char *)urb->buffer + head, bytes, length);
    g_hash_table_remove(bus.flying, GUINT_TO_POINTER(id));
    finish(data, status, length);
  }
  pthread_mutex_unlock(&bus.lock);
}

void virtual_bus_complete_packets(
    unsigned long id, const unsigned char *bytes, const int lengths[], int count) {
  pthread_mutex_lock(&bus.lock);
  UMockdevIoctlData *data = g_hash_table_lookup(bus.flying, GUINT_TO_POINTER(id));
  if (data && !bus.is_pulled) {
    struct usbdevfs_urb *urb = urb_of(data);
    int place = 0, moved = 0;
    for (int i = 0; i < urb->number_of_packets; i++) {
      struct usbdevfs_iso_packet_desc *packet = &urb->iso_frame_desc[i];
      int length = i < count ? lengths[i] : 0;
      packet->status = length < 0 ? -EXDEV : 0;
      if (length > (int)packet->length) length = packet->length, packet->status = -EOVERFLOW;
      packet->actual_length = length < 0 ? 0 : length;
      memcpy((unsigned char *)urb->buffer + place, bytes + moved, packet->actual_length);
      moved += i < count && lengths[i] > 0 ? lengths[i] : 0;
      place += packet->length;
      urb->error_count += packet->status != 0;
    }
    g_hash_table_remove(bus.flying, GUINT_TO_POINTER(id));
    finish(data, 0, moved);
  }
  pthread_mutex_unlock(&bus.lock);
}

static gboolean end_with_shutdown(gpointer id, gpointer data, gpointer unused) {
  (void)id, (void)unused;
  finish(data, -ESHUTDOWN, 0);
  return TRUE;
}

void virtual_bus_pull(void) {
  pthread_mutex_lock(&bus.lock);
  bus.is_pulled = 1;
  pthread_mutex_unlock(&bus.lock);
}

void virtual_bus_unplug(void) {
  virtual_bus_pull();
  umockdev_testbed_uevent(bus.testbed, bus.path, "remove");
  umockdev_testbed_remove_device(bus.testbed, bus.path);
  // Only now does the client hear of it: one that looks for devices anew must not find half of one.
  pthread_mutex_lock(&bus.lock);
  bus.is_gone = 1;
  g_hash_table_foreach_remove(bus.flying, end_with_shutdown, NULL);
  pthread_mutex_unlock(&bus.lock);
}

static int add(void) {
  GError *error = NULL;
  if (umockdev_testbed_add_from_string(bus.testbed, bus.text, &error)) return 0;
  fprintf(stderr, "virtual bus: %s\n", error->message);
  return -1;
}

void virtual_bus_plug(void) {
  if (add() != 0) return;
  // Only now: a client that still lists the old device finds it gone until the new one is whole.
  pthread_mutex_lock(&bus.lock);
  bus.is_gone = bus.is_pulled = 0;
  pthread_mutex_unlock(&bus.lock);
  umockdev_testbed_uevent(bus.testbed, bus.path, "add");
}

// An isochronous request has a description of each packet behind it; how many, stands in the client's
// memory, and umockdev must be told the size before it reads.
static int packets_of(UMockdevIoctlData *argument) {
  struct usbdevfs_urb urb = {0};
  struct iovec here = {&urb, sizeof urb};
  struct iovec there = {*(void **)argument->data, sizeof urb};
  if (process_vm_readv(bus.client, &here, 1, &there, 1, 0) != sizeof urb) return 0;
  return urb.type == USBDEVFS_URB_TYPE_ISO ? urb.number_of_packets : 0;
}

static void submit(UMockdevIoctlData *argument, UMockdevIoctlClient *client) {
  int packets = packets_of(argument);
  size_t size = sizeof(struct usbdevfs_urb) + packets * sizeof(struct usbdevfs_iso_packet_desc);
  UMockdevIoctlData *data = umockdev_ioctl_data_resolve(argument, 0, size, NULL);
  struct usbdevfs_urb *urb = urb_of(data);
  umockdev_ioctl_data_resolve(
      data, G_STRUCT_OFFSET(struct usbdevfs_urb, buffer), urb->buffer_length, NULL);
  g_object_ref(data);
  g_object_set_data(G_OBJECT(data), "client", client);
  unsigned long id = ++bus.next_id;
  g_hash_table_insert(bus.flying, GUINT_TO_POINTER(id), data);
  if (bus.is_pulled) return;
  struct virtual_bus_urb seen = {id, urb->type, urb->endpoint, urb->buffer, urb->buffer_length,
      packets, packets ? urb->iso_frame_desc[0].length : 0};
  bus.device.submitted(bus.device.context, &seen);
}

// A client gets back what it handed in by the same open file, as from a kernel: another file's requests
// may be freed by now.
static int belongs(gconstpointer data, gconstpointer client) {
  return g_object_get_data(G_OBJECT(data), "client") == client ? 0 : 1;
}

static int reap(UMockdevIoctlData *argument, UMockdevIoctlClient *client) {
  GList *found = g_queue_find_custom(&bus.finished, client, belongs);
  if (!found) return bus.is_gone ? ENODEV : EAGAIN;
  UMockdevIoctlData *data = found->data;
  g_queue_delete_link(&bus.finished, found);
  UMockdevIoctlData *slot = umockdev_ioctl_data_resolve(argument, 0, sizeof(gpointer), NULL);
  umockdev_ioctl_data_set_ptr(slot, 0, data);
  return 0;
}

static gboolean is_of_closed_file(gpointer id, gpointer data, gpointer client) {
  (void)id;
  return belongs(data, client) == 0;
}

// The file was closed: its requests are nobody's.
static void on_vanished(UMockdevIoctlBase *handler, UMockdevIoctlClient *client, void *unused) {
  (void)handler, (void)unused;
  pthread_mutex_lock(&bus.lock);
  g_hash_table_foreach_remove(bus.flying, is_of_closed_file, client);
  for (GList *found; (found = g_queue_find_custom(&bus.finished, client, belongs));)
    g_queue_delete_link(&bus.finished, found);
  pthread_mutex_unlock(&bus.lock);
}

static int discard(UMockdevIoctlData *argument, UMockdevIoctlClient *client) {
  gulong address = *(gulong *)argument->data;
  GHashTableIter each;
  gpointer id, data;
  g_hash_table_iter_init(&each, bus.flying);
  while (g_hash_table_iter_next(&each, &id, &data)) {
    if (((UMockdevIoctlData *)data)->client_addr != address || belongs(data, client)) continue;
    g_hash_table_iter_remove(&each);
    finish(data, -ENOENT, 0);
    bus.device.cancelled(bus.device.context, GPOINTER_TO_UINT(id));
    return 0;
  }
  return EINVAL;
}

static void tell_capabilities(UMockdevIoctlData *argument) {
  *(guint32 *)umockdev_ioctl_data_resolve(argument, 0, 4, NULL)->data =
      USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_BULK_CONTINUATION | USBDEVFS_CAP_NO_PACKET_SIZE_LIM |
      USBDEVFS_CAP_BULK_SCATTER_GATHER | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
}

// Returns 0 or the errno that the client gets.
static int answer(UMockdevIoctlClient *client) {
  gulong request = umockdev_ioctl_client_get_request(client);
  UMockdevIoctlData *argument = umockdev_ioctl_client_get_arg(client);
  if (request == USBDEVFS_REAPURB || request == USBDEVFS_REAPURBNDELAY)
    return reap(argument, client);
  // A client that opens the file while the device is plugged in again must not believe for good that the
  // kernel cannot take a long transfer whole: it would cut it into pieces.
  if (request == USBDEVFS_GET_CAPABILITIES) return tell_capabilities(argument), 0;
  if (bus.is_gone) return ENODEV;
  switch (request) {
  case USBDEVFS_CLAIMINTERFACE:
    if (!bus.is_pulled) bus.device.claimed(bus.device.context);
    return 0;
  case USBDEVFS_RESET:
    if (!bus.is_pulled) bus.device.reset(bus.device.context);
    return 0;
  case USBDEVFS_SETINTERFACE: {
    struct usbdevfs_setinterface *chosen = (struct usbdevfs_setinterface *)
        umockdev_ioctl_data_resolve(argument, 0, sizeof(struct usbdevfs_setinterface), NULL)->data;
    bus.device.selected(bus.device.context, chosen->interface, chosen->altsetting);
    return 0;
  }
  case USBDEVFS_RELEASEINTERFACE:
  case USBDEVFS_SETCONFIGURATION: return 0;
  case USBDEVFS_CLEAR_HALT: {
    UMockdevIoctlData *endpoint = umockdev_ioctl_data_resolve(argument, 0, 4, NULL);
    bus.device.halt_cleared(bus.device.context, *(guint32 *)endpoint->data & 0xff);
    return 0;
  }
  case USBDEVFS_IOCTL:
  case USBDEVFS_GETDRIVER: return ENODATA; // no driver of a kernel is bound
  case USBDEVFS_SUBMITURB: submit(argument, client); return 0;
  case USBDEVFS_DISCARDURB: return discard(argument, client);
  default: return ENOTTY;
  }
}

static gboolean on_ioctl(UMockdevIoctlBase *handler, UMockdevIoctlClient *client, void *unused) {
  (void)handler, (void)unused;
  pthread_mutex_lock(&bus.lock);
  int error = answer(client);
  pthread_mutex_unlock(&bus.lock);
  // The client's libusb asks all the time, for the faked file is always ready: slow it down a little.
  if (error == EAGAIN) usleep(100);
  umockdev_ioctl_client_complete(client, error ? -1 : 0, error);
  return TRUE;
}

int virtual_bus_start(const char *text, const char *node, const char *path,
    struct virtual_bus_device device) {
  pthread_mutexattr_t recursive;
  pthread_mutexattr_init(&recursive);
  pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init(&bus.lock, &recursive);
  bus.text = strdup(text), bus.node = strdup(node), bus.path = strdup(path);
  bus.device = device;
  bus.flying = g_hash_table_new(NULL, NULL);
  bus.testbed = umockdev_testbed_new();
  bus.handler = umockdev_ioctl_base_new();
  g_signal_connect_after(bus.handler, "handle-ioctl", G_CALLBACK(on_ioctl), NULL);
  g_signal_connect(bus.handler, "client-vanished", G_CALLBACK(on_vanished), NULL);
  umockdev_testbed_attach_ioctl(bus.testbed, bus.node, bus.handler, NULL);
  return add();
}

void virtual_bus_describe(const char *text) {
  pthread_mutex_lock(&bus.lock);
  bus.text = strdup(text);
  pthread_mutex_unlock(&bus.lock);
}

int virtual_bus_run(char *const arguments[]) {
  pid_t child = fork();
  bus.client = child;
  if (child == 0) {
    execvp(arguments[0], arguments);
    perror(arguments[0]);
    _exit(127);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
