// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Grey on a logarithmic curve, so that a step from 15 to 30 weighs as much as one from 60 to 120:
/// the pupil of a dark eye against its iris as much as bright skin against a lid.
enum ToneCurve {
  /// Grey level where the curve bends; 8 to 32 are all fine.
  static let bend = 16.0

  /// Tone of each grey level, 0...255.
  static let table: [UInt8] = (0...255).map { grey in
    let tone = 255 * Elementary.log(1 + Double(grey) / bend) / Elementary.log(1 + 255 / bend)
    return UInt8(tone.rounded())
  }

  /// Replaces the grey of a picture by its tone.
  static func apply(to picture: Plane<UInt8>) {
    table.withUnsafeBufferPointer { table in
      for y in 0..<picture.height {
        let row = picture.row(y)
        for x in 0..<picture.width { row[x] = table[Int(row[x])] }
      }
    }
  }
}
