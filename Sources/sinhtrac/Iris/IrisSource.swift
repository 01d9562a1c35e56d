// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FoundationEssentials
import Imaging
import Iris
import Station

/// Where iris codes for comparison come from: pictures, or stored codes.
struct IrisSource: Sendable {
  let extractor: IrisExtractor

  /// Takes what the options of the command line say.
  init(radius: IrisRadiusOption, kernels: KernelOption) throws {
    var parameters = IrisParameters()
    parameters.limbusRadii = try radius.range()
    extractor = IrisExtractor(parameters: parameters, kernels: try kernels.chosen())
  }

  /// Reads a file, whose kind is known by its first bytes; pictures are extracted.
  func code(at path: String, _ workspace: IrisWorkspace) throws -> IrisCode {
    let bytes = try InputFile.read(path)
    if IrisCode.isEncoded(bytes) { return try IrisCode(decoding: bytes) }
    return try extractor.extract(ImageFile.decode(bytes), workspace: workspace).code
  }

  /// The code or the error of each file, spread over the processors; every file is read once.
  func codes(_ paths: [String]) async throws -> [String: Result<IrisCode, any Error>] {
    let files = Array(Set(paths)).sorted()
    var results: [String: Result<IrisCode, any Error>] = [:]
    var bar = ProgressBar("pictures", total: files.count)
    let lanes = ExtractionLanes(count: ProcessInfo.processInfo.activeProcessorCount)
    try await lanes.run(files, workspace: { IrisWorkspace() }) { path, workspace in
      (path, Result { try code(at: path, workspace) })
    } deliver: { loaded in
      results[loaded.0] = loaded.1
      bar.advance()
    }
    bar.finish()
    return results
  }
}
