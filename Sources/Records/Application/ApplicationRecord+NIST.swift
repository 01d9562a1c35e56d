// SPDX-License-Identifier: Apache-2.0

import Biometrics

extension ApplicationRecord {
  /// The application as an ANSI/NIST-ITL 1-2011 Update:2015 transaction: Type-1, Type-2, a Type-14
  /// for each finger image and each missing finger that no slap covers, a Type-17 for each eye, a
  /// Type-10 for the portrait, a Type-9 for each template. A record that replaces another refers
  /// to its control number in 1.010.
  ///
  /// Throws `serial` when it is not 0...999999.
  public func nistTransaction(
    from station: StationIdentity, at time: UTCTime, serial: Int
  ) throws(RecordError) -> NISTTransaction {
    let type1 = try Type1(
      station: station, time: time, serial: serial, reference: account?.previousControlNumber)
    let following =
      [Type2(self).record(idc: 0)] + images(from: station) + irises(from: station)
      + faces(from: station) + minutiae
    return NISTTransaction(records: [type1.record(before: following)] + following)
  }

  /// IDC of the image of a capture: 1 for the first, so that templates and manifest can name it.
  func idc(ofCapture index: Int) -> Int { index + 1 }

  /// Missing fingers that have to be declared on their own, as no slap should show them.
  var uncoveredMissing: [MissingFinger] {
    let covered = Set(captures.flatMap(\.position.fingers))
    return missing.filter { !covered.contains($0.finger) }
  }

  private func images(from station: StationIdentity) -> [NISTRecord] {
    let taken = captures.enumerated().map { index, capture in
      Type14(capture, missing: missing, station: station).record(idc: idc(ofCapture: index))
    }
    let absent = uncoveredMissing.enumerated().map { index, missing in
      Type14(missing: missing, on: date, station: station)
        .record(idc: idc(ofCapture: captures.count + index))
    }
    return taken + absent
  }

  /// IDC of an eye's record: they follow those of fingers, captured eyes before missing ones.
  func idc(ofEye index: Int) -> Int {
    idc(ofCapture: captures.count + uncoveredMissing.count + index)
  }

  private func irises(from station: StationIdentity) -> [NISTRecord] {
    let taken = eyes.enumerated().map { index, eye in
      Type17(eye, station: station).record(idc: idc(ofEye: index))
    }
    let absent = missingEyes.enumerated().map { index, eye in
      Type17(missing: eye, on: date, station: station).record(idc: idc(ofEye: eyes.count + index))
    }
    return taken + absent
  }

  /// IDC of the portrait, which follows the eyes.
  var idcOfPortrait: Int { idc(ofEye: eyes.count + missingEyes.count) }

  private func faces(from station: StationIdentity) -> [NISTRecord] {
    portrait.map { [Type10(capture: $0, station: station).record(idc: idcOfPortrait)] } ?? []
  }

  private var minutiae: [NISTRecord] {
    captures.enumerated().compactMap { index, capture in
      capture.template.map {
        Type9($0, quality: capture.qualities.first).record(idc: idc(ofCapture: index))
      }
    }
  }
}
