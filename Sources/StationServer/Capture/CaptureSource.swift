// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Station

/// What a device is asked for.
public enum CaptureTarget: Sendable, Hashable {
  /// A finger or slap, and how it is presented.
  case finger(FingerPosition, CaptureManner)
  /// An eye; a camera for two gives both.
  case eye(EyeLabel)
  /// The face.
  case portrait
  /// The chip of the card on the reader.
  case card
  /// The photograph of a hand or eye that cannot be captured.
  case exception(BodyPart)
}

/// What a device gave.
public enum Captured: Sendable {
  case finger(Presentation)
  case eyes([PresentedEye])
  case portrait(PresentedPortrait)
  case card(CardReading)
  case photograph(PictureFile)
}

/// The person in hand, as far as a device has to know.
public struct CaptureSubject: Sendable, Hashable {
  /// The application's number.
  public let application: String
  /// Known from list or QR code; the last six digits open the chip. Personal data: for no log.
  public let personalNumber: String?
  /// Fingers declared as not to be captured.
  public let missing: Set<FingerPosition>
  /// Presentations of this target so far.
  public let attempts: Int

  /// Takes all parts.
  public init(
    application: String, personalNumber: String?, missing: Set<FingerPosition>, attempts: Int
  ) {
    (self.application, self.personalNumber) = (application, personalNumber)
    (self.missing, self.attempts) = (missing, attempts)
  }
}

/// The devices of a station: real ones, or those of training.
public protocol CaptureSource: Sendable {
  /// Shows what a device sees until it has what is asked for; `urge` says that now will do.
  ///
  /// Throws what the device throws, `no-device` where there is none; cancelled it stops at once.
  func capture(
    _ target: CaptureTarget, of subject: CaptureSubject, urge: CaptureUrge,
    showing show: CaptureShow
  ) async throws -> Captured

  /// What there is, and what there is not.
  func list() async -> [DeviceEntry]
}

/// One line of the devices' page.
public struct DeviceEntry: Sendable, Hashable, Encodable {
  /// `finger`, `eye`, `portrait` or `reader`.
  public let kind: String
  /// As the operator knows it.
  public let name: String
  /// Whether it is there.
  public let isPresent: Bool
  /// Driver and place, or what to do.
  public let detail: String

  /// Takes all parts.
  public init(kind: String, name: String, isPresent: Bool, detail: String) {
    (self.kind, self.name, self.isPresent, self.detail) = (kind, name, isPresent, detail)
  }
}
