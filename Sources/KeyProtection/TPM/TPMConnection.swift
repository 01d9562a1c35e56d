// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// Commands to a TPM 2.0: a device of the kernel, best the one with its resource manager
/// (`/dev/tpmrm0`), or the socket of a simulated one.
///
/// The commands are written here rather than through tpm2-tss or the tpm2 programs: seven of them are
/// needed, their layout is fixed by the TPM 2.0 Library specification, and so there is neither a library
/// to miss, nor a process whose command line or files would show the PIN.
final class TPMConnection: Sendable {
  /// Largest response: 4 kB is what the kernel's driver takes.
  private static let mostBytes = 4096
  /// Longest wait for a response, milliseconds: making keys takes real TPMs up to some seconds.
  private static let patience: Int32 = 60_000

  private let file: Int32
  /// One command after the other.
  private let turn = Mutex(())

  /// Opens a device or socket. Throws `key-device`.
  init(path: String) throws(KeyProtectionError) {
    var status = stat()
    let isSocket = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    file = isSocket ? Self.connect(path) : open(path, O_RDWR | O_CLOEXEC)
    guard file >= 0 else {
      let cause = String(cString: strerror(errno))
      throw KeyProtectionError(
        .device,
        """
        The TPM at \(path) cannot be opened: \(cause). Switch it on in the firmware's settings, and let \
        this user into the group tss.
        """)
    }
  }

  deinit { close(file) }

  private static func connect(_ path: String) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      errno = ENAMETOOLONG
      return -1
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(file, $0, size) }
    }
    guard status == 0 else {
      close(file)
      return -1
    }
    return file
  }

  /// Sends a command; gives the response. Throws `key-device`.
  func exchange(_ command: [UInt8]) throws(KeyProtectionError) -> [UInt8] {
    try turn.withLock { _ throws(KeyProtectionError) in try send(command) }
  }

  private func send(_ command: [UInt8]) throws(KeyProtectionError) -> [UInt8] {
    // The kernel takes a command in one write and gives the response in one read; a socket may cut it.
    guard write(file, command, command.count) == command.count else { throw Self.lost }
    var response: [UInt8] = []
    var wanted = 10
    while response.count < wanted {
      var ready = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, Self.patience) == 1 else { throw Self.lost }
      var part = [UInt8](repeating: 0, count: Self.mostBytes)
      let count = read(file, &part, part.count)
      guard count > 0 else { throw Self.lost }
      response += part.prefix(count)
      if response.count >= 10 {
        wanted = response[2..<6].reduce(0) { $0 << 8 | Int($1) }
        guard (10...Self.mostBytes).contains(wanted) else { throw Self.lost }
      }
    }
    return response
  }

  private static var lost: KeyProtectionError {
    KeyProtectionError(
      .device, "The TPM does not answer. Unlock the station again, or restart the machine.")
  }
}
