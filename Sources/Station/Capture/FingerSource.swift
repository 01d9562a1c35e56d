// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Cryptography
public import FingerScanner
public import Imaging

/// Where the fingers of an enrolment come from: sample images, or what a scanner gave.
public protocol FingerSource: Sendable {
  /// The slaps that are there, in the order of their codes.
  var slaps: [FingerPosition] { get }

  /// Makes sure, before work starts, that the application can be served.
  func check(_ application: Application) throws

  /// Gives a finger's or slap's sample; called on any thread.
  func capture(_ finger: FingerPosition) throws -> FingerSample
}

extension SampleDevices: FingerSource {}

/// Fingers that a scanner has captured, one after the other, each placed by the applicant.
public struct ScannedFingers: FingerSource {
  private let images: [FingerPosition: GrayImage]
  private let device: String

  /// The slaps that were taken, in the order of their codes.
  public let slaps: [FingerPosition]

  /// Asks for every finger that the application does not declare missing, right thumb first, and then
  /// for the slaps that are wanted, as far as the scanner has room for them.
  ///
  /// Each is captured by itself when it lies still and shows well. Waits so long for each and tells
  /// what happens. Throws `CaptureError` with the finger's name; its code is that of the scanner's error.
  public init(
    of application: Application, from scanner: FingerScanner, by capture: AutoCapture = .init(),
    slaps: [FingerPosition] = [], limit: Duration,
    telling tell: @escaping @Sendable (FingerPosition, AutoCapture.Event) -> Void
  ) async throws(CaptureError) {
    var images: [FingerPosition: GrayImage] = [:]
    for finger in application.presentFingers + slaps {
      do {
        images[finger] = try await capture.capture(
          finger, from: scanner, within: limit, telling: { tell(finger, $0) }
        ).image
      } catch {
        guard error.reason == .unsuitable, slaps.contains(finger) else {
          throw .failed(finger, error)
        }
      }
    }
    self.images = images
    self.slaps = slaps.filter { images[$0] != nil }
    device = scanner.identity.title
  }

  /// Every finger that is asked for was captured before.
  public func check(_ application: Application) {}

  /// The finger as the scanner gave it.
  public func capture(_ finger: FingerPosition) throws -> FingerSample {
    guard let image = images[finger] else {
      throw CaptureError.inconsistentFeatures(finger)
    }
    return FingerSample(
      position: finger, impression: .liveScanPlain, image: image, device: device,
      frameDigest: try SHA256.digest(of: image.pixels))
  }
}

extension GrayImage {
  /// A scanner's frame as an image.
  public init?(_ frame: Frame) {
    self.init(
      width: frame.width, height: frame.height, pixels: frame.pixels, resolution: frame.resolution)
  }
}
