import ExactJSON
public import Sealing

/// Which editions and registers hold on one day; its id is the hash of its parts.
public struct LegalState: Hashable, Sendable {
  public let asOf: CivilDate
  /// By issuer.
  public let editions: [Edition]
  public let id: Digest

  /// - Parameters:
  ///   - documents: digest of the document registry.
  ///   - registers: digest of the parks' and regions' registers.
  ///   - catalogues: versions of the facts catalogue and the industry classification.
  public init(asOf: CivilDate, editions: [Edition], documents: Digest, registers: Digest, catalogues: [String]) {
    self.asOf = asOf
    self.editions = editions.sorted { $0.issuer < $1.issuer }
    id = Digest(
      of: JSONValue.object([
        "asOf": .string(asOf.description),
        "editions": .array(
          self.editions.map {
            .object([
              "issuer": .string($0.issuer), "serial": .int($0.serial), "name": .string($0.name),
              "layers": .string($0.layers.description), "lists": .string($0.lists.description),
              "descriptors": .string($0.descriptors.description),
            ])
          }),
        "documents": .string(documents.description),
        "registers": .string(registers.description),
        "catalogues": .array(catalogues.map { .string($0) }),
      ]).canonicalBytes)
  }
}
