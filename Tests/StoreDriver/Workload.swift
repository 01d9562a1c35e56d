// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Glibc
import Records
import Store

/// Applications one after the other: some saves of a draft with images, then the sealed record.
struct Workload {
  let store: StationStore

  /// What must never be found on the disk.
  static let name = "Nguyễn Thị Ví Dụ 001099012345"
  private static let header: [UInt8] = [0x89] + Array("PNG\r\n".utf8) + [0xff, 0xa0, 0xff, 0xa4]

  func run(rounds: Int) throws {
    for _ in 0..<rounds {
      let record = try Self.record(bytes: 3000)
      let draft = "draft-" + record.id.description
      var blobs: [String: [UInt8]] = [:]
      for step in 1...3 {
        blobs["capture-\(step)"] = try Self.header + RandomBytes.make(2000)
        blobs["best"] = try Self.header + RandomBytes.make(500)
        try store.drafts.save(draft, state: Self.state(blobs), blobs: blobs)
        acknowledge("draft \(draft) \(step)")
      }
      try store.outbox.accept(record, destroying: draft)
      acknowledge("record \(record.id) \(record.digest) \(draft)")
    }
  }

  static func record(bytes: Int) throws -> SealedRecord {
    let id = try RecordID(at: UTCTime(clamping: time(nil)))
    return try SealedRecord(id: id, bytes: RandomBytes.make(bytes))
  }

  /// A state that tells whether it and the images belong to the same save.
  static func state(_ blobs: [String: [UInt8]]) throws -> [UInt8] {
    let all = blobs.sorted { $0.key < $1.key }.flatMap { Array($0.key.utf8) + $0.value }
    return try Array(name.utf8) + SHA256.digest(of: all).bytes
  }

  /// One line on standard output, by `writev`: faults are injected into `write`.
  private func acknowledge(_ line: String) {
    var bytes = Array((line + "\n").utf8)
    bytes.withUnsafeMutableBytes { bytes in
      var vector = iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
      _ = writev(STDOUT_FILENO, &vector, 1)
    }
  }
}
