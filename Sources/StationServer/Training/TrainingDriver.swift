// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FingerScanner
import Imaging
import SampleKit
import USB

/// A scanner on which the invented person in hand puts fingers: an empty glass for a moment, then the
/// finger coming down, then lying still.
actor TrainingDriver: ScannerDriver {
  private let check: @Sendable () async throws -> Void
  private let picture: @Sendable (FingerPosition) async throws -> GrayImage
  private var position = FingerPosition.unknown
  private var image: GrayImage?
  private var growing: Task<GrayImage, any Error>?
  private var isGrown = false
  private var isWatched = false
  private var count = 0

  /// Twenty frames a second: what scanners for slaps give.
  private static let pause = Duration.milliseconds(50)
  /// Frames of an empty glass, and of the finger coming down.
  private static let empty = 6
  private static let coming = 5

  /// `check` throws when the scanner is not there any more.
  init(
    _ check: @escaping @Sendable () async throws -> Void,
    picture: @escaping @Sendable (FingerPosition) async throws -> GrayImage
  ) {
    (self.check, self.picture) = (check, picture)
  }

  func wake() {}
  func prepare(for position: FingerPosition) { self.position = position }

  /// The glass is seen at once, while the person's skin may still be growing.
  func awaitFinger() {
    (count, image) = (0, nil)
    growing = Task { [picture, position] in try await picture(position) }
  }

  func readFrame() async throws -> RawFrame {
    try await Task.sleep(for: Self.pause)
    do { try await check() } catch { throw ScannerError(.gone, "The sample scanner is not there.") }
    count += 1
    guard count > Self.empty, let growing else { return try Self.frame(Self.glass(position)) }
    if image == nil {
      guard isGrown else {
        watch(growing)
        return try Self.frame(Self.glass(position))
      }
      image = try await growing.value
      count = Self.empty + 1
    }
    guard let image else { throw ScannerError(.faulty, "Training has no picture.") }
    return try Self.frame(image.faded(to: Double(count - Self.empty) / Double(Self.coming)))
  }

  /// Looks whether the picture is there, without waiting for it.
  private func watch(_ task: Task<GrayImage, any Error>) {
    guard !isWatched else { return }
    isWatched = true
    Task {
      _ = await task.result
      isGrown = true
    }
  }

  private static func frame(_ image: GrayImage?) throws -> RawFrame {
    guard let image, let resolution = image.resolution,
      let frame = RawFrame(
        width: image.width, height: image.height, pixels: image.pixels,
        geometry: FrameGeometry(resolution: resolution))
    else { throw ScannerError(.faulty, "Training has no picture.") }
    return frame
  }

  /// An empty glass, as large as what is captured on it.
  private static func glass(_ position: FingerPosition) -> GrayImage? {
    let (width, height) = position.isSingleFinger ? (388, 374) : (1600, 1500)
    return GrayImage(
      width: width, height: height, pixels: [UInt8](repeating: 254, count: width * height),
      resolution: .standard)
  }

  func awaitLift() { rest() }
  func sleep() { rest() }

  private func rest() {
    growing?.cancel()
    (image, growing, isGrown, isWatched) = (nil, nil, false, false)
  }
}

extension GrayImage {
  /// Towards white: a finger that hardly touches; 1 is firm.
  fileprivate func faded(to firmness: Double) -> GrayImage? {
    guard firmness < 1 else { return self }
    let share = Int(max(firmness, 0) * 256)
    return GrayImage(
      width: width, height: height,
      pixels: pixels.map { UInt8(255 - (255 - Int($0)) * share / 256) },
      resolution: resolution)
  }
}
