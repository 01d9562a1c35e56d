// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// How often each grey level occurs.
struct GreyCounts {
  /// Four tables, whose sum counts.
  private var tables = [UInt32](repeating: 0, count: 1024)

  /// Counts all pixels of a picture.
  mutating func add(_ picture: Plane<UInt8>, _ kernels: any IrisKernels) {
    for y in 0..<picture.height {
      kernels.countGreys(picture.row(y), count: picture.width, counts: &tables)
    }
  }

  /// The count of a grey level, 0...255.
  subscript(grey: Int) -> Int {
    Int(tables[grey]) + Int(tables[256 + grey]) + Int(tables[512 + grey]) + Int(tables[768 + grey])
  }
}
