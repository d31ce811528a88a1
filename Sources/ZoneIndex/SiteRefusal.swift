public import Geometry

/// Why something is not taken as a site.
public enum SiteRefusal: Error, Hashable, Sendable {
  case geometry(GeometryRefusal)
  /// A line without a width.
  case lineWithoutWidth
  /// A width that is not above zero, or wider than 20 km.
  case width(Double)
  /// A width with something that is no line.
  case widthWithoutLine
  /// Wider than the index can measure.
  case tooLarge

  /// One sentence for the person: what is wrong, where, and what to do.
  public var message: String {
    switch self {
    case .geometry(let refusal): refusal.message
    case .lineWithoutWidth: "线状用地没有宽度；请填写 width_m（米），或改为提交面状范围。"
    case .width(let width): "线状用地的宽度 \(width) 米无效；请填写大于 0、不超过 20000 的米数。"
    case .widthWithoutLine: "只有线状用地才填写宽度（width_m）；请删去宽度，或改为提交线。"
    case .tooLarge: "用地范围跨度超过 40 度，不是一个项目的范围；请检查坐标。"
    }
  }
}
