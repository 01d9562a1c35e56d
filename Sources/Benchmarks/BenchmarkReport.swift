// SPDX-License-Identifier: Apache-2.0

/// What one benchmark found: timings, and figures that are no times (such as recall).
public struct BenchmarkReport: Sendable, Encodable {
  /// The benchmark's name, as the command line takes it.
  public let name: String
  /// What was run: images, sizes, instruction-set level.
  public let subject: String
  /// One per case.
  public let timings: [Timing]
  /// One per measured figure.
  public let figures: [Figure]

  /// A measured number with its unit.
  public struct Figure: Sendable, Encodable {
    /// What was measured.
    public let name: String
    /// The number.
    public let value: Double
    /// Unit or explanation; empty for a plain ratio.
    public let unit: String

    /// Takes a name, a value and its unit.
    public init(_ name: String, _ value: Double, _ unit: String = "") {
      self.name = name
      self.value = value
      self.unit = unit
    }
  }

  /// Takes the results under the benchmark's name.
  public init(name: String, subject: String, timings: [Timing] = [], figures: [Figure] = []) {
    self.name = name
    self.subject = subject
    self.timings = timings
    self.figures = figures
  }

  /// A table for people: microseconds, and nanoseconds per pixel where that says something.
  public var text: String {
    var lines = ["\(name): \(subject)"]
    if !timings.isEmpty {
      lines.append(Self.row("case", "median us", "minimum us", "ns/pixel", "rounds"))
      lines += timings.map { timing in
        Self.row(
          timing.name, Self.fixed(Double(timing.medianNanoseconds) / 1000, 1),
          Self.fixed(Double(timing.minimumNanoseconds) / 1000, 1),
          timing.nanosecondsPerPixel.map { Self.fixed($0, 2) } ?? "", "\(timing.rounds)")
      }
    }
    lines += figures.map { "  \(Self.padded($0.name, 30)) \(Self.fixed($0.value, 4)) \($0.unit)" }
    return lines.joined(separator: "\n")
  }

  private static func row(_ name: String, _ columns: String...) -> String {
    "  " + padded(name, 26) + columns.map { padded($0, -12) }.joined()
  }

  /// Fills with blanks up to the width; a negative width puts the text on the right.
  private static func padded(_ text: String, _ width: Int) -> String {
    let blanks = String(repeating: " ", count: max(abs(width) - text.count, 0))
    return width < 0 ? blanks + text : text + blanks
  }

  /// `value` with so many decimals and without an exponent.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = Int64((abs(value) * scale).rounded())
    let digits = String(scaled)
    let filled = String(repeating: "0", count: max(decimals + 1 - digits.count, 0)) + digits
    let sign = value < 0 && scaled != 0 ? "-" : ""
    guard decimals > 0 else { return sign + filled }
    return sign + filled.dropLast(decimals) + "." + filled.suffix(decimals)
  }
}
