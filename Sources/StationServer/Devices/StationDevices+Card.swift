// SPDX-License-Identifier: Apache-2.0

import Camera
import CardReader
import Document
import FingerScanner
import Station
import USB

extension StationDevices {
  /// The chip of the card on the reader; the last six digits of the personal number open it.
  nonisolated func card(of subject: CaptureSubject, _ show: CaptureShow) async throws -> CardReading
  {
    let key = try subject.accessKey()
    show.note(.reading)
    let readers = await CardReaders()
    let (name, patience) = (names.reader, Self.cardPatience)
    let document = DocumentReader(keys: [key], anchors: anchors)
    return CardReading(
      try await document.read { () async throws(CardError) in
        try await readers.open(name: name, within: patience)
      })
  }

  /// What is plugged in, kind by kind; a kind of which there is nothing is told as absent.
  public nonisolated func list() async -> [DeviceEntry] {
    let (scanners, cameras) = await onBus()
    let readers = (try? await CardReaders().list()) ?? []
    let isIris = { (camera: CameraIdentity) in camera.purpose == .iris }
    return Self.entries("finger", scanners.map { ($0.name, $0.id) })
      + Self.entries("eye", cameras.filter(isIris).map { ($0.name, $0.id) })
      + Self.entries("portrait", cameras.filter { !isIris($0) }.map { ($0.name, $0.id) })
      + Self.entries("reader", readers.map { ($0.name, $0.id) })
  }

  private nonisolated func onBus() async -> ([ScannerIdentity], [CameraIdentity]) {
    let found = try? await withBus { bus in (try bus.fingerScanners(), try bus.cameras()) }
    return found ?? ([], [])
  }

  private static func entries(
    _ kind: String, _ found: [(name: String, id: String)]
  ) -> [DeviceEntry] {
    guard !found.isEmpty else {
      return [DeviceEntry(kind: kind, name: "–", isPresent: false, detail: "")]
    }
    return found.map { DeviceEntry(kind: kind, name: $0.name, isPresent: true, detail: $0.id) }
  }
}

extension CaptureSubject {
  /// What opens the chip of the person's card. Throws `no-number` as long as the number is not known.
  func accessKey() throws(WebError) -> AccessKey {
    guard let number = personalNumber, number.utf8.count == 12 else {
      throw WebError(
        422, "no-number", "The chip opens with the personal number. Type it, then press F3.",
        field: "personalNumber")
    }
    return .cardAccessNumber(String(number.suffix(6)))
  }
}
