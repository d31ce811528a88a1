internal import CCairo

/// A picture in the making: the one place that holds a cairo surface, freed with it.
final class Canvas {
  let context: OpaquePointer
  private let surface: OpaquePointer
  let width: Int
  let height: Int
  private let scale: Double
  /// Patterns that were drawn with, by what they look like.
  private var patterns: [String: OpaquePointer] = [:]

  /// - Throws: `CartographyRefusal.cannotDraw` where cairo has no memory for it.
  init(width: Int, height: Int, scale: Double) throws(CartographyRefusal) {
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height)),
      cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface)
    else { throw .cannotDraw("没有内存") }
    self.surface = surface
    self.context = context
    self.width = width
    self.height = height
    self.scale = scale
    cairo_scale(context, scale, scale)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
  }

  deinit {
    for source in patterns.values { cairo_pattern_destroy(source) }
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  func set(_ colour: Colour, opacity: Double = 1) {
    cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, opacity)
  }

  /// The picture as PNG.
  func png() throws(CartographyRefusal) -> [UInt8] {
    var bytes: [UInt8] = []
    let status = withUnsafeMutablePointer(to: &bytes) { target in
      cairo_surface_write_to_png_stream(
        surface,
        { closure, data, count in
          guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
          closure.assumingMemoryBound(to: [UInt8].self).pointee.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
          return CAIRO_STATUS_SUCCESS
        }, target)
    }
    guard status == CAIRO_STATUS_SUCCESS else { throw .cannotDraw(String(cString: cairo_status_to_string(status))) }
    return bytes
  }

  // MARK: Patterns

  /// Fills the path with a class's pattern, eight pixels wide: eight divides a tile, so that neighbours join.
  func fillPattern(_ pattern: MapStyle.ClassLook.Pattern, colour: Colour, opacity: Double) {
    let name = "\(pattern) \(colour) \(opacity)"
    guard let source = patterns[name] ?? woven(pattern, colour, opacity) else { return }
    patterns[name] = source
    cairo_set_source(context, source)
    cairo_fill_preserve(context)
  }

  /// A repeating source at the picture's own resolution, so that it never blurs.
  private func woven(_ pattern: MapStyle.ClassLook.Pattern, _ colour: Colour, _ opacity: Double) -> OpaquePointer? {
    let side = Int32((8 * scale).rounded())
    guard let tile = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side), let c = cairo_create(tile) else { return nil }
    cairo_scale(c, scale, scale)
    let hatch = [-8.0, 0, 8].map { o in ((o - 1, 9.0), (o + 9, -1.0)) }
    let back = [-8.0, 0, 8].map { o in ((o - 1, -1.0), (o + 9, 9.0)) }
    let lines: [((Double, Double), (Double, Double))]
    switch pattern {
    case .hatch: lines = hatch
    case .backhatch: lines = back
    case .cross: lines = hatch + back
    case .lines: lines = [((-1, 2), (9, 2)), ((-1, 6), (9, 6))]
    case .dots: lines = []
    }
    cairo_set_source_rgba(c, colour.red, colour.green, colour.blue, (lines.isEmpty ? 0.42 : 0.34) * opacity + 0.06)
    cairo_set_line_width(c, 0.9)
    for (from, to) in lines {
      cairo_move_to(c, from.0, from.1)
      cairo_line_to(c, to.0, to.1)
    }
    cairo_stroke(c)
    if lines.isEmpty {
      for (x, y) in [(2.0, 2.0), (6, 6)] {
        cairo_arc(c, x, y, 0.75, 0, 2 * .pi)
        cairo_fill(c)
      }
    }
    cairo_destroy(c)
    let source = cairo_pattern_create_for_surface(tile)
    cairo_surface_destroy(tile)
    cairo_pattern_set_extend(source, CAIRO_EXTEND_REPEAT)
    cairo_pattern_set_filter(source, CAIRO_FILTER_NEAREST)
    var matrix = cairo_matrix_t()
    cairo_matrix_init_scale(&matrix, scale, scale)
    cairo_pattern_set_matrix(source, &matrix)
    return source
  }

  // MARK: Words

  /// Writes words, centred or from the left, on a white halo; a font that is missing is replaced by the system's own.
  func write(_ words: String, x: Double, y: Double, size: Double, font: String, colour: Colour, centred: Bool) {
    cairo_select_font_face(context, font, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD)
    cairo_set_font_size(context, size)
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, words, &extents)
    cairo_new_path(context)
    let left = centred ? x - extents.width / 2 - extents.x_bearing : x
    cairo_move_to(context, left, y + size * 0.36)
    cairo_text_path(context, words)
    set(.white, opacity: 0.92)
    cairo_set_line_width(context, 3)
    cairo_set_dash(context, nil, 0, 0)
    cairo_stroke_preserve(context)
    set(colour)
    cairo_fill(context)
  }
}
