// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation

/// Ten finger images and an application that fits them.
struct Applicant {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    for finger in FingerPosition.tenFingers { try folder.writeRidges("\(finger.name).png") }
    try writeApplication()
  }

  func writeApplication(born: String = "1990-02-03", missing: String = "") throws {
    let text = """
      {
        "format": "sinhtrac-application-1", "id": "A-1",
        "request": { "procedure": "FIRST_ISSUANCE" },
        "applicant": {
          "lastName": "Nguyễn", "firstName": "Mai", "dateOfBirth": "\(born)", "gender": "F"
        },
        "missingFingers": [\(missing)]
      }
      """
    try Data(text.utf8).write(to: URL(filePath: folder.path + "/application.json"))
  }

  func enrol(_ more: String = "", devices: String = "samples") throws -> Program.Outcome {
    let path = folder.path
    return try Program.run(
      "enrol --application \(path)/application.json --devices \(devices) --out \(path)/out \(more)")
  }
}
