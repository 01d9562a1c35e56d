// SPDX-License-Identifier: Apache-2.0

extension ApplicationRecord {
  /// The application's manifest over the other files of its folder.
  ///
  /// Throws `digest` when OpenSSL fails.
  public func manifest(
    of parts: [RecordPart], from station: StationIdentity, at time: UTCTime, serial: Int
  ) throws(RecordError) -> Manifest {
    var listed: [Manifest.Part] = []
    for part in parts { listed.append(try Manifest.Part(part, mimeType: part.mimeType)) }
    return Manifest(
      format: Manifest.format, enrollmentId: id, status: "FINALIZED",
      requestData: Manifest.Request(requestType: kind.procedure.rawValue, reason: kind.reason),
      contextualData: context(from: station, at: time, serial: serial),
      biographicData: Manifest.Biography(applicant), biometricData: biometricItems, parts: listed,
      enrolment: account)
  }

  private func context(
    from station: StationIdentity, at time: UTCTime, serial: Int
  ) -> Manifest.Context {
    Manifest.Context(
      enrollmentDate: date.description, creationDate: time.description,
      ageGroup: ageGroup.rawValue, kit: station.kit,
      originatingAgency: station.originatingAgency, destinationAgency: station.destinationAgency,
      transactionControlNumber: station.transactionControlNumber(
        station.localDate(time), serial: serial),
      software: station.software)
  }

  private var biometricItems: [Manifest.BiometricItem] {
    let taken = captures.enumerated().map { index, capture in
      Manifest.BiometricItem(capture, idc: idc(ofCapture: index), missing: missing)
    }
    let absent = uncoveredMissing.enumerated().map { index, missing in
      Manifest.BiometricItem(missing, idc: idc(ofCapture: captures.count + index))
    }
    let irises = eyes.enumerated().map { index, eye in
      Manifest.BiometricItem(eye, idc: idc(ofEye: index))
    }
    let missingIrises = missingEyes.enumerated().map { index, eye in
      Manifest.BiometricItem(eye, idc: idc(ofEye: eyes.count + index))
    }
    let faces = portrait.map { [Manifest.BiometricItem($0, idc: idcOfPortrait)] } ?? []
    return taken + absent + irises + missingIrises + faces
  }
}

extension RecordPart {
  /// Media type by the file's ending.
  fileprivate var mimeType: String {
    switch name.split(separator: ".").last {
    case "an2": "application/x-ansi-nist-itl"
    case "png": "image/png"
    case "jpg": "image/jpeg"
    default: "application/octet-stream"
    }
  }
}
