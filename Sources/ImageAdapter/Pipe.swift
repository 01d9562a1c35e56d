// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Standard input and output, through which station and adapter speak.
enum Pipe {
  /// What came within so many milliseconds, perhaps nothing; nil when the station has gone.
  static func read(within milliseconds: Int32) -> [UInt8]? {
    var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, milliseconds) > 0 else { return [] }
    var piece = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(STDIN_FILENO, &piece, piece.count)
    return count > 0 ? Array(piece.prefix(count)) : nil
  }

  /// Writes all of it; ends the program when the station has gone.
  static func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { exit(0) }
      rest = rest.dropFirst(count)
    }
  }
}
