#pragma once
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

/* CPLError is variadic, which Swift cannot call. */
static inline void cgdal_error(CPLErr severity, CPLErrorNum number, const char *message) {
  CPLError(severity, number, "%s", message);
}
