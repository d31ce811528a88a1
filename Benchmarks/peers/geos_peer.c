/* GEOS beside fenqu: reads layers and sites, answers questions about them in bulk on one thread, and times itself.
 *
 * One command a line on standard input, one answer a line on standard output ("ok …" or "error …"):
 *   hello                                            the version
 *   load LAYER FILE                                  features: tree and prepared geometries
 *   sites SET FILE                                   places or footprints
 *   run TASK LAYER SET START NANOSECONDS [RADIUS]    answers from site START on, round and round; count and nanoseconds
 *   answer TASK LAYER SET START COUNT FILE [RADIUS]  the answers themselves, for comparison; not timed
 * Tasks: point, footprint.prepared, footprint.plain, distance.prepared, distance.within.
 *
 * Files are little-endian: u32 count, then u32 length and WKB each. Answers are records of u32 site, u32 feature, f64 × 5.
 */
#include <dlfcn.h>
#include <geos_c.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  uint32_t site, feature;
  double value[5];
} Record;

typedef struct {
  char name[64];
  int count;
  GEOSGeometry **geometry;
  const GEOSPreparedGeometry **prepared;
  double *area; /* of each geometry, in the plane it is in */
  GEOSSTRtree *tree;
  long vertices;
  unsigned char *isPlace;
  double *x, *y;
} Set;

static GEOSContextHandle_t geos;
static Set *sets;
static int setCount;
/* Since GEOS 3.12: no geometry for the place, no check of its type. */
static char (*intersectsPlace)(GEOSContextHandle_t, const GEOSPreparedGeometry *, double, double);

static void quiet(const char *text, void *unused) { (void)text; (void)unused; }

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void *need(void *memory) {
  if (!memory) {
    puts("error out of memory");
    exit(1);
  }
  return memory;
}

static Set *named(const char *name) {
  for (int i = 0; i < setCount; i++)
    if (!strcmp(sets[i].name, name)) return &sets[i];
  return NULL;
}

/* The answers of one bulk call, kept as arrays. */
static Record *out;
static size_t outCount, outRoom;

static Record *put(uint32_t site, uint32_t feature) {
  if (outCount == outRoom) {
    outRoom = outRoom ? 2 * outRoom : 1 << 16;
    out = need(realloc(out, outRoom * sizeof *out));
  }
  Record *r = &out[outCount++];
  memset(r, 0, sizeof *r);
  r->site = site;
  r->feature = feature;
  return r;
}

static uint32_t *hits;
static size_t hitCount, hitRoom;

static void hit(void *item, void *unused) {
  (void)unused;
  if (hitCount == hitRoom) {
    hitRoom = hitRoom ? 2 * hitRoom : 1024;
    hits = need(realloc(hits, hitRoom * sizeof *hits));
  }
  hits[hitCount++] = (uint32_t)(uintptr_t)item - 1;
}

/* ---- reading ---- */

static const char *readSet(Set *set, const char *path, int isLayer) {
  FILE *file = fopen(path, "rb");
  if (!file) return "cannot open the file";
  uint32_t count, length;
  if (fread(&count, 4, 1, file) != 1) return "the file is too short";
  set->count = (int)count;
  set->geometry = need(calloc(count + 1, sizeof *set->geometry));
  set->isPlace = need(calloc(count + 1, 1));
  set->x = need(calloc(count + 1, sizeof(double)));
  set->y = need(calloc(count + 1, sizeof(double)));
  GEOSWKBReader *reader = GEOSWKBReader_create_r(geos);
  unsigned char *bytes = NULL;
  size_t room = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (fread(&length, 4, 1, file) != 1) return "the file is too short";
    if (length > room) bytes = need(realloc(bytes, room = length));
    if (fread(bytes, 1, length, file) != length) return "the file is too short";
    GEOSGeometry *g = GEOSWKBReader_read_r(geos, reader, bytes, length);
    if (!g) return "a geometry cannot be read";
    set->geometry[i] = g;
    set->vertices += GEOSGetNumCoordinates_r(geos, g);
    if (GEOSGeomTypeId_r(geos, g) == GEOS_POINT) {
      set->isPlace[i] = 1;
      GEOSGeomGetX_r(geos, g, &set->x[i]);
      GEOSGeomGetY_r(geos, g, &set->y[i]);
    }
  }
  free(bytes);
  fclose(file);
  GEOSWKBReader_destroy_r(geos, reader);
  if (!isLayer) return NULL;
  set->prepared = need(calloc(count + 1, sizeof *set->prepared));
  set->tree = GEOSSTRtree_create_r(geos, 10);
  for (uint32_t i = 0; i < count; i++) {
    set->prepared[i] = GEOSPrepare_r(geos, set->geometry[i]);
    GEOSSTRtree_insert_r(geos, set->tree, set->geometry[i], (void *)(uintptr_t)(i + 1));
  }
  return NULL;
}

