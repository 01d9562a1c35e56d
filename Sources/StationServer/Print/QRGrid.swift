// SPDX-License-Identifier: Apache-2.0

/// The square of a QR code: patterns that scanners look for, and the way that data take through the rest
/// (ISO/IEC 18004, clauses 6.3, 7.7 and 7.8).
struct QRGrid {
  private let side: Int
  private var dark: [[Bool]]
  private var isFixed: [[Bool]]

  /// Versions 1 to 3.
  init(version: Int) {
    side = 17 + 4 * version
    dark = Array(repeating: Array(repeating: false, count: side), count: side)
    isFixed = dark
    for (x, y) in [(0, 0), (side - 7, 0), (0, side - 7)] { finder(x, y) }
    for place in 8..<side - 8 {
      set(place, 6, place.isMultiple(of: 2))
      set(6, place, place.isMultiple(of: 2))
    }
    if version > 1 { alignment(side - 7) }
    for place in 0..<9 {
      reserve(place, 8)
      reserve(8, place)
    }
    for place in side - 8..<side {
      reserve(place, 8)
      reserve(8, place)
    }
    set(8, side - 8, true)
  }

  /// The square with data and format, under one of eight masks.
  func filled(with words: [UInt8], mask: Int) -> [[Bool]] {
    var grid = self
    var bit = 0
    for right in stride(from: side - 1, to: 0, by: -2) {
      // The column of the timing pattern is left out.
      let column = right <= 6 ? right - 1 : right
      let isUp = (side - 1 - right) / 2 % 2 == 0
      for step in 0..<side {
        let y = isUp ? side - 1 - step : step
        for x in [column, column - 1] where !isFixed[y][x] {
          let isSet = bit < words.count * 8 && words[bit / 8] >> UInt8(7 - bit % 8) & 1 == 1
          grid.dark[y][x] = isSet != Self.isMasked(mask, x, y)
          bit += 1
        }
      }
    }
    grid.writeFormat(mask)
    return grid.dark
  }

  /// How much a square looks like what scanners look for: long runs, blocks, and too much of one colour.
  static func penalty(_ dark: [[Bool]]) -> Int {
    let side = dark.count
    var sum = 0
    for line in dark + (0..<side).map({ x in dark.map { $0[x] } }) {
      var run = 1
      for place in 1..<side {
        run = line[place] == line[place - 1] ? run + 1 : 1
        if run == 5 { sum += 3 } else if run > 5 { sum += 1 }
      }
    }
    for y in 1..<side {
      for x in 1..<side
      where dark[y][x] == dark[y - 1][x] && dark[y][x] == dark[y][x - 1]
        && dark[y][x] == dark[y - 1][x - 1]
      {
        sum += 3
      }
    }
    let count = dark.reduce(0) { $0 + $1.count { $0 } }
    return sum + abs(count * 100 / (side * side) - 50) / 5 * 10
  }

  private static func isMasked(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
    switch mask {
    case 0: (x + y) % 2 == 0
    case 1: y % 2 == 0
    case 2: x % 3 == 0
    case 3: (x + y) % 3 == 0
    case 4: (y / 2 + x / 3) % 2 == 0
    case 5: x * y % 2 + x * y % 3 == 0
    case 6: (x * y % 2 + x * y % 3) % 2 == 0
    default: ((x + y) % 2 + x * y % 3) % 2 == 0
    }
  }

  private mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) {
    dark[y][x] = isDark
    isFixed[y][x] = true
  }

  private mutating func reserve(_ x: Int, _ y: Int) { isFixed[y][x] = true }

  private mutating func finder(_ left: Int, _ top: Int) {
    for y in top - 1...top + 7 {
      for x in left - 1...left + 7 where (0..<side).contains(x) && (0..<side).contains(y) {
        let distance = max(abs(x - left - 3), abs(y - top - 3))
        set(x, y, distance != 2 && distance < 4)
      }
    }
  }

  private mutating func alignment(_ middle: Int) {
    for y in middle - 2...middle + 2 {
      for x in middle - 2...middle + 2 { set(x, y, max(abs(x - middle), abs(y - middle)) != 1) }
    }
  }

  /// Level M and mask with their BCH code (clause 7.9), twice.
  private mutating func writeFormat(_ mask: Int) {
    var remainder = mask << 10
    for place in (10..<15).reversed() where remainder >> place & 1 == 1 {
      remainder ^= 0x537 << (place - 10)
    }
    let bits = (mask << 10 | remainder) ^ 0x5412
    for place in 0..<15 {
      let isDark = bits >> place & 1 == 1
      let (x, y) = Self.formatPlace(place)
      dark[y][x] = isDark
      if place < 8 {
        dark[8][side - 1 - place] = isDark
      } else {
        dark[side - 15 + place][8] = isDark
      }
    }
  }

  /// Around the finder at the top left.
  private static func formatPlace(_ place: Int) -> (x: Int, y: Int) {
    switch place {
    case 0..<6: (8, place)
    case 6: (8, 7)
    case 7: (8, 8)
    case 8: (7, 8)
    default: (14 - place, 8)
    }
  }
}
