// SPDX-License-Identifier: Apache-2.0

import Bytes

/// One command (TPM 2.0 Library, part 3), and how its response is read.
struct TPMCommand {
  /// The commands needed (part 2, clause 6.5.2).
  enum Code: UInt32 {
    case createPrimary = 0x131
    case create = 0x153
    case load = 0x157
    case sign = 0x15d
    case unseal = 0x15e
    case flushContext = 0x165
    case getCapability = 0x17a
  }

  /// The owner's hierarchy, below which the keys are made.
  static let owner: UInt32 = 0x4000_0001
  /// Authorization by a password.
  private static let passwordSession: UInt32 = 0x4000_0009
  private static let withoutSessions: UInt16 = 0x8001
  private static let withSessions: UInt16 = 0x8002

  let code: Code
  var handles: [UInt32] = []
  /// Authorizes the first handle; nil for commands that need none.
  var password: [UInt8]?
  var parameters: [UInt8] = []
  /// Whether the response starts with a handle.
  var givesHandle = false

  /// Tag, size, code, handles, authorization, parameters (part 1, clause 18).
  var encoded: [UInt8] {
    var body = ByteWriter()
    for handle in handles { body.write(handle) }
    if let password {
      var session = ByteWriter()
      session.write(Self.passwordSession)
      session.write(Self.sized([]))
      session.write(UInt8(0))
      session.write(Self.sized(password))
      body.write(UInt32(session.bytes.count))
      body.write(session.bytes)
    }
    body.write(parameters)
    var command = ByteWriter()
    command.write(password == nil ? Self.withoutSessions : Self.withSessions)
    command.write(UInt32(10 + body.bytes.count))
    command.write(code.rawValue)
    command.write(body.bytes)
    return command.bytes
  }

  /// The handle, where there is one, and the parameters of a response; or its error's number.
  func read(_ response: [UInt8]) throws(MalformedData) -> (
    status: UInt32, handle: UInt32, parameters: ByteReader
  ) {
    var reader = ByteReader(response)
    let tag = try reader.readUInt16("a response's tag")
    _ = try reader.readUInt32("a response's size")
    let status = try reader.readUInt32("a response code")
    guard status == 0 else { return (status, 0, reader) }
    let handle = givesHandle ? try reader.readUInt32("a handle") : 0
    guard tag == Self.withSessions else { return (0, handle, reader) }
    let count = Int(try reader.readUInt32("the parameters' size"))
    return (0, handle, try reader.readPart(count, "a response's parameters"))
  }

  /// A TPM2B: two bytes of length in front.
  static func sized(_ bytes: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(UInt16(clamping: bytes.count))
    writer.write(bytes)
    return writer.bytes
  }
}

extension ByteReader {
  /// The content of a TPM2B.
  mutating func readSized(_ what: String) throws(MalformedData) -> [UInt8] {
    Array(try readBytes(Int(try readUInt16(what)), what))
  }
}
