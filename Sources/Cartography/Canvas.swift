internal import CCairo

/// A picture in the making: the one place that holds a cairo surface, freed with it.
final class Canvas {
  let context: OpaquePointer
  private let surface: OpaquePointer
  let width: Int
  let height: Int

  /// - Throws: `CartographyRefusal.cannotDraw` where cairo has no memory for it.
  init(width: Int, height: Int, scale: Double) throws(CartographyRefusal) {
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height)),
      cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface)
    else { throw .cannotDraw("没有内存") }
    self.surface = surface
    self.context = context
    self.width = width
    self.height = height
    cairo_scale(context, scale, scale)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
  }

  deinit {
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
    guard let tile = cairo_surface_create_similar(surface, CAIRO_CONTENT_COLOR_ALPHA, 8, 8), let c = cairo_create(tile) else { return }
    cairo_set_source_rgba(c, colour.red, colour.green, colour.blue, pattern == .dots ? 0.42 * opacity : 0.34 * opacity + 0.06)
    cairo_set_line_width(c, 0.9)
    if pattern == .hatch || pattern == .cross { Self.slant(c, rising: true) }
    if pattern == .backhatch || pattern == .cross { Self.slant(c, rising: false) }
    if pattern == .lines {
      cairo_move_to(c, 0, 4)
      cairo_line_to(c, 8, 4)
      cairo_stroke(c)
    }
    if pattern == .dots {
      for (x, y) in [(2.0, 2.0), (6, 6)] {
        cairo_arc(c, x, y, 0.75, 0, 2 * .pi)
        cairo_fill(c)
      }
    }
    cairo_destroy(c)
    cairo_set_source_surface(context, tile, 0, 0)
    cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_REPEAT)
    cairo_fill_preserve(context)
    cairo_surface_destroy(tile)
  }

  /// Lines at 45° over a square of eight pixels, running on into the next.
  private static func slant(_ c: OpaquePointer, rising: Bool) {
    for o in [-8.0, 0, 8] {
      cairo_move_to(c, o - 1, rising ? 9 : -1)
      cairo_line_to(c, o + 9, rising ? -1 : 9)
    }
    cairo_stroke(c)
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
