import Geometry
import Screening
import Tiles
import ZoneIndex
import Zoning

extension ZoningService {
  /// The capabilities of the picture tiles as a WMTS 1.0.0 document (OGC 07-057r7): layers with legends, both matrix sets.
  ///
  /// - Parameter base: the public address that clients reach this server by, without a closing slash.
  public func tileServiceDescription(base: String, caller: Caller) throws(ServiceError) -> [UInt8] {
    let state = try tileState("current")
    let layers = state.state.rulebook.layers.values.filter { $0.held && state.state.snapshot.holds($0.id) }.sorted { $0.id < $1.id }
    let base = XMLText.escaped(base)
    var xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.0.0">
      <ows:ServiceIdentification><ows:Title>江苏省生态环境分区管控：图片图块</ows:Title><ows:ServiceType>OGC WMTS</ows:ServiceType><ows:ServiceTypeVersion>1.0.0</ows:ServiceTypeVersion></ows:ServiceIdentification>
      <ows:OperationsMetadata>
      \(operation("GetCapabilities", base))
      \(operation("GetTile", base))
      </ows:OperationsMetadata>
      <Contents>

      """
    for layer in layers { xml += described(layer, state, base) }
    for set in TileMatrixSet.allCases { xml += described(set) }
    xml += "</Contents>\n<ServiceMetadataURL xlink:href=\"\(base)/wmts/1.0.0/WMTSCapabilities.xml\"/>\n</Capabilities>\n"
    return Array(xml.utf8)
  }

  private func operation(_ name: String, _ base: String) -> String {
    """
    <ows:Operation name="\(name)"><ows:DCP><ows:HTTP><ows:Get xlink:href="\(base)/wmts?"><ows:Constraint name="GetEncoding"><ows:AllowedValues><ows:Value>KVP</ows:Value></ows:AllowedValues></ows:Constraint></ows:Get></ows:HTTP></ows:DCP></ows:Operation>
    """
  }

  private func described(_ layer: LayerDescriptor, _ state: TileState, _ base: String) -> String {
    let box = state.state.snapshot.box(of: layer.id)
    let path = PercentText.encoded(layer.id)
    let corners =
      box.isEmpty
      ? ("-180 -85", "180 85")
      : (
        "\(Double(box.minX) / GridPoint.perDegree) \(Double(box.minY) / GridPoint.perDegree)",
        "\(Double(box.maxX) / GridPoint.perDegree) \(Double(box.maxY) / GridPoint.perDegree)"
      )
    let links = TileMatrixSet.allCases.map { "<TileMatrixSetLink><TileMatrixSet>\($0.rawValue)</TileMatrixSet></TileMatrixSetLink>" }
    return """
      <Layer><ows:Title>\(XMLText.escaped(layer.title))</ows:Title><ows:WGS84BoundingBox><ows:LowerCorner>\(corners.0)</ows:LowerCorner><ows:UpperCorner>\(corners.1)</ows:UpperCorner></ows:WGS84BoundingBox>
      <ows:Identifier>\(XMLText.escaped(layer.id))</ows:Identifier>
      <Style isDefault="true"><ows:Identifier>default</ows:Identifier><LegendURL format="image/png" xlink:href="\(base)/map/legend/\(path).png"/></Style>
      <Format>image/png</Format>\(links.joined())
      <ResourceURL format="image/png" resourceType="tile" template="\(base)/tiles/current/\(path)/{TileMatrix}/{TileCol}/{TileRow}.png?matrixSet={TileMatrixSet}"/></Layer>

      """
  }

  /// Scale denominators are of a pixel of 0.28 mm, as the standard has it.
  private func described(_ set: TileMatrixSet) -> String {
    let metresPerPixelAtZero: Double
    let (system, corner, known): (String, String, String)
    switch set {
    case .webMercator:
      metresPerPixelAtZero = 40_075_016.685_578_49 / 256
      (system, corner, known) = (
        "urn:ogc:def:crs:EPSG::3857", "-20037508.3427892 20037508.3427892",
        "<WellKnownScaleSet>urn:ogc:def:wkss:OGC:1.0:GoogleMapsCompatible</WellKnownScaleSet>"
      )
    case .degrees:
      // Latitude first, as the system's registry has it.
      metresPerPixelAtZero = 360.0 / 256 * 111_319.490_793_273_6
      (system, corner, known) = ("urn:ogc:def:crs:EPSG::4490", "90.0 -180.0", "")
    }
    var xml = "<TileMatrixSet><ows:Identifier>\(set.rawValue)</ows:Identifier><ows:SupportedCRS>\(system)</ows:SupportedCRS>\(known)\n"
    // In degrees a tile at zoom 0 would be higher than the globe.
    for zoom in (set == .webMercator ? 0 : 1)...TileAddress.finestZoom {
      let size = set.size(zoom: zoom)
      let denominator = metresPerPixelAtZero / Double(1 << zoom) / 0.000_28
      xml +=
        "<TileMatrix><ows:Identifier>\(zoom)</ows:Identifier><ScaleDenominator>\(denominator)</ScaleDenominator><TopLeftCorner>\(corner)</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight><MatrixWidth>\(size.columns)</MatrixWidth><MatrixHeight>\(size.rows)</MatrixHeight></TileMatrix>\n"
    }
    return xml + "</TileMatrixSet>\n"
  }
}

/// Text inside XML.
enum XMLText {
  static func escaped(_ text: String) -> String {
    var out = ""
    for c in text {
      switch c {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.append(c)
      }
    }
    return out
  }
}
