// SPDX-License-Identifier: Apache-2.0

/// A picture or grid of numbers with a margin of zeros all round, so that inner loops never test
/// for edges.
///
/// It owns its memory and keeps it when it is laid out anew for an image that is not larger.
/// Not `Sendable`: it belongs to one workspace, and a workspace to one task.
public final class Plane<Element: BitwiseCopyable & AdditiveArithmetic> {
  /// Elements per row without the margin.
  public private(set) var width = 0
  /// Rows without the margin.
  public private(set) var height = 0
  /// Elements from one row to the next.
  public private(set) var stride = 0
  /// Elements of zero on each side; reading there is allowed, writing is not.
  public let margin: Int
  private var storage: UnsafeMutableBufferPointer<Element>

  /// Takes the margin that the loops over this plane need.
  public init(margin: Int) {
    self.margin = margin
    self.storage = UnsafeMutableBufferPointer(start: nil, count: 0)
  }

  deinit { storage.deallocate() }

  /// Sets the size; everything is zero afterwards if the size changed, else content stays.
  public func layOut(width: Int, height: Int) {
    if width == self.width, height == self.height { return }
    self.width = width
    self.height = height
    stride = (width + 2 * margin + 15) & ~15
    // One vector more at the end, as loops may load whole vectors.
    let count = stride * (height + 2 * margin) + 32
    if storage.count < count {
      storage.deallocate()
      storage = UnsafeMutableBufferPointer.allocate(capacity: count)
    }
    storage.initialize(repeating: .zero)
  }

  /// The first element of row `y`; `y` may lie in the margin.
  @inline(__always)
  public func row(_ y: Int) -> UnsafeMutablePointer<Element> {
    // Every plane is laid out before use, so the base exists.
    let base = storage.baseAddress.unsafelyUnwrapped
    return base + ((y + margin) * stride + margin)
  }

  /// One element; `x` and `y` may lie in the margin.
  @inline(__always)
  public subscript(x: Int, y: Int) -> Element {
    get { row(y)[x] }
    set { row(y)[x] = newValue }
  }
}
