// SPDX-License-Identifier: Apache-2.0

import FuzzKit
import Records
import Station

/// An application with every kind of field.
private let complete = """
  {
    "format": "sinhtrac-application-1", "id": "A-1",
    "request": { "procedure": "EXCHANGE", "reason": "25" },
    "applicant": {
      "lastName": "Nguyễn", "middleName": "Thị", "firstName": "Mai", "dateOfBirth": "2015-02",
      "gender": "F", "nationality": "VNM", "personalNumber": "001315000001", "phone1": "0",
      "relatives": [{ "relation": "legalRepresentative", "lastName": "Lê", "firstName": "An" }]
    },
    "missingFingers": [{ "finger": "left-little", "reason": "amputated" }]
  }
  """

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) { [Array(complete.utf8)] }
}

/// An application that was read and is permitted makes a record, and looking at it never traps.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  guard let application = try? ApplicationReader.read(input),
    let day = CalendarDate(year: 2026, month: 11, day: 21)
  else { return 0 }
  _ = EnrolmentRules.warnings(application)
  guard (try? EnrolmentRules.check(application, on: day)) != nil else { return 0 }
  precondition((try? application.record(with: [], on: day)) != nil, "a permitted one is refused")
  return 0
}
