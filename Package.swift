// swift-tools-version: 6.2
import PackageDescription

/// One configuration for every target of ours; dependencies keep their own.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// A room of the house: its own folder in Sources, strict settings, and the rooms below it that it may import.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "fenqu",
  products: [.executable(name: "fenqu", targets: ["fenqu"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
  ],
  targets: [
    .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
    .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .systemLibrary(name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),

    room("FEEL"),
    room("DMN", ["FEEL"]),
    room("ExactJSON"),
    room("Sealing", [.product(name: "Crypto", package: "swift-crypto")]),
    room("Geometry", ["CGEOS"]),
    room("Geodesy", ["CPROJ", "Geometry"]),
    room("ZoneIndex", ["Geometry", "Geodesy"]),
    room("Tiles", ["ZoneIndex", "Geometry", "Geodesy"]),
    room("Cartography", ["CCairo", "ExactJSON", "Sealing", "Tiles"], resources: [.copy("Resources")]),
    room("Zoning", ["FEEL", "ExactJSON", "Geometry", "Sealing"], resources: [.copy("Resources")]),
    room("Screening", ["FEEL", "ExactJSON", "Zoning", "ZoneIndex", "Geometry", "Geodesy", "Sealing"]),
    room("PlanLifecycle", ["Zoning", "ZoneIndex", "Geometry", "Geodesy"]),
    room("Demonstration", ["FEEL", "ExactJSON", "Zoning", "ZoneIndex", "Geometry", "Geodesy", "Sealing"], resources: [.copy("Resources")]),
    room("Store", ["ExactJSON", "FEEL", "Zoning", "Screening", "ZoneIndex", "Geometry", "Sealing"]),
    room("StoreSQLite", ["Store", .product(name: "GRDB", package: "GRDB.swift")]),
    room(
      "Exchange",
      [
        "CGDAL", "CXLSXWriter", "DMN", "ExactJSON", "Geometry", "Geodesy", "Zoning", "FEEL",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    room(
      "Reports",
      [
        "CQREncode", "ExactJSON", "Screening", "Zoning", "ZoneIndex", "Geometry", "Geodesy", "FEEL", "Sealing",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ], resources: [.copy("Resources")]),
    room(
      "Service",
      [
        "FEEL", "ExactJSON", "Zoning", "ZoneIndex", "Tiles", "Cartography", "Geometry", "Geodesy", "Screening", "PlanLifecycle", "Store",
        "Exchange", "Reports", "Sealing", "Demonstration", .product(name: "Logging", package: "swift-log"),
      ]),
    room(
      "Web",
      [
        "Service", "ExactJSON", "Screening", "Zoning", "Geometry", "Geodesy", "ZoneIndex", "Tiles", "Exchange", "Sealing", "FEEL",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ], resources: [.copy("Templates"), .copy("OpenAPI")]),
    .executableTarget(
      name: "fenqu",
      dependencies: [
        "Service", "Web", "Store", "StoreSQLite", "Exchange", "Reports", "Screening", "Zoning", "ZoneIndex", "Geometry",
        "Geodesy", "Tiles", "FEEL", "DMN", "ExactJSON", "Sealing", "Demonstration",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: strict),

    tests("ExactJSONTests", ["ExactJSON"]),
    .target(name: "Trials", path: "Tests/Trials", swiftSettings: strict),
    tests("FEELTests", ["FEEL", "Trials"], resources: [.copy("Vectors")]),
    tests("DMNTests", ["DMN", "FEEL", "Trials"]),
    tests("GeodesyTests", ["Geodesy", "Geometry", "CPROJ"]),
    tests("GeometryTests", ["Geometry", "CGEOS"]),
    tests("ZoneIndexTests", ["ZoneIndex", "Geometry", "Geodesy", "CGEOS", "CPROJ"]),
    tests("TilesTests", ["Tiles", "ZoneIndex", "Geometry", "Geodesy"]),
    tests("ZoningTests", ["Zoning", "FEEL", "ExactJSON", "Sealing"]),
    tests("PlanLifecycleTests", ["PlanLifecycle", "Geometry", "Geodesy", "Trials"]),
    tests("ScreeningTests", ["Screening", "ExactJSON", "Zoning", "ZoneIndex", "FEEL", "Geometry", "Geodesy", "Sealing"]),
    tests(
      "DemonstrationTests", ["Demonstration", "Screening", "ExactJSON", "Zoning", "ZoneIndex", "Geometry", "Geodesy", "FEEL", "Sealing"]),
    tests("StoreTests", ["ExactJSON", "Store", "StoreSQLite", "Zoning", "Screening", "Sealing"]),
    tests("ExchangeTests", ["DMN", "ExactJSON", "Exchange", "FEEL", "Geometry", "Geodesy", "Zoning"], resources: [.copy("Fixtures")]),
    tests("ReportsTests", ["Reports", "ExactJSON", "FEEL", "Geometry", "Zoning"], resources: [.copy("Fixtures")]),
    tests("RealLawTests", ["DMN", "Screening", "Exchange", "ExactJSON", "Zoning", "FEEL", "Sealing"]),
    tests("WebTests", ["Web", "Service", "ExactJSON", .product(name: "HTTPTypes", package: "swift-http-types")]),
    tests(
      "ServiceTests",
      [
        "ExactJSON", "Exchange", "ZoneIndex", "Service", "Store", "StoreSQLite", "Demonstration", "Screening", "Zoning", "Geometry",
        "Sealing", "FEEL",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
