// SPDX-License-Identifier: Apache-2.0

/// Loops of fingerprint comparison.
///
/// The order of every floating-point addition is part of the specification.
public protocol ComparisonKernels: Sendable {
  /// Similarity of flow descriptors: those of `a` sample by sample, 64 rows of angles, then 64 rows
  /// of validity bytes of 0 or 255, a lane a minutia; those of `b` minutia by minutia, 64 angles,
  /// then 64 validity bytes. 100 = equal, 0 where fewer than 12 samples are valid in both. A row of
  /// `out`, `lanesA` bytes (a multiple of 64), belongs to a minutia of `b`. Samples are averaged in
  /// fours, pair by pair, rounding up.
  func flowSimilarity(
    _ a: UnsafePointer<UInt8>, lanesA: Int, _ b: UnsafePointer<UInt8>, countB: Int,
    out: UnsafeMutablePointer<UInt8>)

  /// Similarity of cylinders (six layers, then validity, 256 bits each; layers are empty where the
  /// cylinder is not valid): 200 = equal, 0 where fewer than 70 cells are valid in both or 24 bits
  /// set, and in the rest of a row of `rowStride`.
  func cylinderSimilarity(
    _ a: UnsafePointer<UInt64>, countA: Int, _ b: UnsafePointer<UInt64>, countB: Int,
    rowStride: Int, out: UnsafeMutablePointer<UInt8>)

  /// Takes `penalty` from the similarity, in rows of `lanes` bytes of `a`, of minutiae whose
  /// directions differ by more than `most`, under half a turn.
  func penaliseTurns(
    _ a: MinutiaLanes, _ b: MinutiaLanes, beyond most: UInt16, by penalty: UInt8,
    similarity: UnsafeMutablePointer<UInt8>)

  /// How many of `count` bytes are `least` or more; `count` is a multiple of 32.
  func countAtLeast(_ least: UInt8, of bytes: UnsafePointer<UInt8>, count: Int) -> Int

  /// A bit for each byte that is `least` or more; `count` is a multiple of 32.
  func markAtLeast(
    _ least: UInt8, of bytes: UnsafePointer<UInt8>, count: Int, out: UnsafeMutablePointer<UInt32>)

  /// Places in pixels and directions of minutiae under a rotation and a shift.
  func place(
    _ m: MinutiaLanes, by motion: PlaneMotion, x: UnsafeMutablePointer<Float>,
    y: UnsafeMutablePointer<Float>, angle: UnsafeMutablePointer<Int16>)

  /// Squared reach of each minutia plus one, in quarter pixels; 0 in padding.
  func reach(_ m: MinutiaLanes, _ reach: MinutiaReach, out: UnsafeMutablePointer<UInt16>)

  /// Places and bends added and rounded to quarter pixels, within +-29000.
  func roundPlaces(
    _ lanes: Int, x: UnsafePointer<Float>, y: UnsafePointer<Float>, bendX: UnsafePointer<Float>,
    bendY: UnsafePointer<Float>, outX: UnsafeMutablePointer<Int16>,
    outY: UnsafeMutablePointer<Int16>)

  /// Sum over some lanes of `a`, as `motion` places them, of the best 50 + similarity among the
  /// minutiae of `b` in reach.
  func support(
    _ a: MinutiaLanes, _ lanes: Range<Int>, by motion: PlaneMotion, _ reach: MinutiaReach,
    _ b: MinutiaLanes, angleTolerance: UInt16, similarity: UnsafePointer<UInt8>, rowStride: Int
  ) -> Int

  /// One bit per place for each minutia near it, `lanes / 32` words a minutia.
  func markNear(
    _ places: PlaceLanes, _ m: MinutiaLanes, angleTolerance: UInt16,
    out: UnsafeMutablePointer<UInt32>)

  /// Weighted mean displacement at `lanes` places (a multiple of 8) and the weight of its votes,
  /// `stiffness` among them. A vote weighs `weight / (1 + d^2 inverse)^2` at distance d.
  func displace(
    _ votes: DisplacementVotes, lanes: Int, x: UnsafePointer<Float>, y: UnsafePointer<Float>,
    inverse: Float, stiffness: Float, outX: UnsafeMutablePointer<Float>,
    outY: UnsafeMutablePointer<Float>, weight: UnsafeMutablePointer<Float>)

  /// Sixteen rows of sixteen samples read from a map: `corners` are x and y, in 65536ths of a
  /// sample, of the top left, top right, bottom left and bottom right corner of the block in the
  /// map. The foreground is read once for 4x4 samples, at the third of the third row. Bits beyond the
  /// map and the foreground are 0; `stride` counts 16-bit words from row to row.
  func bendBlock(
    _ map: RidgeMapWords, corners: UnsafePointer<Int32>, ridges: UnsafeMutablePointer<UInt16>,
    foreground: UnsafeMutablePointer<UInt16>, stride: Int)

  /// Correlations of a tile of 24 rows of 24 bits with a window of 30 rows of 30 bits, displaced by
  /// 0...6 samples along both axes: 7 rows of 8 values of -1...1, the eighth -9.
  func correlate(
    ridgesA: UnsafePointer<UInt32>, foregroundA: UnsafePointer<UInt32>,
    ridgesB: UnsafePointer<UInt32>, foregroundB: UnsafePointer<UInt32>,
    out: UnsafeMutablePointer<Float>)

  /// Largest value among each one's neighbours in `count` volumes of 7 rows of 8.
  func spreadMaximum(
    _ volumes: UnsafePointer<Float>, count: Int, out: UnsafeMutablePointer<Float>)

