// SPDX-License-Identifier: Apache-2.0

import CPKCS11

/// Attributes with memory of their own, as PKCS #11 functions take them.
final class AttributeList {
  private(set) var attributes: [cryptoki_attribute] = []

  init(_ values: [(type: UInt, value: [UInt8])]) {
    for (type, value) in values {
      let memory = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(1, value.count), alignment: 16)
      memory.copyBytes(from: value)
      attributes.append(
        cryptoki_attribute(
          type: type, value: memory.baseAddress, count: cryptoki_number(value.count)))
    }
  }

  deinit {
    for attribute in attributes { attribute.value?.deallocate() }
  }

  var count: cryptoki_number { cryptoki_number(attributes.count) }

  /// A number as an attribute's bytes.
  static func number(_ value: UInt) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }

  static let yes: [UInt8] = [1]
  static let no: [UInt8] = [0]
}
