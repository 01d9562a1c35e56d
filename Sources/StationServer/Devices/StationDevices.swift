// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Camera
import CardReader
public import Document
import FingerScanner
import Station
public import USB

/// The devices that are plugged into this machine: finger scanners, iris and portrait cameras, and card
/// readers. They are looked for at each capture, so that one that was pulled out is taken up again.
public actor StationDevices: CaptureSource {
  /// Which devices are meant where there is more than one of a kind; nil means the only one.
  public struct Names: Sendable, Hashable {
    /// Id, driver or place of the finger scanner.
    public var scanner: String?
    /// Id or place of the iris camera.
    public var irisCamera: String?
    /// Id or place of the portrait camera.
    public var portraitCamera: String?
    /// Id or a part of the name of the card reader.
    public var reader: String?

    /// The only one of each kind.
    public init() {}
  }

  /// How long the person is waited for before the screen says that nothing came.
  static let patience = Duration.seconds(60)
  /// How long a card is waited for.
  static let cardPatience = Duration.seconds(20)

  let names: Names
  let anchors: TrustAnchors
  private let openBus: @Sendable () throws(USBError) -> any Bus
  /// The scanner stays open between fingers: it knows then whether the last one was lifted.
  private var scanner: (scanner: FingerScanner, bus: any Bus)?

  /// `anchors` are the issuers whose cards are believed. `openBus` opens what devices are looked for on.
  public init(
    _ names: Names = Names(), anchors: TrustAnchors = TrustAnchors(),
    openBus: @escaping @Sendable () throws(USBError) -> any Bus = { () throws(USBError) in
      try LibUSBBus()
    }
  ) {
    (self.names, self.anchors, self.openBus) = (names, anchors, openBus)
  }

  /// Asks the device of the target. Throws what it throws; `gone` where there is none.
  public func capture(
    _ target: CaptureTarget, of subject: CaptureSubject, urge: CaptureUrge,
    showing show: CaptureShow
  ) async throws -> Captured {
    switch target {
    case .finger(let position, _): return .finger(try await finger(position, urge, show))
    case .eye(let eye): return .eyes(try await eyes(eye, urge, show))
    case .portrait: return .portrait(try await portrait(urge, show))
    case .exception: return .photograph(PictureFile(try await portrait(urge, show).file))
    case .card: return .card(try await card(of: subject, show))
    }
  }

  /// Works with a bus, and closes it again whatever happens.
  nonisolated func withBus<Value>(_ body: (any Bus) async throws -> Value) async throws -> Value {
    try await openBus().use(body)
  }

  private func finger(
    _ position: FingerPosition, _ urge: CaptureUrge, _ show: CaptureShow
  ) async throws -> Presentation {
    let scanner = try await openScanner()
    do {
      return try await scanner.presentation(
        of: position, within: Self.patience, urge: urge, showing: show)
    } catch {
      // Nobody came, or the officer turned elsewhere: the scanner is as good as before.
      let isWell = [.noFinger, .cancelled].contains((error as? ScannerError)?.reason)
      if !isWell { await closeScanner() }
      throw error
    }
  }

  private func openScanner() async throws -> FingerScanner {
    if let scanner { return scanner.scanner }
    let bus = try openBus()
    do {
      let found = try bus.fingerScanner(named: names.scanner)
      let opened = try await FingerScanner(opening: found, on: bus)
      scanner = (opened, bus)
      return opened
    } catch {
      await bus.close()
      throw error
    }
  }

  /// Gives the scanner back.
  public func closeScanner() async {
    guard let open = scanner else { return }
    scanner = nil
    await open.scanner.close()
    await open.bus.close()
  }
}
