// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import FingerScanner
import Imaging
import USB

/// Sample images as a scanner: for training, demonstrations and tests, without any hardware.
public actor SampleDriver: ScannerDriver {
  private let samples: SampleDevices
  private var position = FingerPosition.unknown

  /// Takes the images.
  public init(_ samples: SampleDevices) { self.samples = samples }

  /// There is nothing to switch on.
  public func wake() {}

  /// Chooses the image. Throws `finger-unaccounted` when the folder has none.
  public func prepare(for position: FingerPosition) throws {
    let any = FingerPosition.tenFingers.first(where: samples.has)
    self.position = position == .unknown ? any ?? position : position
  }

  /// The finger is always there.
  public func awaitFinger() {}

  /// The image as it is.
  public func readFrame() throws -> RawFrame {
    let image = try samples.capture(position).image
    guard let resolution = image.resolution,
      let frame = RawFrame(
        width: image.width, height: image.height, pixels: image.pixels,
        geometry: FrameGeometry(resolution: resolution))
    else {
      throw ImageError(
        .unknownResolution, "The sample of \(position.name) does not say its resolution.")
    }
    return frame
  }

  /// The finger is gone at once.
  public func awaitLift() {}

  /// There is nothing to switch off.
  public func sleep() {}
}

extension FingerScanner {
  /// A scanner on which the sample applicant puts fingers.
  public init(samples: SampleDevices) {
    let identity = ScannerIdentity(
      id: "samples", driver: "samples", name: "Sample images", evidence: .recorded)
    self.init(identity, driver: SampleDriver(samples))
  }
}
