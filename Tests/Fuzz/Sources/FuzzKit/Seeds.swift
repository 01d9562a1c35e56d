// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Good inputs to start from, written into the corpus folder before the fuzzer reads it.
public enum Seeds {
  /// Takes what libFuzzer gives `LLVMFuzzerInitialize`, in which the first argument that is no
  /// option names the corpus folder, and the seeds; gives 0, as libFuzzer wants.
  public static func plant(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ seeds: () throws -> [[UInt8]]
  ) -> CInt {
    let words = (1..<max(1, Int(count.pointee))).compactMap { arguments.pointee?[$0] }
    guard let folder = words.map({ String(cString: $0) }).first(where: { !$0.hasPrefix("-") })
    else { return 0 }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else { return 0 }
    do {
      for (number, seed) in try seeds().enumerated() {
        try Data(seed).write(to: URL(filePath: "\(folder)/seed-\(number)"))
      }
    } catch {
      fatalError("The seeds cannot be written: \(error)")
    }
    return 0
  }
}
