// SPDX-License-Identifier: Apache-2.0

/// A unit of the maker's own, whose controls have the lengths that the camera says (UVC 1.5, 4.2.2.5).
struct ExtensionUnit: Sendable, Hashable {
  /// Number in requests.
  let id: UInt8

  /// Most bytes of a control that are believed.
  private static let longest = 1024

  /// Throws `unsuitable` when the camera has no such unit.
  init(_ name: VideoGUID, of control: VideoControl) throws(CameraError) {
    guard let unit = control.units.first(where: { $0.kind == .extension(name) }) else {
      throw CameraError(.unsuitable, "The camera has no extension unit \(name).")
    }
    id = unit.id
  }

  /// Bytes of a control, from the answer to the question for its length.
  func length(of selector: UInt8, _ said: [UInt8]) throws(CameraError) -> Int {
    let count = said.count == 2 ? Int(said[0]) | Int(said[1]) << 8 : 0
    guard (1...Self.longest).contains(count) else {
      throw CameraError(
        .faulty, "The camera says that control \(selector) of a unit has \(count) bytes.")
    }
    return count
  }

  /// The bytes of a control as they are written: cut, or filled up with zeros, to its length.
  func value(_ bytes: [UInt8], of selector: UInt8, length said: [UInt8]) throws(CameraError)
    -> [UInt8]
  {
    let count = try length(of: selector, said)
    return bytes.prefix(count) + [UInt8](repeating: 0, count: max(count - bytes.count, 0))
  }
}
