// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Records
import Station

/// Who makes the record; a station in service has its own names here.
struct StationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Name of the capture kit: 1 to 20 letters, digits, underscores.", valueName: "name"))
  var kit = "SAMPLEKIT"

  @Option(help: ArgumentHelp("Agency that the record comes from (field 1.008).", valueName: "name"))
  var origin = "VN-SAMPLE"

  @Option(help: ArgumentHelp("Agency that the record goes to (field 1.007).", valueName: "name"))
  var destination = "VN-SAMPLE"

  func identity() throws -> StationIdentity {
    try StationIdentity(
      kit: kit, originatingAgency: origin, destinationAgency: destination,
      software: AlgorithmVersion(name: Release.name, version: Release.version))
  }
}
