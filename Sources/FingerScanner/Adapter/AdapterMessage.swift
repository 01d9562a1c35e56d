// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// What station and vendor adapter say to each other; the article "Vendor adapters" explains it.
public enum AdapterMessage: Sendable, Hashable {
  /// Both: the first message, with the version that its sender speaks.
  case hello(AdapterHello)
  /// Adapter: what the scanner can do; follows its hello.
  case capabilities(AdapterCapabilities)
  /// Station: show what is on the scanner until told to stop; `unknown` stands for any one finger.
  case startPreview(FingerPosition)
  /// Station: take the final picture of what is shown.
  case capture
  /// Station: end the preview. The adapter answers `stopped`.
  case stop
  /// Adapter: the preview has ended.
  case stopped
  /// Adapter: a picture.
  case frame(AdapterFrame)
  /// Adapter: still there, although there is nothing to show.
  case alive
  /// Adapter: it cannot go on; it is ended after this.
  case error(AdapterFailure)

  /// The version of the protocol that this release speaks.
  public static let version: UInt16 = 1
}

/// Who speaks.
public struct AdapterHello: Sendable, Hashable {
  /// Version of the protocol.
  public let version: UInt16
  /// The scanner's model; empty from the station.
  public let name: String
  /// The scanner's serial number; empty from the station.
  public let serial: String

  /// Takes all parts; texts are cut to 100 bytes of UTF-8 on the wire.
  public init(version: UInt16 = AdapterMessage.version, name: String = "", serial: String = "") {
    (self.version, self.name, self.serial) = (version, name, serial)
  }
}

/// What a scanner behind an adapter can do.
public struct AdapterCapabilities: Sendable, Hashable {
  /// Slaps and fingers that it can take at once; every single finger stands for `unknown` too.
  public let positions: Set<FingerPosition>
  /// Whether `capture` gives a better picture than the preview.
  public let hasFinalFrame: Bool

  /// Takes both.
  public init(positions: Set<FingerPosition>, hasFinalFrame: Bool) {
    (self.positions, self.hasFinalFrame) = (positions, hasFinalFrame)
  }

  /// Whether it can take this.
  func includes(_ position: FingerPosition) -> Bool {
    positions.contains(position) || position == .unknown && positions.contains { $0.isSingleFinger }
  }
}

/// A picture from an adapter: upright, ridges dark, row by row from the top left.
public struct AdapterFrame: Sendable, Hashable {
  /// Whether it answers `capture`.
  public let isFinal: Bool
  /// Pixels per inch, 50 to 5000.
  public let pixelsPerInch: UInt16
  /// Pixels per row, 1 to 8192.
  public let width: UInt16
  /// Rows, 1 to 8192.
  public let height: UInt16
  /// Width times height bytes.
  public let pixels: [UInt8]

  /// Takes all parts.
  public init(
    isFinal: Bool, pixelsPerInch: UInt16, width: UInt16, height: UInt16, pixels: [UInt8]
  ) {
    (self.isFinal, self.pixelsPerInch) = (isFinal, pixelsPerInch)
    (self.width, self.height, self.pixels) = (width, height, pixels)
  }
}

/// Why an adapter cannot go on.
public struct AdapterFailure: Sendable, Hashable {
  /// What kind of failure it is.
  public enum Reason: UInt8, Sendable, CaseIterable {
    case missing = 1
    case busy, notPermitted, broken, unsuitable
  }

  /// What kind of failure it is.
  public let reason: Reason
  /// For the operator; at most 500 bytes of UTF-8, no personal data.
  public let text: String

  /// Takes both.
  public init(_ reason: Reason, _ text: String) { (self.reason, self.text) = (reason, text) }
}