/* ---- measures ---- */

static const double a = 6378137, f = 1 / 298.257222101;

/* The area function of latitude whose integral over longitude is ground between equator and edge. */
static double areaFunction(double latitude) {
  double e2 = f * (2 - f), e = sqrt(e2), b = a * (1 - f), s = sin(latitude);
  return b * b / 2 * (s / (1 - e2 * s * s) + atanh(e * s) / e);
}

/* Ground within a ring whose edges are straight in longitude and latitude, by Gauss's rule; m². */
static double ringGround(const GEOSGeometry *ring) {
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos, ring);
  unsigned n = 0;
  GEOSCoordSeq_getSize_r(geos, sequence, &n);
  if (n < 2) return 0;
  const double step = M_PI / 180, r = 0.5 * sqrt(0.6);
  double sum = 0, x0, y0, x1, y1;
  GEOSCoordSeq_getXY_r(geos, sequence, 0, &x0, &y0);
  double q0 = areaFunction(y0 * step);
  for (unsigned i = 1; i < n; i++, x0 = x1, y0 = y1) {
    GEOSCoordSeq_getXY_r(geos, sequence, i, &x1, &y1);
    double d = y1 - y0;
    sum -= (x1 - x0) * step *
           (5 * (areaFunction((y0 + d * (0.5 - r)) * step) - q0) + 8 * (areaFunction((y0 + d * 0.5) * step) - q0) +
            5 * (areaFunction((y0 + d * (0.5 + r)) * step) - q0)) / 18;
  }
  return fabs(sum);
}

static double lineGround(const GEOSGeometry *line) {
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos, line);
  unsigned n = 0;
  GEOSCoordSeq_getSize_r(geos, sequence, &n);
  const double step = M_PI / 180, e2 = f * (2 - f), r = 0.5 * sqrt(0.6);
  const double at[3] = {0.5 - r, 0.5, 0.5 + r}, weight[3] = {5 / 18.0, 8 / 18.0, 5 / 18.0};
  double sum = 0, x0, y0, x1, y1;
  for (unsigned i = 0; i < n; i++, x0 = x1, y0 = y1) {
    GEOSCoordSeq_getXY_r(geos, sequence, i, &x1, &y1);
    if (i == 0) continue;
    for (int k = 0; k < 3; k++) {
      double latitude = (y0 + (y1 - y0) * at[k]) * step, s = sin(latitude), w = sqrt(1 - e2 * s * s);
      sum += weight[k] * hypot(a * (1 - e2) / (w * w * w) * (y1 - y0) * step, a / w * cos(latitude) * (x1 - x0) * step);
    }
  }
  return sum;
}

/* Areas (value 0), lengths (1) and number of places (2) of all parts, on the ellipsoid. */
static void addGround(const GEOSGeometry *g, double *value) {
  if (GEOSisEmpty_r(geos, g)) return;
  switch (GEOSGeomTypeId_r(geos, g)) {
  case GEOS_POLYGON:
    value[0] += ringGround(GEOSGetExteriorRing_r(geos, g));
    for (int i = 0; i < GEOSGetNumInteriorRings_r(geos, g); i++) value[0] -= ringGround(GEOSGetInteriorRingN_r(geos, g, i));
    break;
  case GEOS_LINESTRING:
  case GEOS_LINEARRING: value[1] += lineGround(g); break;
  case GEOS_POINT: value[2] += 1; break;
  default:
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, g); i++) addGround(GEOSGetGeometryN_r(geos, g, i), value);
  }
}

