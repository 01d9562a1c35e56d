// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// What goes along with a request on its way through the routes.
struct StationContext: RequestContext {
  var coreContext: CoreRequestContextStorage

  /// For a request that came over a socket.
  init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }

  /// For a request that comes from anywhere else, such as a test.
  init(from source: some RequestContextSource) { coreContext = .init(source: source) }
}
