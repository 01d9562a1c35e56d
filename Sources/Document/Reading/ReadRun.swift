// SPDX-License-Identifier: Apache-2.0

import CardReader
import Cryptography

/// One reading in work. Its steps are those of `DocumentReader.read`.
struct ReadRun {
  let plan: DocumentReader
  let random: any RandomSource
  let progress: @Sendable (ReadProgress) -> Void
  let connect: @Sendable () async throws(CardError) -> any CardChannel
  var session: ChipSession
  var fileReader: FileReader
  var access: ChipAccess?
  var files: [DocumentFile: FileOutcome] = [:]
  var evidence = ChipEvidence()
  private var filesInAll = 4
  private var commandsBefore = 0
  private var reopenings = 0
  private var isGivenUp = false

  init(
    _ plan: DocumentReader, _ random: any RandomSource,
    _ progress: @escaping @Sendable (ReadProgress) -> Void,
    _ connect: @escaping @Sendable () async throws(CardError) -> any CardChannel
  ) async throws(DocumentError) {
    (self.plan, self.random) = (plan, random)
    (self.progress, self.connect) = (progress, connect)
    do {
      session = ChipSession(try await connect(), mostCommands: plan.limits.commands)
    } catch { throw DocumentError(error, doing: "connecting to the chip") }
    fileReader = FileReader(limits: plan.limits)
  }

  /// Opens the chip for the first time.
  mutating func open() async throws(DocumentError) {
    note(.opening)
    let opener = ChipOpener(keys: plan.keys, random: random, limits: plan.limits)
    let opened = try await opener.open(&session)
    access = opened.access
    if let bytes = opened.cardAccess { files[.cardAccess] = .read(bytes) }
    if let bytes = opened.cardSecurity { files[.cardSecurity] = .read(bytes) }
    if let proof = opened.proof { evidence.mappingProof = proof }
  }

  /// Reads the list of groups, their signed hashes, and what the chip can do.
  mutating func readDirectory() async {
    for file in [DocumentFile.common, .securityObject, .dataGroup(.dg14)] { await read(file) }
    filesInAll = 3 + groupsToRead.count
  }

  /// Reads all other groups, and lets the chip sign as soon as its key is there.
  mutating func readGroups() async {
    for group in groupsToRead {
      await read(.dataGroup(group))
      if group == .dg15 { await authenticateActively() }
    }
  }

  /// The groups that EF.COM and EF.SOD list; where neither was read, those that cards usually have.
  private var groupsToRead: [DataGroup] {
    let listed = Set(CommonFile(files[.common]?.bytes).groups)
    let signed = files[.securityObject]?.bytes.flatMap { try? SecurityObject($0) }
    let known = listed.union(signed.map { Set($0.hashes.keys) } ?? [])
    let wanted = known.isEmpty ? Set(Self.usual) : known
    return Self.order.filter { wanted.contains($0) && !plan.leavingOut.contains($0) }
  }

  private static let usual: [DataGroup] = [.dg15, .dg1, .dg2, .dg13]

  /// The key of Active Authentication, then small groups, then images: what a station needs first comes first.
  private static let order: [DataGroup] =
    [.dg15, .dg1, .dg13, .dg11, .dg12, .dg2]
    + DataGroup.allCases.filter {
      ![.dg15, .dg1, .dg13, .dg11, .dg12, .dg2, .dg14].contains($0)
    }

  /// Reads one file to an outcome; opens the chip again as often as is allowed when its link is lost.
  mutating func read(_ file: DocumentFile) async {
    while !isGivenUp {
      do {
        let report = progressReport(file)
        let bytes = try await fileReader.read(file, &session, note: report)
        evidence.sessionWorks()
        files[file] = .read(bytes)
        return
      } catch {
        guard error.isLoss else {
          // A protected answer, even a refusal, shows that the chip has the keys.
          if error.reason == .refused { evidence.sessionWorks() }
          fileReader.forget()
          files[file] = Self.outcome(error)
          return
        }
        evidence.sessionBroke(error)
        files[file] = .failed(code: error.code)
        await reopen()
      }
    }
    if files[file] == nil { files[file] = .failed(code: DocumentError.Reason.linkLost.rawValue) }
  }

  private static func outcome(_ error: DocumentError) -> FileOutcome {
    guard error.reason == .refused, let status = error.status else {
      return .failed(code: error.code)
    }
    return status == 0x6a82 || status == 0x6a83 ? .absent : .refused(status: status)
  }

  /// Opens the chip anew, over a new connection; gives up after as many times as are allowed.
  private mutating func reopen() async {
    commandsBefore += session.commandCount
    while reopenings < plan.limits.reopenings {
      reopenings += 1
      note(.reopening)
      await session.channel.close()
      guard let channel = try? await connect() else { continue }
      session = ChipSession(channel, mostCommands: plan.limits.commands - commandsBefore)
      let opener = ChipOpener(keys: plan.keys, random: random, limits: plan.limits)
      if let opened = try? await opener.open(&session) {
        access = opened.access
        return
      }
      commandsBefore += session.commandCount
    }
    isGivenUp = true
  }

  func close() async { await session.channel.close() }

  /// All that came out, checked.
  func reading() throws(DocumentError) -> DocumentReading {
    note(.checking)
    guard let access else { throw DocumentError(.noAccess, doing: "reading a document") }
    return DocumentReading(
      access: access, files: files, authenticity: try authenticity(),
      commandCount: (isGivenUp ? 0 : session.commandCount) + commandsBefore,
      reopenings: reopenings)
  }

  private func authenticity() throws(DocumentError) -> Authenticity {
    var groups: [DataGroup: [UInt8]] = [:]
    for (file, outcome) in files {
      if case .dataGroup(let group) = file, let bytes = outcome.bytes { groups[group] = bytes }
    }
    let passive = try PassiveAuthentication(
      securityObject: files[.securityObject]?.bytes, files: groups, anchors: plan.anchors)
    return Authenticity(
      hashes: passive.hashes, groupsAtFault: passive.groupsAtFault, signature: passive.signature,
      issuer: passive.issuer,
      chip: evidence.verdict(passive, files, anchors: plan.anchors),
      signer: passive.signer?.subject ?? "", issuerName: passive.signer?.issuer ?? "")
  }

  func note(_ step: ReadProgress.Step) {
    progress(ReadProgress(step: step, filesDone: files.count, filesInAll: filesInAll))
  }

  private func progressReport(_ file: DocumentFile) -> (Int, Int) -> Void {
    let (done, all, progress) = (files.count, filesInAll, progress)
    return { read, size in
      progress(
        ReadProgress(
          step: .reading(file, read: read, of: size), filesDone: done, filesInAll: max(all, done)))
    }
  }
}

extension DocumentError {
  /// Whether the chip must be opened again before it answers anything.
  var isLoss: Bool { reason == .linkLost || reason == .sessionLost }
}
