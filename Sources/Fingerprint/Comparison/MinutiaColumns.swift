// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// Minutiae in the order and form that comparison reads them: columns of 16-bit numbers.
struct MinutiaColumns: Sendable {
  /// Most minutiae used, the best by quality: more are mostly spurious and cost quadratic time.
  static let capacity = 128
  /// Columns are padded to a multiple of this with places far away.
  static let laneStep = 64
  /// Coordinate of padding in quarter pixels; places beyond `reach` are left out.
  static let far: Int16 = 30000
  /// Largest coordinate in quarter pixels at 500 ppi: 20 cm.
  static let reach: Float = 16000

  /// Minutiae.
  let count: Int
  /// Length of a column.
  let lanes: Int
  private let columns: [Int16]
  /// Four words a lane: x, y and angle twice each, then nothing.
  private let twice: [UInt32]

  init(_ template: MinutiaeTemplate) {
    let scale = Float(500 / template.resolution.pixelsPerInch)
    let rows = template.minutiae.map { Row($0, scale: scale) }
      .filter { $0.x <= Int16(Self.reach) && $0.y <= Int16(Self.reach) }
      .sorted().prefix(Self.capacity)
    count = rows.count
    lanes = max(1, (count + Self.laneStep - 1) / Self.laneStep) * Self.laneStep
    let padding = lanes - count
    func column(_ value: (Row) -> Int16, _ pad: Int16) -> [Int16] {
      rows.map(value) + [Int16](repeating: pad, count: padding)
    }
    columns =
      column(\.x, Self.far) + column(\.y, Self.far) + column(\.angle, 0) + column(\.kind, 0)
      + column(\.quality, 0)
    twice =
      rows.flatMap { [$0.x, $0.y, $0.angle, 0].map(MinutiaLanes.twice) }
      + [UInt32](repeating: 0, count: 4 * padding)
  }

  /// A hash of the content (Fowler, Noll, Vo: FNV-1a over 16-bit numbers).
  var digest: UInt64 {
    columns.reduce(0xcbf2_9ce4_8422_2325) { hash, value in
      (hash ^ UInt64(UInt16(bitPattern: value))) &* 0x100_0000_01b3
    }
  }

  /// Gives pointers that are valid during the call.
  func withPointers<Result>(_ body: (MinutiaPointers) -> Result) -> Result {
    columns.withUnsafeBufferPointer { columns in
      twice.withUnsafeBufferPointer { twice in
        guard let base = columns.baseAddress, let words = twice.baseAddress else {
          preconditionFailure("columns are never empty")
        }
        return body(MinutiaPointers(count: count, lanes: lanes, base: base, twice: words))
      }
    }
  }

  /// One minutia; the order is quality, then place, so that the input's order does not matter.
  private struct Row: Comparable {
    let x, y, angle, kind, quality: Int16

    init(_ minutia: Minutia, scale: Float) {
      x = Self.quarters(minutia.x, scale)
      y = Self.quarters(minutia.y, scale)
      angle = BinaryAngle.counterClockwise(degrees: minutia.angle)
      kind = Int16(minutia.kind.rawValue)
      quality = Int16(minutia.quality)
    }

    private static func quarters(_ pixels: Float, _ scale: Float) -> Int16 {
      Int16(max(0, min(32767, ((pixels * 4).rounded() * scale).rounded())))
    }

    static func < (a: Row, b: Row) -> Bool {
      (-a.quality, a.y, a.x, a.angle, a.kind) < (-b.quality, b.y, b.x, b.angle, b.kind)
    }
  }
}

/// The columns of one template during a comparison.
struct MinutiaPointers {
  /// Places in quarter pixels at 500 ppi and binary angles.
  let columns: MinutiaLanes
  /// `Minutia.Kind.rawValue`.
  let kind: UnsafePointer<Int16>
  /// 1...100, or 0 when not reported.
  let quality: UnsafePointer<Int16>

  init(count: Int, lanes: Int, base: UnsafePointer<Int16>, twice: UnsafePointer<UInt32>) {
    columns = MinutiaLanes(
      count: count, lanes: lanes, x: base, y: base + lanes, angle: base + 2 * lanes, twice: twice)
    kind = base + 3 * lanes
    quality = base + 4 * lanes
  }

  var count: Int { columns.count }
  var lanes: Int { columns.lanes }
  var angle: UnsafePointer<Int16> { columns.angle }

  /// Place in pixels.
  func place(_ index: Int) -> (x: Float, y: Float) {
    (Float(columns.x[index]) * 0.25, Float(columns.y[index]) * 0.25)
  }
}
