/// Reads a site from text of any format that is taken.
enum SiteText {
  static func read(_ bytes: [UInt8], fileName: String?, encoding: TextEncoding?, shape: SiteShape?, limits: SiteLimits)
    throws(ExchangeError) -> RawSite
  {
    let (text, found) = try TextDecoding.decode(bytes, stated: encoding)
    var site: RawSite
    switch try ContentKind.text(text, fileName: fileName) {
    case .json: site = try GeoJSONSite.read(Array(text.utf8), limits: limits)
    case .wkt: site = try WKTSite.read(text, limits: limits)
    case .landParcelText: site = try LandParcelText.read(text, limits: limits)
    case .table: site = try CoordinateTable.read(text, shape: shape, limits: limits)
    }
    if found == .gb18030, encoding == nil {
      site.assumed.append(SiteAssumption(what: "encoding", value: "GB18030", why: "文字不是有效的 UTF-8，按 GBK（GB18030）读"))
    }
    return site
  }
}
