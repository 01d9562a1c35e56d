// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FoundationEssentials
import Glibc

/// The three streams a program is born with.
enum StandardStreams {
  /// Makes sure that 0, 1 and 2 are open and that a reader who leaves early does not kill the program.
  ///
  /// Were one of them closed, the next file opened would get its number, and messages would be
  /// written into that file.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    for stream in Int32(0)...2 where fcntl(stream, F_GETFD) == -1 {
      _ = open("/dev/null", stream == 0 ? O_RDONLY : O_WRONLY)
    }
  }

  /// Writes all bytes; gives the system's error number, 0 when everything went out.
  fileprivate static func write(_ bytes: [UInt8], to stream: Int32) -> Int32 {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          stream, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
  }
}

/// Standard output: data.
enum StandardOutput {
  /// Nobody reads any more (`sinhtrac ... | head`): a reason to end early, not a failure.
  struct Closed: Error {}

  /// Output that could not be written, for instance because a disk is full.
  struct Unwritable: ExplainedError {
    let reason: String
    var code: String { "output-unwritable" }
    var message: String {
      "Writing to standard output failed: \(reason). Make room or send the output elsewhere."
    }
  }

  /// Writes a text and, unless told otherwise, a line feed; throws `Closed` or `Unwritable`.
  static func print(_ text: String, end: String = "\n") throws {
    try write(Array((text + end).utf8))
  }

  /// Writes bytes as they are; throws `Closed` or `Unwritable`.
  static func write(_ bytes: [UInt8]) throws {
    switch StandardStreams.write(bytes, to: STDOUT_FILENO) {
    case 0: return
    case EPIPE: throw Closed()
    case let number: throw Unwritable(reason: String(cString: strerror(number)))
    }
  }

  /// Writes a value as JSON with keys in alphabetical order, so that the same value is the same text.
  static func print(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try print(String(decoding: encoder.encode(value), as: UTF8.self))
  }
}

/// Standard error: messages and progress; there is nobody to tell when it cannot be written.
enum StandardError {
  static func print(_ text: String) { write(text + "\n") }
  static func write(_ text: String) {
    _ = StandardStreams.write(Array(text.utf8), to: STDERR_FILENO)
  }
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
