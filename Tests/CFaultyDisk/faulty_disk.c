// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "faulty_disk.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

// The functions below have the names of the C library's, so that the linker takes them instead; each asks
// the kernel itself. Set while no other thread works on the folder.
static char watched[PATH_MAX];
static size_t watched_length;
static int watched_kind, watched_error, watched_lasting;
static long watched_first;
static atomic_long calls, failed;
static _Atomic(const char *) first_call;

void faulty_disk_arm(const char *folder, int kind, long first, int error, int lasting) {
  faulty_disk_disarm();
  snprintf(watched, sizeof watched, "%s", folder);
  watched_kind = kind, watched_first = first, watched_error = error, watched_lasting = lasting;
  calls = failed = 0;
  first_call = "";
  watched_length = strlen(watched);
}

void faulty_disk_disarm(void) { watched_length = 0; }
long faulty_disk_calls(void) { return calls; }
long faulty_disk_failed(void) { return failed; }
const char *faulty_disk_call(void) { return first_call; }

// Whether this call fails; errno says why then.
static int fails(const char *path, int kind, const char *name) {
  if (watched_length == 0 || (kind & watched_kind) == 0) return 0;
  if (strncmp(path, watched, watched_length) != 0) return 0;
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (watched_first == 0 || number < watched_first) return 0;
  if (number > watched_first && !watched_lasting) return 0;
  if (atomic_fetch_add(&failed, 1) == 0) first_call = name;
  errno = watched_error;
  return 1;
}

static int file_fails(int file, int kind, const char *name) {
  if (watched_length == 0) return 0;
  char link[32], path[PATH_MAX];
  int kept = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  errno = kept;
  if (length < 0) return 0;
  path[length] = 0;
  return fails(path, kind, name);
}

ssize_t write(int file, const void *bytes, size_t count) {
  if (file_fails(file, FAULTY_DISK_WRITES, "write")) return -1;
  return syscall(SYS_write, file, bytes, count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  if (file_fails(file, FAULTY_DISK_WRITES, "pwrite")) return -1;
  return syscall(SYS_pwrite64, file, bytes, count, offset);
}

int fsync(int file) {
  if (file_fails(file, FAULTY_DISK_WRITES, "fsync")) return -1;
  return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
  if (file_fails(file, FAULTY_DISK_WRITES, "fdatasync")) return -1;
  return (int)syscall(SYS_fdatasync, file);
}

int ftruncate64(int file, off64_t size) {
  if (file_fails(file, FAULTY_DISK_WRITES, "ftruncate")) return -1;
  return (int)syscall(SYS_ftruncate, file, size);
}

int rename(const char *from, const char *to) {
  if (fails(from, FAULTY_DISK_WRITES, "rename")) return -1;
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path) {
  if (fails(path, FAULTY_DISK_WRITES, "unlink")) return -1;
  return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int mkdir(const char *path, mode_t mode) {
  if (fails(path, FAULTY_DISK_WRITES, "mkdir")) return -1;
  return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

ssize_t read(int file, void *bytes, size_t count) {
  if (file_fails(file, FAULTY_DISK_READS, "read")) return -1;
  return syscall(SYS_read, file, bytes, count);
}

ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) {
  if (file_fails(file, FAULTY_DISK_READS, "pread")) return -1;
  return syscall(SYS_pread64, file, bytes, count, offset);
}

static int open_file(const char *path, int flags, mode_t mode) {
  int kind = flags & O_CREAT ? FAULTY_DISK_WRITES : FAULTY_DISK_READS;
  if (fails(path, kind, flags & O_CREAT ? "creating" : "opening")) return -1;
  return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

static mode_t mode_of(int flags, va_list list) {
  return flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = mode_of(flags, list);
  va_end(list);
  return open_file(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = mode_of(flags, list);
  va_end(list);
  return open_file(path, flags | O_LARGEFILE, mode);
}
