import CGDAL

/// GDAL with the drivers we mean and nothing else: no network, no VRT, no plugins; used in the import worker alone.
///
/// GDAL keeps process-wide state, and the worker reads one file on one thread and ends.
enum GDALSession {
  static func start(drivers allowed: Set<String>) {
    for (key, value) in [
      ("GDAL_DRIVER_PATH", "disable"), ("PROJ_NETWORK", "OFF"), ("GDAL_HTTP_MAX_RETRY", "0"), ("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".none"),
      ("GDAL_DISABLE_READDIR_ON_OPEN", "FALSE"), ("SHAPE_RESTORE_SHX", "NO"), ("OGR_SQLITE_LOAD_EXTENSIONS", "NO"),
    ] {
      CPLSetConfigOption(key, value)
    }
    CPLSetErrorHandler { _, _, _ in }
    GDALAllRegister()
    for i in (0..<GDALGetDriverCount()).reversed() {
      guard let driver = GDALGetDriver(i), let name = GDALGetDriverShortName(driver) else { continue }
      if !allowed.contains(String(cString: name)) { GDALDeregisterDriver(driver) }
    }
  }

  /// The text of GDAL's last error, for the log.
  static var lastError: String { CPLGetLastErrorMsg().map { String(cString: $0) } ?? "" }
}