  /// Half of each volume's `raw` values plus half the mean of its neighbours' `spread` ones; half
  /// of `current` where there is no neighbour. `neighbours` holds nine numbers a volume: how many,
  /// then which.
  func agree(
    raw: UnsafePointer<Float>, spread: UnsafePointer<Float>, neighbours: UnsafePointer<Int32>,
    count: Int, current: UnsafeMutablePointer<Float>)
}

/// Minutiae in columns padded to a multiple of 64 lanes, at most 128: quarter pixels and 65536ths of
/// a turn.
public struct MinutiaLanes {
  /// Minutiae.
  public let count: Int
  /// Length of a column.
  public let lanes: Int
  /// Quarter pixels to the right.
  public let x: UnsafePointer<Int16>
  /// Quarter pixels downwards.
  public let y: UnsafePointer<Int16>
  /// 65536ths of a turn.
  public let angle: UnsafePointer<Int16>
  /// Four words a minutia: x, y and angle twice each, then nothing.
  public let twice: UnsafePointer<UInt32>

  /// Takes columns of `lanes` numbers and four words a lane.
  public init(
    count: Int, lanes: Int, x: UnsafePointer<Int16>, y: UnsafePointer<Int16>,
    angle: UnsafePointer<Int16>, twice: UnsafePointer<UInt32>
  ) {
    self.count = count
    self.lanes = lanes
    self.x = x
    self.y = y
    self.angle = angle
    self.twice = twice
  }

  /// A number twice in a word.
  public static func twice(_ value: Int16) -> UInt32 {
    UInt32(UInt16(bitPattern: value)) * 0x1_0001
  }
}

/// How far a mate may lie: `min(limit, base + growth * distance from minutia root)`.
public struct MinutiaReach: Sendable, BitwiseCopyable {
  /// Number of the minutia.
  public let root: Int
  /// Quarter pixels at the root.
  public let base: Float
  /// Quarter pixels more for each one of distance.
  public let growth: Float
  /// Most, quarter pixels.
  public let limit: Float

  /// Takes quarter pixels.
  public init(root: Int, base: Float, growth: Float, limit: Float) {
    self.root = root
    self.base = base
    self.growth = growth
    self.limit = limit
  }
}

/// Predicted places in columns like those of `MinutiaLanes`.
public struct PlaceLanes {
  /// Length of a column.
  public let lanes: Int
  /// Quarter pixels to the right.
  public let x: UnsafePointer<Int16>
  /// Quarter pixels downwards.
  public let y: UnsafePointer<Int16>
  /// 65536ths of a turn.
  public let angle: UnsafePointer<Int16>
  /// Squared distance in quarter pixels under which a minutia is near; 0 = none is.
  public let tolerance: UnsafePointer<UInt16>

  /// Takes columns of `lanes` numbers.
  public init(
    lanes: Int, x: UnsafePointer<Int16>, y: UnsafePointer<Int16>, angle: UnsafePointer<Int16>,
    tolerance: UnsafePointer<UInt16>
  ) {
    self.lanes = lanes
    self.x = x
    self.y = y
    self.angle = angle
    self.tolerance = tolerance
  }
}

/// A rotation and a shift in pixels.
public struct PlaneMotion: Sendable, BitwiseCopyable {
  /// Cosine of the rotation.
  public var cosine: Float
  /// Sine of the rotation.
  public var sine: Float
  /// Pixels to the right.
  public var shiftX: Float
  /// Pixels downwards.
  public var shiftY: Float
  /// The rotation in 65536ths of a turn.
  public var angle: Int16

  /// Takes the rotation both as cosine and sine and as an angle.
  public init(cosine: Float, sine: Float, shiftX: Float, shiftY: Float, angle: Int16) {
    self.cosine = cosine
    self.sine = sine
    self.shiftX = shiftX
    self.shiftY = shiftY
    self.angle = angle
  }
}

/// Matched minutiae as votes for displacement.
public struct DisplacementVotes {
  /// Votes.
  public let count: Int
  /// Where the votes are, pixels.
  public let x: UnsafePointer<Float>
  /// Where the votes are, pixels.
  public let y: UnsafePointer<Float>
  /// What they vote for, pixels.
  public let shiftX: UnsafePointer<Float>
  /// What they vote for, pixels.
  public let shiftY: UnsafePointer<Float>
  /// What they weigh.
  public let weight: UnsafePointer<Float>

  /// Takes columns of `count` numbers.
  public init(
    count: Int, x: UnsafePointer<Float>, y: UnsafePointer<Float>, shiftX: UnsafePointer<Float>,
    shiftY: UnsafePointer<Float>, weight: UnsafePointer<Float>
  ) {
    self.count = count
    self.x = x
    self.y = y
    self.shiftX = shiftX
    self.shiftY = shiftY
    self.weight = weight
  }
}

/// A ridge map as words of bits, the lowest bit leftmost.
public struct RidgeMapWords {
  /// Samples per row.
  public let columns: Int
  /// Rows of samples.
  public let rows: Int
  /// Words in a row of ridges.
  public let ridgeStride: Int
  /// Words in a row of foreground cells of 4x4 samples.
  public let cellStride: Int
  /// Ridges by sample.
  public let ridges: UnsafePointer<UInt32>
  /// Foreground by cell.
  public let cells: UnsafePointer<UInt32>

  /// Takes a map's bit planes.
  public init(
    columns: Int, rows: Int, ridgeStride: Int, cellStride: Int, ridges: UnsafePointer<UInt32>,
    cells: UnsafePointer<UInt32>
  ) {
    self.columns = columns
    self.rows = rows
    self.ridgeStride = ridgeStride
    self.cellStride = cellStride
    self.ridges = ridges
    self.cells = cells
  }
}
