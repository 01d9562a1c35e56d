// SPDX-License-Identifier: Apache-2.0

/// Makes pixels of pixels by a loop that the compiler can turn into vector code: the bounds are
/// checked by the caller, once, and not at each pixel.
enum PixelLoop {
  /// `body` must read inside `source` and set every byte of `target`, which has `count`.
  static func make(
    count: Int, from source: [UInt8],
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeMutableBufferPointer<UInt8>) -> Void
  ) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { target, filled in
      unsafe source.withUnsafeBufferPointer { source in
        unsafe body(source, UnsafeMutableBufferPointer(rebasing: target[..<count]))
      }
      filled = count
    }
  }
}
