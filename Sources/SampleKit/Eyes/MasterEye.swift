// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// An eye that nobody has: what stays the same from picture to picture.
public struct MasterEye: Sendable {
  /// What the eye grows from.
  public let seed: UInt64
  /// Which eye it is; the tear duct lies on the nose's side.
  public let label: EyeLabel
  let texture: IrisTexture
  let face: EyeFace

  /// Grows an eye; different seeds give different irises.
  public init(seed: UInt64, label: EyeLabel = .right) {
    self.seed = seed
    self.label = label
    texture = IrisTexture(seed: seed)
    face = EyeFace(seed: seed, label: label)
  }
}

/// Greys and shapes of an eye and the skin around; lengths are in radii of the iris.
struct EyeFace: Sendable {
  /// 1 where the nose is to the right of the picture, -1 where it is to the left.
  let nose: Double
  let iris, irisContrast, sclera, skin: Double
  /// Where the pupil's centre lies from the iris' one, towards the nose and downwards.
  let pupilShift: (nasal: Double, down: Double)
  /// Amplitudes and phases of the pupil's harmonics 2 to 5, in shares of its radius.
  let pupilWaves: [(amplitude: Double, phase: Double)]
  /// Width of the opening between the lids, to either side of the iris' centre.
  let opening: Double
  /// How far above the lid its fold is.
  let fold: Double
  let upperLashes, lowerLashes: Int

  init(seed: UInt64, label: EyeLabel) {
    var random = SeededGenerator(seed: seed, stream: .face)
    // A person's right eye has the nose to the right of the picture.
    nose = label == .left ? -1 : 1
    iris = random.uniform(84, 126)
    irisContrast = random.uniform(15, 24)
    sclera = iris + random.uniform(42, 66)
    skin = random.uniform(128, 186)
    pupilShift = (random.uniform(0.005, 0.045), random.uniform(-0.01, 0.03))
    pupilWaves = (2...5).map { _ in (random.uniform(0, 0.009), random.uniform(0, 6.28)) }
    opening = random.uniform(1.9, 2.3)
    fold = random.uniform(0.28, 0.5)
    upperLashes = 62 + random.index(below: 40)
    lowerLashes = 18 + random.index(below: 16)
  }
}
