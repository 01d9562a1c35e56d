// SPDX-License-Identifier: Apache-2.0
// A disk that fails: stands before the C library's calls on files, in whatever program it is linked into,
// SQLite's calls included.
#ifndef FAULTY_DISK_H
#define FAULTY_DISK_H

// What can fail: calls that write, force to the disk, name, make or remove; and calls that read.
enum { FAULTY_DISK_WRITES = 1, FAULTY_DISK_READS = 2 };

// Counts calls on files below a folder (an absolute path) from 1 on; the `first` one of `kind` fails with
// `error` (an errno), and all later ones as well where `lasting` is not 0, as on a full disk. `first` 0 only
// counts.
void faulty_disk_arm(const char *folder, int kind, long first, int error, int lasting);

// Ends counting and failing.
void faulty_disk_disarm(void);

// Calls of that kind since `faulty_disk_arm`.
long faulty_disk_calls(void);

// How many of them failed.
long faulty_disk_failed(void);

// Name of the first call that failed, such as `fsync`; empty where none did.
const char *faulty_disk_call(void);

#endif
