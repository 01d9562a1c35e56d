// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Streams that stay open until the page goes or the station stops.
enum LiveResponse {
  /// How often an open stream says that it is alive; also finds pages that went without a word.
  private static let heartbeat = Duration.seconds(10)

  /// Server-sent events (HTML Living Standard 9.2).
  static func events(_ news: AsyncStream<Live.News>) -> Response {
    let body = ResponseBody { writer in
      try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
      try await forward(news, silence: ByteBuffer(string: ": alive\n\n"), to: &writer) { item in
        guard case .event(let name, let text) = item else { return nil }
        var buffer = ByteBuffer(string: "event: \(name)\ndata: ")
        buffer.writeBytes(text.bytes)
        buffer.writeString("\n\n")
        return buffer
      }
    }
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8"], body: body)
  }

  private static let boundary = "station-frame"

  /// Pictures, each in the place of the one before (`multipart/x-mixed-replace`), which an image
  /// element shows as a film.
  static func frames(_ news: AsyncStream<Live.News>) -> Response {
    let body = ResponseBody { writer in
      try await writer.write(ByteBuffer(string: "--\(boundary)\r\n"))
      try await forward(news, silence: nil, to: &writer) { item in
        guard case .frame(let picture) = item else { return nil }
        var buffer = ByteBuffer(
          string: "Content-Type: \(picture.type)\r\nContent-Length: \(picture.bytes.count)\r\n\r\n")
        buffer.writeBytes(picture.bytes)
        buffer.writeString("\r\n--\(boundary)\r\n")
        return buffer
      }
    }
    return Response(
      status: .ok,
      headers: [.contentType: "multipart/x-mixed-replace; boundary=\(boundary)"], body: body)
  }

  /// Writes what comes until the stream ends, the page goes or the station stops.
  private static func forward(
    _ news: AsyncStream<Live.News>, silence: ByteBuffer?, to writer: inout any ResponseBodyWriter,
    as form: (Live.News) -> ByteBuffer?
  ) async throws {
    let beats = AsyncStream<Live.News?> { beat in
      let listening = Task {
        for await item in news { beat.yield(item) }
        beat.finish()
      }
      let beating = Task {
        while !Task.isCancelled {
          try? await Task.sleep(for: heartbeat)
          beat.yield(nil)
        }
      }
      beat.onTermination = { _ in
        listening.cancel()
        beating.cancel()
      }
    }
    for await item in beats.cancelOnGracefulShutdown() {
      if let buffer = item.map(form) ?? silence { try await writer.write(buffer) }
    }
    try await writer.finish(nil)
  }
}
