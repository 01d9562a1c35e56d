// SPDX-License-Identifier: Apache-2.0

/// What differs from picture to picture of one eye.
public struct EyeConditions: Sendable, Hashable {
  /// Pixels of the picture: those of a VGA camera.
  public let width = 640
  /// Rows of the picture.
  public let height = 480
  /// Radius of the iris in pixels.
  public var radius = 110.0
  /// Radius of the pupil over that of the iris.
  public var dilation = 0.4
  /// Centre of the iris from that of the picture, in pixels.
  public var shiftX = 0.0
  /// The same downwards.
  public var shiftY = 0.0
  /// Turn of the head in degrees, clockwise in the picture.
  public var roll = 0.0
  /// Heights of the upper and lower lid's edge over the iris' centre, in its radii: 1 is open wide.
  public var upperLid = 0.85
  /// The same downwards.
  public var lowerLid = 0.95
  /// Standard deviation of the blur in pixels.
  public var defocus = 0.8
  /// Standard deviation of the noise in grey levels.
  public var noise = 2.0
  /// Brightness of the light, 1 is usual.
  public var light = 1.0
  /// Lamps whose reflections are seen.
  public var lamps = 2
  /// What lashes, lamps and noise are drawn from.
  public var seed: UInt64 = 0

  /// A careful operator's picture.
  public init() {}

  /// The everyday spread of a capture station.
  public init(seed: UInt64) {
    var random = SeededGenerator(seed: seed, stream: .pose)
    radius = random.uniform(84, 134)
    dilation = random.uniform(0.28, 0.56)
    shiftX = random.uniform(-60, 60)
    shiftY = random.uniform(-40, 40)
    roll = random.uniform(-12, 12)
    upperLid = random.uniform(0.55, 1.02)
    lowerLid = random.uniform(0.78, 1.05)
    defocus = random.uniform(0.5, 1.6)
    noise = random.uniform(1, 3.5)
    light = random.uniform(0.82, 1.15)
    lamps = [1, 2, 2, 8][random.index(below: 4)]
    self.seed = seed
  }
}
