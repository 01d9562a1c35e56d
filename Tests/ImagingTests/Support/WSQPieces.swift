// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Imaging

/// A WSQ file in pieces that tests take apart and put together differently.
struct WSQPieces {
  /// A segment, and the coded data behind it where it starts a block.
  struct Piece {
    var marker: UInt8
    var content: [UInt8] = []
    var data: [UInt8] = []

    var bytes: [UInt8] {
      let length = content.count + 2
      return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + content + data
    }
  }

  /// Everything between the start and the end of the image.
  var pieces: [Piece] = []

  init(_ file: [UInt8]) throws {
    var position = 2
    while file[position + 1] != WSQMarker.endOfImage.rawValue {
      let length = Int(file[position + 2]) << 8 | Int(file[position + 3])
      var piece = Piece(marker: file[position + 1])
      piece.content = Array(file[position + 4..<position + 2 + length])
      position += 2 + length
      while file[position] != 0xFF || file[position + 1] == 0 {
        piece.data.append(file[position])
        position += 1
      }
      pieces.append(piece)
    }
    try #require(bytes == file)
  }

  var bytes: [UInt8] { [0xFF, 0xA0] + pieces.flatMap(\.bytes) + [0xFF, 0xA1] }

  /// Places of the segments with a marker.
  func places(of marker: WSQMarker) -> [Int] {
    pieces.indices.filter { pieces[$0].marker == marker.rawValue }
  }

  /// A file made by our encoder.
  static func file(
    _ width: Int, _ height: Int, rate: Double = 2.25, filters: FilterBank = .standard
  ) throws -> WSQPieces {
    let image = try TestPictures.grating(period: 9, width: width, height: height)
    let encoder = WSQEncoder(kernels: Kernels.best.wsq, filters: filters)
    return try WSQPieces(encoder.encode(image, rate: rate))
  }
}

extension FilterBank {
  /// Le Gall and Tabatabai's 5/3 pair, normalised.
  static let fiveThree = FilterBank(
    low: [1.06066017, 0.35355339, -0.17677670], high: [0.70710678, -0.35355339], isOdd: true)
  /// Haar's pair.
  static let haar = FilterBank(low: [0.70710678], high: [0.70710678], isOdd: false)
  /// The spline pair of 2 and 6 taps.
  static let twoSix = FilterBank(
    low: [0.70710678], high: [-0.70710678, 0.08838835, 0.08838835], isOdd: false)
}