/* What the timed call returns: the area in the plane, or the length. */
static double planeMeasure(const GEOSGeometry *g) {
  double m = 0;
  if (GEOSGeom_getDimensions_r(geos, g) >= 2) GEOSArea_r(geos, g, &m);
  else GEOSLength_r(geos, g, &m);
  return m;
}

/* ---- tasks: each answers one site into the output arrays ---- */

typedef void Task(Set *layer, Set *sites, int site, double radius, int isTimed);

static void query(Set *layer, Set *sites, int site) {
  hitCount = 0;
  GEOSSTRtree_query_r(geos, layer->tree, sites->geometry[site], hit, NULL);
}

static void point(Set *layer, Set *sites, int site, double radius, int isTimed) {
  (void)radius; (void)isTimed;
  query(layer, sites, site);
  for (size_t k = 0; k < hitCount; k++) {
    const GEOSPreparedGeometry *p = layer->prepared[hits[k]];
    char yes = intersectsPlace ? intersectsPlace(geos, p, sites->x[site], sites->y[site])
                               : GEOSPreparedIntersects_r(geos, p, sites->geometry[site]);
    if (yes == 1) put((uint32_t)site, hits[k]);
  }
}

static void measured(Record *r, const GEOSGeometry *g, int isTimed) {
  if (isTimed) r->value[0] = planeMeasure(g);
  else addGround(g, r->value);
}

static void footprintPrepared(Set *layer, Set *sites, int site, double radius, int isTimed) {
  (void)radius;
  const GEOSGeometry *g = sites->geometry[site];
  query(layer, sites, site);
  for (size_t k = 0; k < hitCount; k++) {
    uint32_t i = hits[k];
    if (GEOSPreparedContains_r(geos, layer->prepared[i], g) == 1) {
      measured(put((uint32_t)site, i), g, isTimed);
      continue;
    }
    if (GEOSPreparedIntersects_r(geos, layer->prepared[i], g) != 1) continue;
    GEOSGeometry *common = GEOSIntersection_r(geos, g, layer->geometry[i]);
    Record *r = put((uint32_t)site, i);
    if (!common) continue;
    measured(r, common, isTimed);
    GEOSGeom_destroy_r(geos, common);
  }
}

static void footprintPlain(Set *layer, Set *sites, int site, double radius, int isTimed) {
  (void)radius;
  const GEOSGeometry *g = sites->geometry[site];
  query(layer, sites, site);
  for (size_t k = 0; k < hitCount; k++) {
    GEOSGeometry *common = GEOSIntersection_r(geos, g, layer->geometry[hits[k]]);
    if (!common) continue;
    if (!GEOSisEmpty_r(geos, common)) measured(put((uint32_t)site, hits[k]), common, isTimed);
    GEOSGeom_destroy_r(geos, common);
  }
}

static void distanceAnswer(Set *layer, Set *sites, int site, double distance, int isTimed) {
  Record *r = put((uint32_t)site, 0);
  r->value[0] = distance;
  if (isTimed) return;
  GEOSCoordSequence *places = GEOSPreparedNearestPoints_r(geos, layer->prepared[0], sites->geometry[site]);
  if (!places) return;
  GEOSCoordSeq_getXY_r(geos, places, 0, &r->value[3], &r->value[4]);
  GEOSCoordSeq_getXY_r(geos, places, 1, &r->value[1], &r->value[2]);
  GEOSCoordSeq_destroy_r(geos, places);
}

static void distancePrepared(Set *layer, Set *sites, int site, double radius, int isTimed) {
  double d = 0;
  if (GEOSPreparedDistance_r(geos, layer->prepared[0], sites->geometry[site], &d) != 1) return;
  if (radius < 0 || d <= radius) distanceAnswer(layer, sites, site, d, isTimed);
}

static void distanceWithin(Set *layer, Set *sites, int site, double radius, int isTimed) {
  if (GEOSPreparedDistanceWithin_r(geos, layer->prepared[0], sites->geometry[site], radius) == 1)
    distancePrepared(layer, sites, site, -1, isTimed);
}

