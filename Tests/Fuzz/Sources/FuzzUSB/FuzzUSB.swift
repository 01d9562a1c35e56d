// SPDX-License-Identifier: Apache-2.0

import FuzzKit
import ScannerModels
import USB

/// Plants the seeds; libFuzzer calls it once.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) { ScannerModels.all.map { $0.make().descriptors } }
}

/// Descriptors from a device, and the text of a recording: both are read or refused.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  if let set = try? DescriptorSet(parsing: input) {
    for configuration in set.configurations {
      precondition(configuration.interfaces.allSatisfy { $0.endpoints.count <= 30 })
    }
  }
  if let read = try? Conversation(text: String(decoding: input, as: UTF8.self)) {
    precondition((try? Conversation(text: read.text)) == read, "the recording changed")
  }
  return 0
}
