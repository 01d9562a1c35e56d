// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Logging
import ServiceLifecycle

/// The station's local web application: a desk's screens and their interface, for the browsers of this
/// machine only.
public struct StationServer: Sendable {
  private let desk: any Desk
  private let port: Int
  private let pages: Pages
  private let visits: Visits

  /// How long an officer may do nothing before the screen locks, where nothing else is said.
  public static let idle = Duration.seconds(300)

  /// Serves a desk on 127.0.0.1. Port 0 is not possible: the address is checked in every request.
  public init(
    desk: any Desk, port: Int, pages: Pages = Pages(), idle: Duration = StationServer.idle,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    (self.desk, self.port, self.pages) = (desk, port, pages)
    visits = Visits(idle: idle, now: now)
  }

  /// Where the browser is pointed to.
  public var address: String { "http://127.0.0.1:\(port)/" }

  /// Serves until SIGINT or SIGTERM; open streams are ended then. `ready` is called once it listens.
  public func run(ready: @escaping @Sendable () -> Void = {}) async throws {
    let working = Task { [desk] in await desk.work() }
    defer { working.cancel() }
    try await application(ready: ready).runService()
  }

  /// The application with its routes.
  func application(
    ready: @escaping @Sendable () -> Void = {}
  ) -> Application<RouterResponder<StationContext>> {
    var logger = Logger(label: "station")
    // Addresses hold identifiers of applications: they are nobody's business.
    logger.logLevel = .error
    return Application(
      router: router(),
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { _ in ready() }, logger: logger)
  }

  /// All routes behind the gate.
  func router() -> Router<StationContext> {
    let router = Router(context: StationContext.self)
    router.add(middleware: GateMiddleware(gate: Gate(port: port)))
    let door = Doorkeeper(visits: visits)
    VisitRoutes(desk: desk, door: door).add(to: router)
    ApplicationRoutes(desk: desk, door: door).add(to: router)
    StationRoutes(desk: desk, door: door).add(to: router)
    router.get("/") { _, _ in try self.pages.response("/") }
    for name in pages.names {
      router.get(RouterPath("/\(name)")) { _, _ in try self.pages.response("/\(name)") }
    }
    return router
  }
}