static const struct {
  const char *name;
  Task *task;
  int stride; /* sites between two looks at the clock */
} tasks[] = {
    {"point", point, 256},
    {"footprint.prepared", footprintPrepared, 8},
    {"footprint.plain", footprintPlain, 8},
    {"distance.prepared", distancePrepared, 64},
    {"distance.within", distanceWithin, 64},
};

static int taskNamed(const char *name) {
  for (int i = 0; i < (int)(sizeof tasks / sizeof *tasks); i++)
    if (!strcmp(tasks[i].name, name)) return i;
  return -1;
}

/* ---- commands ---- */

static void load(const char *line, int isLayer) {
  char name[64], path[4096];
  if (sscanf(line, "%*s %63s %4095[^\n]", name, path) != 2) { puts("error a name and a file are wanted"); return; }
  Set set;
  memset(&set, 0, sizeof set);
  snprintf(set.name, sizeof set.name, "%s", name);
  const char *fault = readSet(&set, path, isLayer);
  if (fault) { printf("error %s: %s\n", path, fault); return; }
  sets = need(realloc(sets, (size_t)(setCount + 1) * sizeof *sets));
  sets[setCount++] = set;
  printf("ok %d %ld\n", set.count, set.vertices);
}

static void run(const char *line) {
  char task[64], layerName[64], siteName[64];
  long start;
  long long nanoseconds;
  double radius = -1;
  if (sscanf(line, "%*s %63s %63s %63s %ld %lld %lf", task, layerName, siteName, &start, &nanoseconds, &radius) < 5) {
    puts("error run wants task, layer, sites, start, nanoseconds");
    return;
  }
  int t = taskNamed(task);
  Set *layer = named(layerName), *sites = named(siteName);
  if (t < 0 || !layer || !sites || sites->count == 0) { puts("error no such task, layer or sites"); return; }
  long done = 0, site = start % sites->count;
  outCount = 0;
  int64_t begun = now(), spent = 0;
  while (spent < nanoseconds) {
    for (int k = 0; k < tasks[t].stride; k++) {
      tasks[t].task(layer, sites, (int)site, radius, 1);
      if (++site == sites->count) site = 0;
    }
    done += tasks[t].stride;
    spent = now() - begun;
  }
  printf("ok %ld %lld\n", done, (long long)spent);
}

static void answer(const char *line) {
  char task[64], layerName[64], siteName[64], path[4096];
  long start, count;
  double radius = -1;
  if (sscanf(line, "%*s %63s %63s %63s %ld %ld %lf %4095[^\n]", task, layerName, siteName, &start, &count, &radius, path) != 7) {
    puts("error answer wants task, layer, sites, start, count, radius, file");
    return;
  }
  int t = taskNamed(task);
  Set *layer = named(layerName), *sites = named(siteName);
  if (t < 0 || !layer || !sites) { puts("error no such task, layer or sites"); return; }
  outCount = 0;
  for (long i = start; i < start + count && i < sites->count; i++) tasks[t].task(layer, sites, (int)i, radius, 0);
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(out, sizeof *out, outCount, file) != outCount || fclose(file) != 0) { puts("error cannot write the answers"); return; }
  printf("ok %zu\n", outCount);
}

int main(void) {
  geos = GEOS_init_r();
  GEOSContext_setErrorMessageHandler_r(geos, quiet, NULL);
  GEOSContext_setNoticeMessageHandler_r(geos, quiet, NULL);
  *(void **)&intersectsPlace = dlsym(RTLD_DEFAULT, "GEOSPreparedIntersectsXY_r");
  setvbuf(stdout, NULL, _IOLBF, 0);
  char line[8192], word[64];
  while (fgets(line, sizeof line, stdin)) {
    if (sscanf(line, "%63s", word) != 1) continue;
    if (!strcmp(word, "hello")) printf("ok GEOS %.*s\n", (int)strcspn(GEOSversion(), "-"), GEOSversion());
    else if (!strcmp(word, "load")) load(line, 1);
    else if (!strcmp(word, "sites")) load(line, 0);
    else if (!strcmp(word, "run")) run(line);
    else if (!strcmp(word, "answer")) answer(line);
    else printf("error unknown command %s\n", word);
  }
  return 0;
}
