// SPDX-License-Identifier: Apache-2.0

import Biometrics
public import USB

/// UPEK TouchChip sensors that make pictures: area sensors TCS1 to TCS3 and swipe sensors TCS4 and TCS5.
///
/// The sensor waits for the finger, puts swipes together and gives the picture at three quarters of its
/// own scale.
public actor UPEKTCImg: USBScannerDriver {
  /// The models; area and swipe sensors of the first were recorded.
  public static let card = DriverCard(
    name: "upektc_img", kind: .fingerScanner,
    models: [
      .init(0x147e, 0x2016, "UPEK TouchChip, EikonTouch 700 and 710", .recorded),
      .init(0x147e, 0x2020, "UPEK TouchChip TCS5", .shouldWork),
    ])

  /// 508 ppi at three quarters of the scale; the picture lies as the finger does.
  static let geometry = FrameGeometry(resolution: Resolution(pixelsPerInch: 381) ?? .standard)

  private let settings: ScannerSettings
  private let conversation: UPEKConversation
  private var sensor: UPEKSensor?
  private var isOpen = false

  /// The sensor ends its session with the picture.
  public nonisolated let isLive = false

  /// Takes an opened device.
  public init(_ transport: any Transport, _ settings: ScannerSettings) {
    self.settings = settings
    conversation = UPEKConversation(transport, settings)
  }

  /// Opens a session and closes it, which brings the sensor to a known state, then asks what it is.
  public func wake() async throws {
    isOpen = true
    try await conversation.open(17_920)
    try await conversation.close()
    try await openSession()
  }

  private func openSession() async throws {
    isOpen = true
    try await conversation.open(179_200)
    try await conversation.ask([0x28, 0x04, 0, 0, 0, 0x06, 0x04])
    sensor = try UPEKSensor(try await conversation.answer(within: settings.milliseconds(3000)))
  }

  /// Tells the sensor to capture; it says when it feels a finger.
  public func awaitFinger() async throws {
    if !isOpen { try await openSession() }
    guard let sensor else { throw ProtocolError(expected: "what kind of sensor it is") }
    try await conversation.ask(sensor.captureRequest)
    while true {
      let status = UPEKStatus(try await conversation.answer(within: nil))
      guard let status else { throw ProtocolError(expected: "the state of the finger") }
      try await conversation.ask(UPEKStatus.acknowledgement)
      if status.feelsFinger { return }
    }
  }

  /// Collects the parts of the picture, each of which is acknowledged, and ends the session.
  public func readFrame() async throws -> RawFrame {
    guard let sensor else { throw ProtocolError(expected: "what kind of sensor it is") }
    var picture = UPEKPicture(sensor)
    while true {
      let payload = try await conversation.answer(within: settings.milliseconds(10_000))
      if UPEKStatus(payload) != nil {
        try await conversation.ask(UPEKStatus.acknowledgement)
        continue
      }
      if try picture.add(payload) { break }
      try await conversation.ask(UPEKPicture.acknowledgement)
    }
    try await conversation.close()
    isOpen = false
    return try picture.frame()
  }

  /// The sensor cannot tell; its next capture waits for a fresh touch by itself.
  public func awaitLift() async throws {}

  /// Ends the session.
  public func sleep() async {
    if isOpen { try? await conversation.close() }
    isOpen = false
  }
}
