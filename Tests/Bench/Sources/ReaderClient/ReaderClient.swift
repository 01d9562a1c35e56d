// SPDX-License-Identifier: Apache-2.0

import CardReader
import Foundation
import ReaderModels
import ScannerModels
import USB

/// Works with a card reader of this machine, made-up or not, and says whether all came out as it must:
/// `faults PLAN` reads an echoing card under each fault of a plan, and soundly after it;
/// `document CAN ISSUER [READER]` reads an identity document, ISSUER being its state's certificate.
@main
enum ReaderClient {
  static func main() async {
    do {
      try await run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      print("FAILED \(error)")
      exit(1)
    }
  }

  private static func run(_ words: [String]) async throws {
    if words.count == 2, words[0] == "faults", let plan = FaultPlan(words[1]) {
      try await ReaderFaultRun(plan).run()
    } else if [3, 4].contains(words.count), words[0] == "document" {
      let reader = words.count == 4 ? words[3] : nil
      try await DocumentRun(can: words[1], issuer: words[2], reader: reader).run()
    } else {
      print(
        "usage: ReaderClient faults none|steps:N|random:SEED:STEPS:COUNT | document CAN ISSUER [READER]"
      )
      exit(2)
    }
  }
}
