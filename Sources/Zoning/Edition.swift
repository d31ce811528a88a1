public import Sealing

/// The instrument by which a body puts an edition into force (发布机关、文号、日期、同意的政府).
public struct Instrument: Hashable, Sendable {
  public var body: String
  public var documentNumber: String?
  public var date: CivilDate
  public var consentingGovernment: String?

  public init(body: String, documentNumber: String?, date: CivilDate, consentingGovernment: String?) {
    self.body = body
    self.documentNumber = documentNumber
    self.date = date
    self.consentingGovernment = consentingGovernment
  }
}

/// One version of one issuer's plan: layers and lists, effective `[from, until)`; append-only.
public struct Edition: Hashable, Sendable {
  /// `320000` or a city's six digits.
  public var issuer: String
  /// 1, 2, 3 … per issuer.
  public var serial: Int
  public var name: String
  public var instrument: Instrument
  public var validity: Validity
  /// Microseconds since 1970 UTC at which the edition was recorded here.
  public var recordedAtMicroseconds: Int64
  /// Digest of the compiled layers.
  public var layers: Digest
  /// Digest of the canonical list file.
  public var lists: Digest
  /// Digest of the layer descriptors.
  public var descriptors: Digest

  public init(
    issuer: String, serial: Int, name: String, instrument: Instrument, validity: Validity, recordedAtMicroseconds: Int64,
    layers: Digest, lists: Digest, descriptors: Digest
  ) {
    self.issuer = issuer
    self.serial = serial
    self.name = name
    self.instrument = instrument
    self.validity = validity
    self.recordedAtMicroseconds = recordedAtMicroseconds
    self.layers = layers
    self.lists = lists
    self.descriptors = descriptors
  }

  /// `320000/1`.
  public var id: String { "\(issuer)/\(serial)" }
}
