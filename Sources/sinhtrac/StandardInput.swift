// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Standard input: secrets and scanned texts, which do not belong on a command line that others can see.
enum StandardInput {
  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// The first lines that are not empty, without blanks at their ends; bytes that are no UTF-8 are
  /// replaced. Reads at most 64 KiB.
  static func lines(most: Int) -> [String] {
    var lines: [String] = []
    var count = 0
    while lines.count < most, count < 65_536, let line = readLine() {
      count += line.utf8.count + 1
      let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !text.isEmpty { lines.append(text) }
    }
    return lines
  }

  /// Asks for a line at the terminal without showing what is typed; nil without a terminal.
  static func secret(prompt: String) -> String? {
    guard isTerminal else { return nil }
    var state = termios()
    guard tcgetattr(STDIN_FILENO, &state) == 0 else { return nil }
    var quiet = state
    quiet.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &state)
      StandardError.print("")
    }
    StandardError.write(prompt)
    return lines(most: 1).first
  }
}
