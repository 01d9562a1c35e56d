// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records

/// How the record came about, for its manifest, and what goes along with it.
extension SessionDraft {
  func account(_ submission: Submission) -> EnrolmentAccount {
    var account = EnrolmentAccount(
      record: submission.record, openedAt: state.openedAt, officer: state.officer,
      profile: state.profile.rawValue)
    account.previousRecord = state.sentBack?.previousRecord
    account.previousControlNumber = state.sentBack?.previousControlNumber
    account.values = state.person.map(Self.origin)
    account.representative = state.representative.map {
      EnrolmentAccount.Representative(
        fullName: $0.fullName, personalNumber: $0.personalNumber, relation: $0.relation,
        consents: $0.consents, at: $0.at)
    }
    account.account = state.account.map {
      EnrolmentAccount.Account(level: $0.level, phone: $0.phone, email: $0.email)
    }
    account.attempts = attempts
    account.exceptions = state.exceptions.map { exception in
      EnrolmentAccount.Exception(
        part: exception.part.name, reason: exception.reason.rawValue, remark: exception.remark,
        photo: file(BlobName.photo(exception.part)), officer: exception.officer,
        supervisor: exception.supervisor)
    }
    account.overrides = overrides
    account.consent = state.signature.map {
      EnrolmentAccount.Consent(
        signer: $0.signer, manner: $0.manner, picture: file(BlobName.signature), at: $0.at,
        officer: $0.officer)
    }
    account.checks = state.checks.flatMap { group in
      group.checks.map {
        EnrolmentAccount.Check(word: group.word.rawValue, name: $0.name, isGood: $0.isGood)
      }
    }
    return account
  }

  /// Signature and photographs of exceptions, as files.
  var documents: [RecordPart] {
    let names = [BlobName.signature] + state.exceptions.map { BlobName.photo($0.part) }
    return names.compactMap { name in
      guard let bytes = blobs[name], let file = file(name) else { return nil }
      return RecordPart(name: file, bytes: bytes)
    }
  }

  /// The file name of a picture; nil where there is none.
  private func file(_ name: String) -> String? {
    blobs[name].map { $0.starts(with: [0x89, 0x50]) ? name + ".png" : name + ".jpg" }
  }

  private static func origin(_ field: FieldState) -> EnrolmentAccount.ValueOrigin {
    EnrolmentAccount.ValueOrigin(
      field: field.field.rawValue, source: field.chosen.source.rawValue, at: field.chosen.at,
      officer: field.chosen.officer,
      differing: field.decidedBy == nil
        ? [] : field.sources.filter { $0.value != field.chosen.value }.map(\.source.rawValue),
      decidedBy: field.decidedBy)
  }

  private var attempts: [EnrolmentAccount.Attempt] {
    let fingers = state.captures.flatMap { Self.attempts($0.attempts, $0.position.name, $0.best) }
    let eyes = state.eyes.flatMap { Self.attempts($0.attempts, $0.eye.name, $0.best) }
    let face = state.portrait.map {
      Self.attempts($0.attempts, SessionStep.portrait.rawValue, $0.best)
    }
    return fingers + eyes + (face ?? [])
  }

  private static func attempts(
    _ attempts: [Attempt], _ part: String, _ best: Int?
  ) -> [EnrolmentAccount.Attempt] {
    attempts.map {
      EnrolmentAccount.Attempt(
        part: part, number: $0.number, at: $0.at, score: $0.score.map(Int.init),
        reasons: $0.reasons.map(\.code), isKept: $0.number == best)
    }
  }

  private var overrides: [EnrolmentAccount.Override] {
    let given =
      state.captures.map { ($0.position.name, $0.override) }
      + state.eyes.map { ($0.eye.name, $0.override) }
      + [(SessionStep.portrait.rawValue, state.portrait?.override)]
    return given.compactMap { part, override in
      override.map {
        EnrolmentAccount.Override(
          part: part, reason: $0.reason, note: $0.note, officer: $0.officer,
          supervisor: $0.supervisor)
      }
    }
  }
}
