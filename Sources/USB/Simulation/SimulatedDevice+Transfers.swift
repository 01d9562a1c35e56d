// SPDX-License-Identifier: Apache-2.0

extension SimulatedDevice {
  /// Hands a transfer to the model; what the model answers ends it now or later. One at a time, so that
  /// answers are delivered in the order in which the model gave them.
  func submit(_ transfer: Transfer, by owner: ObjectIdentifier) -> PendingTransfer {
    submissions.withLock { _ in hand(transfer, by: owner) }
  }

  private func hand(_ transfer: Transfer, by owner: ObjectIdentifier) -> PendingTransfer {
    let id = newID()
    let pending = PendingTransfer { [weak self] in
      self?.giveUp(id, .cancelled, doing: transfer.summary)
    }
    let answers: [DeviceAnswer]? = state.withLock { state in
      guard state.owner == owner else { return nil }
      state.running[id] = RunningTransfer(
        transfer: transfer, pending: pending, limit: limit(of: transfer, id))
      if let endpoint = transfer.endpoint, state.halted.contains(endpoint) {
        return [DeviceAnswer(id, .stall)]
      }
      return state.model.submitted(transfer, id: id)
    }
    guard let answers else {
      let gone = USBError(.disconnected, doing: transfer.summary)
      deliveries.add { pending.finish(.failure(gone)) }
      return pending
    }
    for answer in answers { schedule(answer) }
    return pending
  }

  private func newID() -> Int {
    state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
  }

  private func limit(of transfer: Transfer, _ id: Int) -> Deadline {
    Deadline(transfer.timeout, on: clock) { [weak self] in
      self?.giveUp(id, .timeout, doing: transfer.summary)
    }
  }

  /// Ends a transfer that the host gives up.
  private func giveUp(_ id: Int, _ reason: USBError.Reason, doing: String) {
    let item = state.withLock { state in
      let item = state.running.removeValue(forKey: id)
      if item != nil { state.model.cancelled(id: id) }
      return item
    }
    if let item { end(item, .failure(USBError(reason, doing: doing))) }
  }

  private func schedule(_ answer: DeviceAnswer) {
    guard answer.delay > .zero else { return carryOut(answer) }
    _ = Deadline(answer.delay, on: clock) { [weak self] in self?.carryOut(answer) }
  }

  private func carryOut(_ answer: DeviceAnswer) {
    guard answer.kind != .unplug else { return unplug() }
    let item = state.withLock { state in
      let item = state.running.removeValue(forKey: answer.id)
      if answer.kind == .stall, let endpoint = item?.transfer.endpoint {
        state.halted.insert(endpoint)
      }
      return item
    }
    if let item { end(item, item.transfer.outcome(of: answer.kind)) }
  }
}

extension Transfer {
  /// How the transfer ends when the device does this.
  fileprivate func outcome(of kind: DeviceAnswer.Kind) -> PendingTransfer.Outcome {
    switch kind {
    case .data(let bytes) where bytes.count > count: .failure(USBError(.overflow, doing: summary))
    case .data(let bytes): .success(TransferResult(read: bytes, packets: packets(of: bytes.count)))
    case .packets(let packets): isochronousOutcome(packets)
    case .accepted: .success(TransferResult(written: count))
    case .stall: .failure(USBError(.stall, doing: summary))
    case .babble: .failure(USBError(.overflow, doing: summary))
    case .wireError: .failure(USBError(.wire, doing: summary))
    case .unplug: .failure(USBError(.disconnected, doing: summary))
    }
  }

  /// Puts packets behind each other, as libusb's are; a packet that is too long is lost.
  private func isochronousOutcome(_ sent: [[UInt8]?]) -> PendingTransfer.Outcome {
    guard case .readIsochronous(_, let count, let size) = content else {
      return .failure(USBError(.wire, doing: summary))
    }
    var bytes: [UInt8] = []
    let packets = (0..<count).map { index in
      let data = index < sent.count ? sent[index] : []
      let arrived = data.flatMap { $0.count <= size ? $0 : nil }
      let start = bytes.count
      bytes += arrived ?? []
      return IsochronousPacket(range: start..<bytes.count, isLost: arrived == nil)
    }
    return .success(TransferResult(read: bytes, packets: packets))
  }

  /// Fills packet after packet; a model that wants short or lost ones answers with packets.
  private func packets(of bytes: Int) -> [IsochronousPacket] {
    guard case .readIsochronous(_, let packets, let size) = content else { return [] }
    return (0..<packets).map { index in
      let start = min(index * size, bytes)
      return IsochronousPacket(range: start..<min(start + size, bytes), isLost: false)
    }
  }
}
