// SPDX-License-Identifier: Apache-2.0

/// A picture or grid of numbers with a margin of zeros all round, so that inner loops never test
/// for edges.
///
/// It owns its memory and keeps it when it is laid out anew for an image that is not larger.
/// Not `Sendable`: it belongs to one workspace, and a workspace to one task.
public final class Plane<Element: BitwiseCopyable & AdditiveArithmetic> {
  // Reads of these are in every inner loop, and only `layOut` writes them: the dynamic check for
  // overlapping accesses, a third of the time of some stages, is left out.
  /// Elements per row without the margin.
  @exclusivity(unchecked) public private(set) var width = 0
  /// Rows without the margin.
  @exclusivity(unchecked) public private(set) var height = 0
  /// Elements from one row to the next.
  @exclusivity(unchecked) public private(set) var stride = 0
  /// Elements of zero left and right; reading there is allowed, writing is not.
  public let marginX: Int
  /// Rows of zeros above and below; reading there is allowed, writing is not.
  public let marginY: Int
  @usableFromInline @exclusivity(unchecked)
  internal private(set) var storage: UnsafeMutableBufferPointer<Element>

  /// Takes the margin, on all sides, that the loops over this plane need.
  public convenience init(margin: Int) {
    self.init(marginX: margin, marginY: margin)
  }

  /// Takes the margins that the loops over this plane need.
  public init(marginX: Int, marginY: Int) {
    self.marginX = marginX
    self.marginY = marginY
    self.storage = UnsafeMutableBufferPointer(start: nil, count: 0)
  }

  deinit { storage.deallocate() }

  /// Sets the size; everything is zero afterwards if the size changed, else content stays.
  public func layOut(width: Int, height: Int) {
    if width == self.width, height == self.height { return }
    self.width = width
    self.height = height
    stride = (width + 2 * marginX + 15) & ~15
    // One vector more at the end, as loops may load whole vectors.
    let count = stride * (height + 2 * marginY) + 32
    if storage.count < count {
      storage.deallocate()
      storage = UnsafeMutableBufferPointer.allocate(capacity: count)
    }
    // Zero is all bits zero for every number; a plain fill is many times faster than a generic one.
    UnsafeMutableRawBufferPointer(storage).initializeMemory(as: UInt8.self, repeating: 0)
  }

  /// The first element of row `y`; `y` may lie in the margin.
  @inlinable @inline(__always)
  public func row(_ y: Int) -> UnsafeMutablePointer<Element> {
    // Every plane is laid out before use, so the base exists.
    let base = storage.baseAddress.unsafelyUnwrapped
    return base + ((y + marginY) * stride + marginX)
  }

  /// One element; `x` and `y` may lie in the margin.
  @inlinable @inline(__always)
  public subscript(x: Int, y: Int) -> Element {
    get { row(y)[x] }
    set { row(y)[x] = newValue }
  }
}
