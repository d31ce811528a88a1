import ExactJSON

/// The catalogues that come with the program, put on record when a data folder is first written.
public enum ShippedCatalogues {
  private static let lookups = ["double-high-2021.json", "high-pollution-fuels-2017.json"]

  public static let all: [HeldCatalogue] = {
    do {
      let heads = try JSONValue(parsing: ShippedData.bytes("catalogues/catalogues.json")).arrayValue ?? []
      let procedures = try heads.map { head in
        try HeldCatalogue(
          head: .object((head.objectValue ?? []).filter { $0.key != "file" }),
          table: String(decoding: ShippedData.bytes("catalogues/" + (try head.text("file", of: "名录"))), as: UTF8.self))
      }
      let industries = JSONValue.object([
        "kind": .string(HeldCatalogue.Kind.industries.rawValue), "id": .string(IndustryCatalogue.id),
        "title": .string(IndustryCatalogue.id),
        "edition": .string("2017年版（含第1号修改单）"), "from": .string("2017-10-01"), "until": .null,
        "source": .string("国家标准 GB/T 4754—2017 及其第1号修改单，按代码表转录；以公布文本为准。"),
        "table": .string(String(decoding: ShippedData.bytes("gbt4754-2017.csv"), as: UTF8.self)),
      ])
      return try procedures + lookups.map { try HeldCatalogue(JSONValue(parsing: ShippedData.bytes("catalogues/" + $0))) }
        + [HeldCatalogue(industries)]
    } catch { preconditionFailure("the shipped catalogues are faulty: \(error)") }
  }()
}

extension ProcedureLibrary {
  /// The catalogues of procedures that come with the program.
  public static let standard = ProcedureLibrary(
    ShippedCatalogues.all.compactMap { if case .procedures(let catalogue, _, _) = $0 { catalogue } else { nil } })
}
