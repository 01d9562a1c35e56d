// SPDX-License-Identifier: Apache-2.0

import Testing
import USB

@Suite struct SystemFileTests {
  private static let card = DriverCard(
    name: "test", kind: .fingerScanner,
    models: [.init(0x05ba, 0x000a, "A reader", .recorded)])

  @Test func aModelIsOneRule() throws {
    let rules = try #require(SystemFile.all(for: [Self.card]).first)
    #expect(rules.name == "70-sinhtrac.rules")
    #expect(
      rules.text.contains(
        #"ATTR{idVendor}=="05ba", ATTR{idProduct}=="000a", MODE="0660", GROUP="sinhtrac", "#
          + #"TAG+="uaccess", ENV{SINHTRAC_DRIVER}="test""#))
  }

  @Test func nothingIsOpenToEverybody() {
    for file in SystemFile.all(for: [Self.card]) {
      #expect(!file.text.contains("0666") && !file.text.contains("0664"))
    }
  }

  @Test func theHardwareDatabaseNamesModelsInCapitals() throws {
    let database = SystemFile.all(for: [Self.card])[1]
    #expect(database.text.contains("usb:v05BAp000A*\n ID_AUTOSUSPEND=1\n ID_PERSIST=0\n"))
  }

  @Test func cardReadersAreLeftToTheirDaemonWhereItIsInstalled() {
    let reader = DriverCard(
      name: "ccid", kind: .cardReader, models: [.init(0x072f, 0x223b, "ACR1252U", .shouldWork)])
    let files = SystemFile.all(for: [reader])
    #expect(files[0].text.contains(#"TEST!="/usr/sbin/pcscd", ATTR{idVendor}=="072f""#))
    #expect(!files[1].text.contains("072F"))
  }
}
