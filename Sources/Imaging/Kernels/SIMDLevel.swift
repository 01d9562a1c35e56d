// SPDX-License-Identifier: Apache-2.0

/// Instruction-set levels that hot loops exist for; all give the same bits.
public enum SIMDLevel: String, Sendable, Hashable, CaseIterable {
  /// Plain Swift, the specification of every loop.
  case none
  /// C for the architecture's baseline: SSE2 on x86-64, NEON on aarch64.
  case baseline
  /// C for x86-64-v3: AVX2.
  case v3
  /// C for x86-64-v4 with VPOPCNTDQ and BITALG: AVX-512.
  case v4
}
