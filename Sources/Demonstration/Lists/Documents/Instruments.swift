public import Zoning

extension DemonstrationLaw {
  /// The instrument that puts an issuer's edition into force on 2024-07-01; nil for a body that issues none here.
  public static func instrument(issuer: String) -> Instrument? {
    if issuer == provinceCode {
      return Instrument(
        body: "江苏省生态环境厅", documentNumber: "苏环示范〔2024〕1号", date: CivilDate("2024-06-20")!, consentingGovernment: "江苏省人民政府")
    }
    guard let city = CityCharacter.of(issuer) else { return nil }
    return Instrument(
      body: "\(city.name)生态环境局", documentNumber: "\(city.shortName)环示范〔2024〕1号", date: CivilDate("2024-06-26")!,
      consentingGovernment: "\(city.name)人民政府")
  }

  /// The name of an issuer's first edition.
  public static func editionName(issuer: String) -> String? {
    if issuer == provinceCode { return "江苏省2024年动态更新版（示范）" }
    return CityCharacter.of(issuer).map { "\($0.name)2024年动态更新版（示范）" }
  }
}
