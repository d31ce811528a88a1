internal import CCairo
public import Tiles

/// Draws a layer's tile as a picture by the style file.
public struct TilePainter: Sendable {
  /// Pixels along a tile's side at scale 1.
  public static let pixels = 256

  private let look: MapStyle.Look
  private let font: String

  public init(_ look: MapStyle.Look, font: String) {
    self.look = look
    self.font = font
  }

  /// How far outside a tile names are looked for, in steps: half of the longest name.
  private static let reach = 2048

  /// A tile as PNG with a transparent ground.
  ///
  /// - Parameter scale: 1 for 256 pixels, 2 for 512 with everything twice as large.
  public func png(_ pyramid: TilePyramid, _ address: TileAddress, scale: Int) throws(CartographyRefusal) -> [UInt8] {
    let zoom = Double(address.zoom)
    let canvas = try Canvas(width: Self.pixels * scale, height: Self.pixels * scale, scale: Double(scale))
    guard zoom >= look.minZoom else { return try canvas.png() }
    let label = look.label.flatMap { zoom >= $0.minZoom ? $0 : nil }
    let drawing = pyramid.drawing(address, classKey: look.classField, labelKey: label?.field, reach: Self.reach)
    for shape in drawing.shapes {
      guard let look = look.look(of: shape.value) else { continue }
      draw(shape, look, isArea: pyramid.isArea, zoom, canvas)
    }
    if let label { write(drawing.labels, label, canvas) }
    return try canvas.png()
  }

  private func draw(_ shape: TileDrawing.Shape, _ look: MapStyle.ClassLook, isArea: Bool, _ zoom: Double, _ canvas: Canvas) {
    let c = canvas.context
    let step = Double(Self.pixels) / Double(TileAddress.extent)
    cairo_new_path(c)
    for part in shape.parts {
      guard let first = part.first else { continue }
      if part.count == 1 {
        cairo_new_sub_path(c)
        cairo_arc(c, Double(first.x) * step, Double(first.y) * step, 4, 0, 2 * .pi)
        continue
      }
      cairo_move_to(c, Double(first.x) * step, Double(first.y) * step)
      for p in part.dropFirst() { cairo_line_to(c, Double(p.x) * step, Double(p.y) * step) }
      if isArea { cairo_close_path(c) }
    }
    let isPoint = shape.parts.first?.count == 1
    let pattern = zoom >= self.look.patternMinZoom ? look.pattern : nil
    if isArea || isPoint, let fill = (pattern == nil ? look.plainFill : nil) ?? look.fill ?? (isPoint ? look.stroke : nil) {
      let opacity = isPoint ? 1 : self.look.fillOpacity.at(zoom)
      cairo_set_fill_rule(c, CAIRO_FILL_RULE_EVEN_ODD)
      canvas.set(fill, opacity: opacity)
      cairo_fill_preserve(c)
    }
    if isArea, let pattern, let colour = look.stroke ?? look.fill {
      canvas.fillPattern(pattern, colour: colour, opacity: self.look.fillOpacity.at(zoom))
    }
    let width = self.look.strokeWidth.at(zoom)
    if let stroke = look.stroke, width > 0 {
      if let casing = self.look.casing {
        canvas.set(casing.colour, opacity: casing.opacity)
        cairo_set_line_width(c, width + 2 * casing.width)
        cairo_set_dash(c, nil, 0, 0)
        cairo_stroke_preserve(c)
      }
      canvas.set(stroke, opacity: self.look.strokeOpacity.at(zoom))
      cairo_set_line_width(c, width)
      cairo_set_dash(c, self.look.dash, Int32(self.look.dash.count), 0)
      cairo_stroke(c)
    }
    cairo_new_path(c)
  }

  /// Names of features that are large enough; a name that would lie on one already written is left out, the same in
  /// every tile as far as the tiles about it see the same names.
  private func write(_ labels: [TileDrawing.Label], _ style: MapStyle.Label, _ canvas: Canvas) {
    let step = Double(Self.pixels) / Double(TileAddress.extent)
    var taken: [(x0: Double, y0: Double, x1: Double, y1: Double)] = []
    for label in labels where Double(label.size) * step >= style.minPixels {
      let (x, y) = (Double(label.place.x) * step, Double(label.place.y) * step)
      let half = Double(label.text.count) * style.size / 2 + 2
      let box = (x0: x - half, y0: y - style.size * 0.7, x1: x + half, y1: y + style.size * 0.7)
      guard !taken.contains(where: { $0.x0 < box.x1 && box.x0 < $0.x1 && $0.y0 < box.y1 && box.y0 < $0.y1 }) else { continue }
      taken.append(box)
      canvas.write(
        label.text, x: x, y: y, size: style.size, font: font, colour: look.look(of: label.value)?.text ?? .ink, centred: true)
    }
  }
}

/// Draws the legend of a layer: a swatch and its title for each class.
public struct LegendPainter: Sendable {
  private let look: MapStyle.Look
  private let font: String
  private let isArea: Bool

  public init(_ look: MapStyle.Look, font: String, isArea: Bool) {
    self.look = look
    self.font = font
    self.isArea = isArea
  }

  public func png() throws(CartographyRefusal) -> [UInt8] {
    let row = 24.0
    let width = 48 + (look.classes.map { $0.title.count }.max() ?? 0) * 14 + 8
    let canvas = try Canvas(width: width, height: Int(row) * look.classes.count, scale: 1)
    canvas.set(.white)
    cairo_paint(canvas.context)
    for (i, look) in look.classes.enumerated() {
      let y = Double(i) * row
      let c = canvas.context
      if isArea {
        cairo_rectangle(c, 6, y + 4, 30, row - 8)
        if let fill = look.fill {
          canvas.set(fill, opacity: self.look.fillOpacity.at(10))
          cairo_fill_preserve(c)
        }
        if let pattern = look.pattern, let colour = look.stroke ?? look.fill { canvas.fillPattern(pattern, colour: colour, opacity: 1) }
      } else {
        cairo_move_to(c, 6, y + row / 2)
        cairo_line_to(c, 36, y + row / 2)
      }
      if let stroke = look.stroke {
        canvas.set(stroke)
        cairo_set_line_width(c, max(1, self.look.strokeWidth.at(10)))
        cairo_set_dash(c, self.look.dash, Int32(self.look.dash.count), 0)
        cairo_stroke(c)
      }
      cairo_new_path(c)
      canvas.write(look.title, x: 44, y: y + row / 2, size: 13, font: font, colour: .ink, centred: false)
    }
    return try canvas.png()
  }
}
