// SPDX-License-Identifier: Apache-2.0

public import Records

/// Somebody on the day's list, with no more than is needed to find and greet the person; sealed on the
/// disk.
public struct ListedPerson: Sendable, Hashable, Codable {
  /// Full name.
  public let name: String
  /// What is known of the birth date, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  public let birthDate: String
  /// Personal number, where there is one.
  public let personalNumber: String?
  /// Code of the ward or commune.
  public let ward: String
  /// Anything the officers should know.
  public let note: String?

  /// Takes the parts; throws `store-invalid-value` for an empty or overlong text (200 bytes, the note
  /// 2,000) and a ward that is no code.
  public init(
    name: String, birthDate: String, personalNumber: String? = nil, ward: ListCode,
    note: String? = nil
  ) throws(StoreError) {
    let texts = [name, birthDate, personalNumber ?? "-"]
    guard texts.allSatisfy({ (1...200).contains($0.utf8.count) }), (note ?? "").utf8.count <= 2000
    else { throw .invalid("A person on the list", "1 to 200 bytes a field") }
    (self.name, self.birthDate, self.personalNumber) = (name, birthDate, personalNumber)
    (self.ward, self.note) = (ward.description, note)
  }

  /// Whether each word of the query begins a word of the name, or is part of the number; marks and case
  /// do not count, and đ counts as d.
  func matches(_ query: [Substring]) -> Bool {
    let words = asciiFold(name).split(separator: " ")
    return query.allSatisfy { part in
      words.contains { $0.hasPrefix(part) } || personalNumber?.contains(part) == true
    }
  }
}

/// A place on a day's list.
public struct QueuePlace: Sendable, Hashable {
  /// The day of the list.
  public let day: CalendarDate
  /// Ticket number, from 1 each day.
  public let ticket: Int

  /// Takes both parts.
  public init(day: CalendarDate, ticket: Int) { (self.day, self.ticket) = (day, ticket) }
}

/// A person on a day's list with ticket number and state.
public struct QueueEntry: Sendable, Hashable {
  /// Where the person stands.
  public enum Status: Sendable, Hashable {
    /// Not here yet, or in the waiting room.
    case waiting
    /// At the desk.
    case called
    /// A record was sealed.
    case enrolled(RecordID)
    /// Not today; the code says why.
    case notEnrolled(reason: ListCode)
  }

  /// The day of the list.
  public let day: CalendarDate
  /// Ticket number, from 1 each day.
  public let ticket: Int
  /// Who.
  public let person: ListedPerson
  /// Where the person stands.
  public let status: Status
}
