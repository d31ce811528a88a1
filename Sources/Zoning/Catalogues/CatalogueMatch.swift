/// Parts of a subject for want of which a row could not be decided.
public enum CataloguePart: String, Hashable, Sendable, CaseIterable {
  case things, processes, industries, places
  /// The row's own condition, which only a documented check can answer.
  case condition
  /// The row's class, which the catalogue as it is kept does not tell.
  case entryClass
}

/// Whether a subject falls under a row.
public enum CatalogueMatch: Hashable, Sendable {
  case yes, no
  /// It may, once these parts are known or stated as the catalogue words them.
  case possible(Set<CataloguePart>)

  public func and(_ other: CatalogueMatch) -> CatalogueMatch {
    switch (self, other) {
    case (.no, _), (_, .no): .no
    case (.possible(let a), .possible(let b)): .possible(a.union(b))
    case (.possible, _): self
    default: other
    }
  }

  public func or(_ other: CatalogueMatch) -> CatalogueMatch {
    switch (self, other) {
    case (.yes, _), (_, .yes): .yes
    case (.possible(let a), .possible(let b)): .possible(a.union(b))
    case (.possible, _): self
    default: other
    }
  }

  public static func any<S: Sequence>(_ matches: S) -> CatalogueMatch where S.Element == CatalogueMatch {
    matches.reduce(.no) { $0.or($1) }
  }
}
