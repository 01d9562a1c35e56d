// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation

/// A station that seals for itself, made once for fuzzing and worth nothing anywhere else: a corpus kept from
/// one run opens in the next.
struct Parties {
  let key: PrivateKey
  let station: Certificate
  let sealed: [UInt8]

  init() throws {
    key = try PrivateKey(pem: Array(Self.keyFile.utf8))
    station = try Certificate(file: Array(Self.certificateFile.utf8))
    sealed = [UInt8](Data(base64Encoded: Self.message, options: .ignoreUnknownCharacters) ?? Data())
  }

  private static let keyFile = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjZVi2y7RSf8UBNQu
    01Zpc8S31YuEq/yhyQ//5bJaajuhRANCAASEISbF56fti0jFtikl+bksoYWy+Iae
    BKHDvSFxrjotSTlntARVrwdvKgf8K2sWxfcAUFsfhzrxZbpzuCKaQc/G
    -----END PRIVATE KEY-----
    """

  private static let certificateFile = """
    -----BEGIN CERTIFICATE-----
    MIIBXTCCAQOgAwIBAgIQcEJJ62cMurQP9zydTVLAHjAKBggqhkjOPQQDAjAPMQ0w
    CwYDVQQDDARGdXp6MCAXDTcwMDEwMTAwMDAwMFoYDzIwOTYxMDAyMDcwNjQwWjAP
    MQ0wCwYDVQQDDARGdXp6MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEhCEmxeen
    7YtIxbYpJfm5LKGFsviGngShw70hca46LUk5Z7QEVa8HbyoH/CtrFsX3AFBbH4c6
    8WW6c7gimkHPxqM/MD0wHQYDVR0OBBYEFO8PqH5ahzbE8d/xjrQyRfoTUdIIMAwG
    A1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgOIMAoGCCqGSM49BAMCA0gAMEUCIQCb
    9UGLRs5/wXzWJeE00fc8RlpQ2DVgTchctpqFQEG/KQIgf+zUAAcTSUYexZq1nMGO
    HklJD3ERq7fZKnN06EdT7C0=
    -----END CERTIFICATE-----
    """

  /// Three bytes, signed by the station, sealed to it and to a recovery key of RSA that nobody keeps.
  private static let message = """
    MIIF7AYLKoZIhvcNAQkQARegggXbMIIF1wIBADGCArEwggHqAgEAMCMwDzENMAsGA1UEAwwERnV6
    egIQToRNUYMo4xvxSte/5R9cfzA8BgkqhkiG9w0BAQcwL6APMA0GCWCGSAFlAwQCAQUAoRwwGgYJ
    KoZIhvcNAQEIMA0GCWCGSAFlAwQCAQUABIIBgBP9OMnlgO9VfiLe/btpS97T+IITeJDrD1Kq+8es
    DIMPzy6wZVPSkfhemicOZn16R0cVm6gu7K0fkNX+ULCPF71UXAAX5CqUd4h7N/iC45S+KWpDNWLi
    WhqqyQbf7In1Hg0WoWSVOI/C9HmQQQlqRvq4NfGDfvPVIhWO9PZIRbLwl0ADpEZA0Lb24NmqVuq2
    C5Iwft8EiU8L4oE898v+lWFybrGV/s7oTCr3Dh4Ath/Z+WmuiY1pb4lltDdScprQZeOuPmo82ieY
    DAJjbdGzdm8arjksB6uSap2GRc0fLkHhcLvaxrpdDx4tAyjdu8ip5gTBoncojIGrIq/w952rhiJQ
    e3s324dkX8yx8I+quMRItnukkIwmDv9cuKwdpAdgW/WJmLD+Pcalbhhll0Z6aWfpmgj1RFlZo/gC
    uAubpnAuVzanFjsmVklRJk2bb3/5/Njtt+hzfVlVdoUnDPorAq1VVnoPV1+TJmOwMgDZaJ85ubcA
    wgQDo4cgrqLMUuizi6GBwAIBA6BRoU8wCQYHKoZIzj0CAQNCAAQWsLeFhvVLP5v7ne8yH5qjCgO0
    VyYeiZ5Pjg+LzxUmTW/aoKlAF7fGQk6WUfpmuM4TdsUFjtXxNL9ZADu8idb9MBUGBiuBBAELATAL
    BglghkgBZQMEAS0wUTBPMCMwDzENMAsGA1UEAwwERnV6egIQcEJJ62cMurQP9zydTVLAHgQo0aM6
    sLXD1NhXEDgfyLe99DM7FPCub+sFHz3GjhnhQrvXUXfJgMSuMzCCAwkGCSqGSIb3DQEHATAeBglg
    hkgBZQMEAS4wEQQMgKuUfHNqN0VoIFp+AgEQgIIC2ituxwI50x6oaSiGC0CjfbtU/t8eeFKyJYWk
    ac9i8Bl7WJrK3PG9g3VaGEpPp9PPmnkLGQd2kzoSkin9xI+n9AQor37ePW0LpsUaUmi5j3/vHk89
    FhnfHIJ8JzCEOxaLtPj/mTuYdOGpxcFEzfq5shTk1VV+r53XqHffO9xvZCG/paYMAMDdgRJciSml
    e1Y/lz0dJtl9L9kC6HT5fmP6rfLN4derdIoS7iLPUGDVAdFfO4tqZ94xlr8++WrFsBl9I3beis+s
    imS2gmei63Taubo5ktIN633+5Y+epg74eZp3xt7WTLZOyyxa6IVr2Fd+N9ZMNHRZ0EehUnDBTXvY
    wx6LLtjpn0AXKUjdnAjbzlt6M31taLEHy7z/K9EpQH62c6OEF0gQm3oTBHKxfDFM3hx/etDph1w2
    oOmNLlv+84QNLmkkXkGX7xpQB33ZAVdIEPN7SCuufbhK5B0xyg+6BNLF1sFLJ7BoD80x0YfNF3fh
    5hsCivT7602a9MBq2Jj2c+VFO3Zwl//DacGs8jR81TbYSkmQ25s9e+WqdGQPPJ9OVNht/uoKP6Xv
    TQ2/UBCyL8GfNys3T1oTUIXRgrrHucsYZ56bkZiOsbdXwGqihYsjSLnuvf4ibc2bK9zLSDKzP0Tc
    jzgXdkinphwKcfDxaduh0lunqzvAA4NAnfStOS4GJZj8K9aL+z7GpHMtHdPrpYqjRQPf9p7OTkxs
    b7UWLpyGuSTamaYPN0W+gcB+yXvkMaVkeE1mKrXqmKz+2KW2cUZeiJi5svk23ll+fxrZGsLdc2MJ
    H89Jz6eTdqKZRqSCjEJGqQE3LoKzmz6doXFJXgqDl1FhGJmQqWuDW4xJxv74eL7fDuFyPCC3R60o
    fPAC0/dk248qrBiRyXkygMpxt3p0kkjXt2FqlxR4jxGCKwFjwvu8wj8lnp3YLerzl8pnoZlNBll+
    DY71Cb+Bs0sHRvwhaUGJ1Ca+LGwEEDfqp9JijfepxsBCgnKZGL4=
    """
}
