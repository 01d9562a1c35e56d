// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import FoundationEssentials
import Station

/// Makes the comparison indexes of many files, spread over the processors.
struct Gallery {
  let source: TemplateSource
  let level: ComparisonLevel

  /// The index or the error of each file.
  struct Indexes {
    private var results: [String: Result<TemplateIndex, any Error>] = [:]

    /// The file's index, or the reason why there is none.
    func index(_ path: String) throws -> TemplateIndex {
      guard let result = results[path] else { throw InputError.unreadable(path) }
      return try result.get()
    }

    fileprivate mutating func set(_ path: String, _ result: Result<TemplateIndex, any Error>) {
      results[path] = result
    }
  }

  /// Loads every file once.
  func load(_ paths: [String]) async throws -> Indexes {
    var indexes = Indexes()
    var bar = ProgressBar("files", total: paths.count)
    let (source, level) = (source, level)
    let lanes = ExtractionLanes(count: ProcessInfo.processInfo.activeProcessorCount)
    try await lanes.run(paths) { path, workspace in
      (path, Result { TemplateIndex(try source.template(at: path, workspace), level: level) })
    } deliver: { loaded in
      indexes.set(loaded.0, loaded.1)
      bar.advance()
    }
    bar.finish()
    return indexes
  }
}
