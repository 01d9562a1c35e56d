// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Testing

@testable import Station

/// What an officer does, one thing after the other.
enum Script {
  /// An exchange with the old card: chip, 13 captures, both eyes, portrait, review, signature.
  static func adult() async throws -> [SessionCommand.Action] {
    try await [
      .applyFor(procedure: "EXCHANGE", ground: "24-1-a"),
      .readCard(card: SamplePictures.card()),
      .account(level: 2, phone: "0900000000", email: nil),
    ] + slaps() + rolls() + eyes() + ending()
  }

  /// A first card for a child of seven: slaps only, and the mother acts.
  static func child() throws -> [SessionCommand.Action] {
    try [
      .applyFor(procedure: "FIRST_ISSUANCE", ground: nil),
      .chooseProfile(profile: .slaps),
      .typePerson(values: [
        .fullName: "Nguyễn Thị Bé", .dateOfBirth: "05/05/2019", .gender: "Nữ",
        .nationality: "VNM", .permanentResidence: "Số 0, phố Không Có Thật, Hà Nội",
      ]),
      .representative(
        fullName: "Nguyễn Thị Ví Dụ", personalNumber: "001190000001", relation: "mẹ",
        consents: true),
    ] + slaps() + eyes() + ending()
  }

  static func slaps(missing: Set<FingerPosition> = []) throws -> [SessionCommand.Action] {
    try CaptureProfile.slaps.positions.map { position in
      .capture(
        position: position,
        picture: try SamplePictures.presentation(
          position, .slap, missing: missing.intersection(position.fingers)))
    }
  }

  static func rolls() throws -> [SessionCommand.Action] {
    try FingerPosition.tenFingers.map {
      .capture(position: $0, picture: try SamplePictures.presentation($0, .roll))
    }
  }

  static func eyes() throws -> [SessionCommand.Action] {
    [.captureEyes(pictures: try EyeLabel.both.map(SamplePictures.eye))]
  }

  static func ending() throws -> [SessionCommand.Action] {
    try [
      .portrait(picture: SamplePictures.portrait()), .review, .sign(manner: "paper", picture: nil),
      .submit,
    ]
  }
}

extension TestDesk {
  /// The files of the record that was sealed last, by name.
  func files(of application: String = "A-1") throws -> [String: [UInt8]] {
    let entry = try #require(outbox.records(of: application).last)
    return try PlainSealer.files(in: try #require(outbox.sealed(entry.record)))
  }
}

extension PlainSealer {
  static func files(in bytes: [UInt8]) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let head = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      let count = try #require(head.last.flatMap { Int($0) })
      rest = rest[(end + 1)...]
      files[String(head[0])] = Array(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    return files
  }
}
