// SPDX-License-Identifier: Apache-2.0

public import USB

/// A made-up CCID reader with a card in its slots: as the descriptor says, it takes whole commands,
/// short ones, blocks or headers.
public struct CCIDReaderModel: DeviceModel {
  /// How the reader is built.
  public struct Build: Sendable, Hashable {
    /// Bits 16 to 18 of `dwFeatures`.
    public enum Level: UInt32, Sendable, CaseIterable {
      case character = 0
      case blocks = 0x1_0000
      case short = 0x2_0000
      case extended = 0x4_0000
    }

    /// How much the reader does by itself.
    public var level = Level.extended
    /// T=1, else T=0.
    public var isT1 = true
    /// `dwMaxCCIDMessageLength`.
    public var longestMessage = 522
    /// Places for cards.
    public var slots = 1
    /// Whether it has the interrupt endpoint.
    public var hasInterrupt = true
    /// Class 0xFF instead of 0x0B.
    public var isTwin = false
    /// The class descriptor follows the last endpoint.
    public var isDescriptorLast = false
    /// Bits beside the level: none makes the driver do everything.
    public var automatic: UInt32 = 0
    /// Bytes of the card's blocks.
    public var blockSize: UInt8 = 254

    /// Takes the level and the card's protocol.
    public init(_ level: Level = .extended, isT1: Bool = true) {
      (self.level, self.isT1) = (level, isT1)
    }
  }

  /// What goes wrong.
  public enum Fault: Sendable, Hashable {
    /// The card is taken away at the exchange with this number, from 0.
    case cardTaken(Int)
    /// The answer to this exchange comes after the time limit.
    case late(Int, Duration)
    /// This answer has the number of another command.
    case wrongNumber(Int)
    /// An answer to nobody's question precedes this one.
    case stale(Int)
    /// This answer announces a length of its own.
    case length(Int, UInt32)
    /// More time is asked for without end.
    case endlessTime(Int)
    /// More time is asked for so often.
    case moreTime(Int, times: Int)
    /// The answer goes on without end.
    case endlessChain(Int)
    /// The blocks of T=1 have faults.
    case damagedBlock(Int)
    case misheardBlock(Int)
    case lateBlock(Int)
    case endlessBlocks
  }

  /// Device, configuration, interface, class descriptor and endpoints.
  public let descriptors: [UInt8]
  let build: Build
  let faults: [Fault]
  private let makeCard: @Sendable () -> any CardPlayer
  var slots: [ReaderSlot] = []
  var outgoing: [OutgoingMessage] = []
  private var reads: [Int] = []
  private var interrupts: [Int] = []
  private var changes: [UInt8]?
  var exchanges = 0
  var extensions: [UInt8: Int] = [:]

  /// Takes the build, what goes wrong, and the card; `vendor` 072f:223b is the ACR1252U.
  public init(
    _ build: Build = Build(), vendor: UInt16 = 0x072f, product: UInt16 = 0x223b,
    faults: [Fault] = [], card: (@Sendable () -> any CardPlayer)? = nil
  ) {
    (self.build, self.faults) = (build, faults)
    let (isT1, blockSize) = (build.isT1, build.blockSize)
    makeCard = card ?? { EchoCard(isT1: isT1, blockSize: blockSize) }
    descriptors = build.descriptors(vendor, product)
    start()
  }

  /// A card in every slot, none powered.
  public mutating func start() {
    slots = (0..<build.slots).map { _ in ReaderSlot(makeCard(), build, faults) }
    (outgoing, reads, interrupts, exchanges, extensions) = ([], [], [], 0, [:])
  }

  /// Commands in, answers out; the interrupt tells of cards.
  public mutating func submitted(_ transfer: Transfer, id: Int) -> [DeviceAnswer] {
    switch transfer.content {
    case .write(0x02, let bytes):
      receive(bytes)
      return [DeviceAnswer(id, .accepted)] + delivered()
    case .read(0x81, _):
      reads.append(id)
      return delivered()
    case .read(0x83, _) where build.hasInterrupt:
      interrupts.append(id)
      return delivered()
    case .readControl, .writeControl, .read, .write, .readIsochronous:
      return [DeviceAnswer(id, .stall)]
    }
  }

  /// A read is taken back.
  public mutating func cancelled(id: Int) {
    reads.removeAll { $0 == id }
    interrupts.removeAll { $0 == id }
  }

  /// Tells the host of a change at the next occasion.
  mutating func tellChange() { changes = [0x50, 0x03] }

  private mutating func delivered() -> [DeviceAnswer] {
    var answers: [DeviceAnswer] = []
    while let read = reads.first, let message = outgoing.first {
      reads.removeFirst()
      outgoing.removeFirst()
      answers.append(DeviceAnswer(read, .data(message.bytes), after: message.delay))
    }
    if let changes, let interrupt = interrupts.first {
      interrupts.removeFirst()
      self.changes = nil
      answers.append(DeviceAnswer(interrupt, .data(changes)))
    }
    return answers
  }
}

/// A message on its way to the host.
struct OutgoingMessage: Sendable {
  let bytes: [UInt8]
  var delay = Duration.zero
}
