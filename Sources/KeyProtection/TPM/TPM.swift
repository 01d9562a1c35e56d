// SPDX-License-Identifier: Apache-2.0

import Bytes
import Glibc

/// The operations on a TPM that a station's keys need.
struct TPM: Sendable {
  /// What `create` makes: worth nothing outside this TPM.
  struct Object {
    let privateArea: [UInt8]
    let publicArea: [UInt8]
  }

  private let path: String
  private let connection: TPMConnection

  init(path: String) throws(KeyProtectionError) {
    self.path = path
    connection = try TPMConnection(path: path)
  }

  /// Makes the parent of all objects; flush it after use, for there is room for three.
  func createParent() throws(KeyProtectionError) -> UInt32 {
    let parameters = Self.sensitive(password: [], content: []) + Self.creation(TPMTemplate.parent)
    return try run(
      TPMCommand(
        code: .createPrimary, handles: [TPMCommand.owner], password: [], parameters: parameters,
        givesHandle: true)
    ).handle
  }

  /// Makes an object below a parent, behind a password.
  func create(
    _ template: [UInt8], below parent: UInt32, password: [UInt8], content: [UInt8] = []
  ) throws(KeyProtectionError) -> Object {
    let parameters = Self.sensitive(password: password, content: content) + Self.creation(template)
    var reader = try run(
      TPMCommand(code: .create, handles: [parent], password: [], parameters: parameters)
    ).parameters
    do throws(MalformedData) {
      return Object(
        privateArea: try reader.readSized("a private area"),
        publicArea: try reader.readSized("a public area"))
    } catch {
      throw Self.unexpected(error)
    }
  }

  func load(_ object: Object, below parent: UInt32) throws(KeyProtectionError) -> UInt32 {
    let parameters = TPMCommand.sized(object.privateArea) + TPMCommand.sized(object.publicArea)
    return try run(
      TPMCommand(
        code: .load, handles: [parent], password: [], parameters: parameters, givesHandle: true)
    ).handle
  }

  func unseal(_ handle: UInt32, password: [UInt8]) throws(KeyProtectionError) -> [UInt8] {
    var reader = try run(
      TPMCommand(code: .unseal, handles: [handle], password: password)
    ).parameters
    do throws(MalformedData) {
      return try reader.readSized("sealed bytes")
    } catch {
      throw Self.unexpected(error)
    }
  }

  func sign(
    _ digest: [UInt8], with handle: UInt32, password: [UInt8]
  ) throws(KeyProtectionError) -> (r: [UInt8], s: [UInt8]) {
    let parameters = TPMCommand.sized(digest) + TPMTemplate.schemeOfKey + TPMTemplate.noTicket
    let reader = try run(
      TPMCommand(code: .sign, handles: [handle], password: password, parameters: parameters)
    ).parameters
    do throws(MalformedData) {
      return try TPMTemplate.signature(reader)
    } catch {
      throw Self.unexpected(error)
    }
  }

  func flush(_ handle: UInt32) {
    // A handle stays until the connection closes where this fails.
    _ = try? run(TPMCommand(code: .flushContext, handles: [handle]))
  }

  private func run(
    _ command: TPMCommand
  ) throws(KeyProtectionError) -> (handle: UInt32, parameters: ByteReader) {
    var read = try exchange(command)
    var attempts = 1
    while Self.busy.contains(read.status), attempts < Self.mostAttempts {
      usleep(Self.pause)
      read = try exchange(command)
      attempts += 1
    }
    guard read.status == 0 else { throw explanation(of: read.status) }
    return (read.handle, read.parameters)
  }

  /// YIELDED, TESTING and RETRY: the same command later, as before the first wrong PIN is counted.
  private static let busy: Set<UInt32> = [0x908, 0x90a, 0x922]
  /// Together with `pause` about 5 s, more than a self-test takes.
  private static let mostAttempts = 100
  /// Microseconds between attempts.
  private static let pause: UInt32 = 50_000

  private func exchange(
    _ command: TPMCommand
  ) throws(KeyProtectionError) -> (status: UInt32, handle: UInt32, parameters: ByteReader) {
    let response = try connection.exchange(command.encoded)
    do throws(MalformedData) {
      return try command.read(response)
    } catch {
      throw Self.unexpected(error)
    }
  }

  /// TPM2B_SENSITIVE_CREATE.
  private static func sensitive(password: [UInt8], content: [UInt8]) -> [UInt8] {
    TPMCommand.sized(TPMCommand.sized(password) + TPMCommand.sized(content))
  }

  /// The public area, no outside information, no PCR.
  private static func creation(_ template: [UInt8]) -> [UInt8] {
    TPMCommand.sized(template) + TPMCommand.sized([]) + [0, 0, 0, 0]
  }

  private static func unexpected(_ cause: any Error) -> KeyProtectionError {
    KeyProtectionError(
      .device, "The TPM gave an answer that does not follow TPM 2.0. Update its firmware.",
      cause: cause)
  }
}

extension TPM {
  /// What a response code means (part 2, clause 6.6): with bit 7, the low six bits count.
  private func explanation(of status: UInt32) -> KeyProtectionError {
    let isAboutHandle = status & 0x80 != 0
    switch isAboutHandle ? status & 0xbf : status {
    case 0x8e, 0xa2:
      return KeyProtectionError(.wrongSecret, "The PIN is wrong. Type it again. \(hint)")
    case 0x921:
      return KeyProtectionError(
        .lockedOut,
        "The TPM takes no PIN after too many wrong ones. \(hint) Restarting does not help.")
    case 0x9f, 0x8b, 0x84, 0x95, 0x9a: return .damaged()
    default:
      let number = String(status, radix: 16)
      return KeyProtectionError(
        .device,
        """
        The TPM at \(path) refused with code 0x\(number) (`tpm2_rc_decode 0x\(number)` explains it). Where \
        the owner has a password, clear it in the firmware's settings.
        """)
    }
  }

  /// How many wrong PINs are left, and how long they count (part 2, clause 6.13).
  private var hint: String {
    let first: UInt32 = 0x20e
    var parameters = ByteWriter()
    for number in [6, first, 3] as [UInt32] { parameters.write(number) }
    let command = TPMCommand(code: .getCapability, parameters: parameters.bytes)
    guard let response = try? connection.exchange(command.encoded),
      var reader = try? command.read(response).parameters,
      (try? reader.readBytes(5, "the capability")) != nil,
      let count = try? reader.readUInt32("their number"), count >= 3,
      let values = try? (0..<3).map({ _ in
        _ = try reader.readUInt32("a property")
        return try reader.readUInt32("its value")
      })
    else { return "Too many wrong PINs lock the TPM out for a while." }
    return """
      \(values[0]) of \(values[1]) wrong PINs are counted, then it locks; one is forgotten each \
      \(values[2]) s.
      """
  }
}
