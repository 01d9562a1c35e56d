// SPDX-License-Identifier: Apache-2.0

import Dispatch
import HTTPTypes
import Hummingbird
import Logging
import Transfer

/// Carries HTTP to an upload desk.
///
/// It listens on the loopback address unless told otherwise, and speaks plain HTTP: records are sealed and
/// receipts signed. On a network, put a server that ends TLS before it, with the certificate that the
/// stations pin.
public struct CentreServer: Sendable {
  private let desk: UploadDesk
  /// Waiting for the disk has its own threads, so that connections go on meanwhile.
  private let queue = DispatchQueue(label: "centre", attributes: .concurrent)

  /// Takes what answers.
  public init(_ desk: UploadDesk) { self.desk = desk }

  /// Serves until the task is cancelled or the program is told to end (SIGINT, SIGTERM); requests under way
  /// are finished. `started` hears the port, which is the system's choice for port 0.
  public func run(
    address: String = "127.0.0.1", port: Int,
    started: @escaping @Sendable (Int) async -> Void = { _ in }
  ) async throws {
    // Who sends what is in the centre's database; a web server's log adds nothing that may be kept.
    let silent = Logger(label: "centre") { _ in SwiftLogNoOpLogHandler() }
    let application = Application(
      responder: CallbackResponder { (request: Request, _: BasicRequestContext) in
        try await respond(to: request)
      },
      configuration: .init(address: .hostname(address, port: port), serverName: "sinhtrac-centre"),
      onServerRunning: { channel in await started(channel.localAddress?.port ?? port) },
      logger: silent)
    try await application.runService()
  }

  private func respond(to request: Request) async throws -> Response {
    guard let method = UploadRequest.Method(rawValue: request.method.rawValue) else {
      return Response(status: .methodNotAllowed)
    }
    let body: [UInt8]
    do {
      let buffer = try await request.body.collect(upTo: UploadDesk.mostBytes)
      body = Array(buffer.readableBytesView)
    } catch { return Response(status: .contentTooLarge) }
    var headers: [String: String] = [:]
    for field in request.headers { headers[field.name.canonicalName] = field.value }
    let question = UploadRequest(method, request.uri.path, headers: headers, body: body)
    let answer = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: desk.answer(to: question)) }
    }
    return Response(answer)
  }
}

extension Response {
  fileprivate init(_ answer: UploadResponse) {
    var fields = HTTPFields()
    for (name, value) in answer.headers.sorted(by: { $0.key < $1.key }) {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    self.init(
      status: .init(code: answer.status), headers: fields,
      body: answer.body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
