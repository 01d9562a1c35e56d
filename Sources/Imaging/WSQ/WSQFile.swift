// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// What a WSQ file holds.
struct WSQFile {
  let frame: WSQFrame
  let filters: FilterBank
  let quantization: QuantizationTable
  /// Bins of the transmitted subbands, one subband after the other, row by row.
  let bins: [Int16]
  /// From a NIST comment, the only place where a file can say it.
  let resolution: Resolution?
}
