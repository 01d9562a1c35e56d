// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// Where sticks are mounted on this machine.
enum MountedSticks {
  /// Desktops and udisks mount below the first two, people by hand on the third.
  private static let places = ["/media/", "/run/media/", "/mnt/"]

  /// The mount points of sticks, in alphabetical order.
  static func found() -> [String] {
    guard let table = try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8) else {
      return []
    }
    return points(in: table)
  }

  /// The mount points of a table in the form of proc_pid_mounts(5), where blanks are `\040`.
  static func points(in table: String) -> [String] {
    let points = table.split(separator: "\n").compactMap { line -> String? in
      let parts = line.split(separator: " ")
      guard parts.count > 3, !parts[3].split(separator: ",").contains("ro") else { return nil }
      return unescaped(parts[1])
    }
    return Set(points.filter { point in places.contains { "\(point)/".hasPrefix($0) } }).sorted()
  }

  private static func unescaped(_ text: Substring) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")].reduce(String(text)) {
      $0.replacing($1.0, with: $1.1)
    }
  }
}
