// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import FingerScanner
import Imaging
import SampleKit
import USB

/// A scanner on which the invented sample applicant puts fingers and hands: for training,
/// demonstrations and tests, live and without any hardware.
public actor SampleDriver: ScannerDriver {
  private let clock: any Clock<Duration>
  private var position = FingerPosition.unknown
  private var presentations = 0
  private var frames: ArraySlice<GrayImage> = []

  /// As many frames a second as a real scanner gives.
  private static let framePause = Duration.milliseconds(66)

  /// Frames come by the clock.
  public init(clock: any Clock<Duration> = ContinuousClock()) { self.clock = clock }

  /// There is nothing to switch on.
  public func wake() {}

  /// It has room for a finger and for the slaps.
  public func prepare(for position: FingerPosition) throws {
    guard position == .unknown || position.isSingleFinger || Self.slaps.contains(position) else {
      throw ScannerError(.unsuitable, "The sample scanner cannot take \(position.name).")
    }
    self.position = position
  }

  private static let slaps: [FingerPosition] = [.plainRightFour, .plainLeftFour, .plainThumbs]

  /// The applicant is never late.
  public func awaitFinger() {
    frames = SamplePresentation(of: position, number: presentations).frames[...]
    presentations += 1
  }

  /// The next frame; the last one stays.
  public func readFrame() async throws -> RawFrame {
    try await clock.sleep(for: Self.framePause)
    let image = frames.count > 1 ? frames.popFirst() : frames.first
    guard let image, let resolution = image.resolution,
      let frame = RawFrame(
        width: image.width, height: image.height, pixels: image.pixels,
        geometry: FrameGeometry(resolution: resolution))
    else { throw ScannerError(.faulty, "There is no sample of \(position.name).") }
    return frame
  }

  /// The finger is gone at once.
  public func awaitLift() { frames = [] }

  /// There is nothing to switch off.
  public func sleep() { frames = [] }
}

extension ScannerIdentity {
  /// The sample scanner in the list of devices.
  public static let samples = ScannerIdentity(
    id: "samples", driver: "samples", name: "Sample applicant, fingers and slaps", evidence: .madeUp
  )
}

extension FingerScanner {
  /// The sample scanner.
  public init(samples settings: ScannerSettings = ScannerSettings()) {
    self.init(.samples, driver: SampleDriver(clock: settings.clock), settings: settings)
  }
}
