// SPDX-License-Identifier: Apache-2.0

import CStationScreens
import HTTPTypes
import Hummingbird
import NIOCore

/// The screens' files, which are part of the program: a request finds them by name in a table, and no
/// path of it ever meets the disk.
public struct Pages: Sendable {
  private let files: [String: ByteBuffer]

  /// The files that were built in.
  public init() {
    var files: [String: ByteBuffer] = [:]
    for number in 0..<station_screen_count() {
      let file = station_screen(number)
      guard let path = file.path, let bytes = file.bytes else { continue }
      files[String(cString: path)] = ByteBuffer(
        bytes: UnsafeBufferPointer(start: bytes, count: file.count))
    }
    self.files = files
  }

  /// Other files under the same names, for work on the screens.
  public init(files: [String: [UInt8]]) { self.files = files.mapValues { ByteBuffer(bytes: $0) } }

  /// The names, such as `index.html` and `screens/person.js`.
  public var names: [String] { files.keys.sorted() }

  /// The bytes of a file; nil for an unknown name.
  public func bytes(_ name: String) -> [UInt8]? { files[name].map { Array($0.readableBytesView) } }

  /// The answer for a path; `/` is `index.html`.
  func response(_ path: String) throws(WebError) -> Response {
    let name = path == "/" ? "index.html" : String(path.dropFirst())
    guard let file = files[name], let type = Self.type(of: name) else {
      throw WebError(404, "not-found", "There is no such page.")
    }
    return Response(
      status: .ok, headers: [.contentType: type, .cacheControl: "no-cache"],
      body: ResponseBody(byteBuffer: file))
  }

  private static func type(of name: String) -> String? {
    switch name.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "json": "application/json; charset=utf-8"
    case "svg": "image/svg+xml"
    default: nil
    }
  }
}
