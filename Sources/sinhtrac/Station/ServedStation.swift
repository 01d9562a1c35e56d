// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import Cryptography
import Records
import Station
import StationServer
import Store
import Transfer

/// What a station in service is called, where it sends records, and which devices it takes.
struct ServedStation: ParsableArguments {
  @Option(help: "What captures: usb (what is plugged in) or samples (invented people).")
  var devices = Enrol.Devices.usb

  @Option(
    help: ArgumentHelp(
      "Address of the centre that records are sent to; without it they go by stick.",
      valueName: "url"))
  var centre: String?

  @Option(help: ArgumentHelp("Where the station stands, for receipts.", valueName: "name"))
  var place = ""

  @Option(help: ArgumentHelp("Ward that the day report counts under.", valueName: "code"))
  var ward = "SAMPLE"

  @Option(
    help: ArgumentHelp(
      "A folder that records may be exported to, beside mounted sticks.", valueName: "dir"))
  var stick: [String] = []

  @Option(help: ArgumentHelp("The finger scanner, where there are several.", valueName: "id"))
  var scanner: String?

  @Option(help: ArgumentHelp("The iris camera, where there are several.", valueName: "id"))
  var irisCamera: String?

  @Option(help: ArgumentHelp("The portrait camera, where there are several.", valueName: "id"))
  var portraitCamera: String?

  @Option(help: ArgumentHelp("The card reader, where there are several.", valueName: "name"))
  var reader: String?

  @Option(
    help: ArgumentHelp(
      "Certificates (DER, PEM) and master lists of issuers of cards to trust.", valueName: "file"))
  var trust: [String] = []

  @OptionGroup(title: "Record") var names: StationOptions

  /// Unlocks the folder that `station init` made, and opens its store.
  func desk(folder: String) throws -> StationDesk {
    guard let ward = ListCode(ward) else {
      throw ValidationError("--ward is 1 to 40 letters, digits, dots, hyphens and underscores.")
    }
    let identity = try names.identity()
    let unlocked = try StationPlace(folder: folder, ward: ward, officer: "station")
    let store = try unlocked.openStore()
    guard try !store.operators.list().isEmpty else { throw StationServeError.nobody }
    var place = StationDesk.Place()
    // Numbers of applications have no underscores.
    place.kit = identity.kit.filter { $0 != "_" }
    (place.name, place.ward) = (self.place.isEmpty ? identity.kit : self.place, self.ward)
    let sealer = StationSealer(signer: unlocked.signer, recipients: unlocked.recipients)
    let desk = try SessionDesk(
      store: store, ward: ward, sealer: sealer, station: identity, policy: unlocked.policy,
      clock: Clock.now, listed: { [place] in place.listed($0) })
    return try StationDesk(
      place, store: store, desk: desk, devices: try source(),
      dispatch: try dispatch(unlocked, kit: identity.kit)
    ) { await HealthCheck(recordFolder: folder, sampleFolder: "samples").findings() }
  }

  private func source() throws -> any CaptureSource {
    guard devices == .usb else {
      return TrainingDevices(year: try Clock.now().date(hoursEast: EnrolmentRules.hoursEast).year)
    }
    var wanted = StationDevices.Names()
    (wanted.scanner, wanted.reader) = (scanner, reader)
    (wanted.irisCamera, wanted.portraitCamera) = (irisCamera, portraitCamera)
    return StationDevices(wanted, anchors: try TrustFiles.read(trust))
  }

  private func dispatch(_ unlocked: StationPlace, kit: String) throws -> Dispatch {
    let centreCertificate = unlocked.recipients.first
    var dispatch = Dispatch()
    dispatch.link = try centre.map { try CentreLink(address: $0, pinned: centreCertificate) }
    dispatch.kit = kit
    dispatch.certificate = unlocked.signer.certificate.der
    dispatch.openReceipt = Trust(Array(unlocked.recipients.prefix(1))).receiptOpener
    dispatch.folders = stick
    return dispatch
  }
}

/// Why a station cannot be served.
enum StationServeError: ExplainedError {
  case nobody

  var code: String { "no-operators" }
  var message: String {
    "Nobody may work at this station yet. Add people with `sinhtrac station operator`."
  }
}
