/* One exporter that passes every case, and variants of it that each break a promise: compile with -DBROKEN_<NAME>. */
#define _POSIX_C_SOURCE 200809L
#include <jianbao_exporter.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static jb_bytes text(const char *s) { jb_bytes b = {(const uint8_t *)s, strlen(s)}; return b; }

static jb_status fail(const jb_host *host, jb_status status, const char *json) {
  host->fail(host->ctx, text(json));
  return status;
}

/* --- JSON, checked and not read --- */

typedef struct { const char *at, *end; } reader;

static void space(reader *r) {
  while (r->at < r->end && strchr(" \t\r\n", *r->at)) r->at++;
}

static int string(reader *r) {
  if (r->at >= r->end || *r->at != '"') return 0;
  for (r->at++; r->at < r->end; r->at++) {
    if (*r->at == '\\') r->at++;
    else if (*r->at == '"') return r->at++, 1;
  }
  return 0;
}

static int value(reader *r, int depth);

static int members(reader *r, char close, int named, int depth) {
  r->at++;
  space(r);
  if (r->at < r->end && *r->at == close) return r->at++, 1;
  for (;;) {
    space(r);
    if (named) {
      if (!string(r)) return 0;
      space(r);
      if (r->at >= r->end || *r->at++ != ':') return 0;
    }
    if (!value(r, depth + 1)) return 0;
    space(r);
    if (r->at >= r->end) return 0;
    if (*r->at == close) return r->at++, 1;
    if (*r->at++ != ',') return 0;
  }
}

static int value(reader *r, int depth) {
  space(r);
  if (r->at >= r->end || depth > 100) return 0;
  if (*r->at == '{') return members(r, '}', 1, depth);
  if (*r->at == '[') return members(r, ']', 0, depth);
  if (*r->at == '"') return string(r);
  const char *start = r->at;
  while (r->at < r->end && strchr("+-.0123456789aeflnrstuE", *r->at)) r->at++;
  return r->at > start;
}

static int valid(const char *json, size_t length) {
  reader r = {json, json + length};
  if (!value(&r, 0)) return 0;
  space(&r);
  return r.at == r.end && json[0] == '{';
}

/* --- what it says about itself --- */

#if defined(BROKEN_DECLARES_TABLES)
#define FEATURES "\"table\",\"table.header-rows\""
#else
#define FEATURES ""
#endif

#if defined(BROKEN_REQUIRED_OPTION)
#define OPTIONS "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]}"
#else
#define OPTIONS "{\"type\":\"object\",\"properties\":{\"width\":{\"type\":\"integer\",\"default\":80}}}"
#endif

#if defined(BROKEN_BAD_ID)
#define ID "not an id"
#else
#define ID "test.kit"
#endif

static void wait_ms(long ms) {
  struct timespec left = {ms / 1000, (ms % 1000) * 1000000L};
  while (nanosleep(&left, &left)) {}
}

static jb_status describe(const jb_host *host) {
  char json[1024];
  int other = 0;
#if defined(BROKEN_OTHER_DESCRIPTION)
  other = (int)getpid();
#endif
#if defined(BROKEN_SLOW_DESCRIBE)
  wait_ms(150);
#endif
  snprintf(json, sizeof json,
           "{\"describe\":1,\"exporters\":[{\"id\":\"" ID "\",\"title\":\"Plain\",\"version\":\"1.0.%d\","
           "\"outputs\":[{\"role\":\"main\",\"extension\":\"txt\",\"media_type\":\"text/plain\"}],"
           "\"document_model\":{\"min\":\"1.0\",\"max\":\"1.0\"},\"features\":[" FEATURES "],"
           "\"options_schema\":" OPTIONS ",\"deterministic\":true}]}",
           other);
#if defined(BROKEN_DESCRIBE_NO_JSON)
  json[0] = '!';
#endif
#if defined(BROKEN_DESCRIBE_CRASH)
  abort();
#endif
  return host->emit(host->ctx, text("exporter.json"), text(json));
}

/* --- what it writes --- */

static jb_status write_report(const jb_host *host, const char *name, const char *content) {
  char file[400];
  snprintf(file, sizeof file, "%s.txt", name);
  return host->emit(host->ctx, text(file), text(content));
}

/* The name asked for, which stands behind the last "output". */
static int stem_of(const char *json, char *stem, size_t room) {
  const char *output = NULL;
  for (const char *at = json; (at = strstr(at, "\"output\":")); at++) output = at;
  const char *start = output ? strstr(output, "\"stem\":\"") : NULL;
  if (!start) return 0;
  start += strlen("\"stem\":\"");
  size_t length = strcspn(start, "\"");
  if (length >= room) return 0;
  memcpy(stem, start, length);
  stem[length] = 0;
  return 1;
}

static jb_status misbehave(const jb_host *host, const char *json);

static jb_status of_request(const jb_host *host, const char *json, size_t length) {
  char stem[300];
  int good = 1;
#if !defined(BROKEN_ACCEPTS_ANYTHING)
  good = valid(json, length) && strstr(json, "\"document\":{") && strstr(json, "\"sections\":[");
#endif
#if !defined(BROKEN_ANY_PROTOCOL)
  good = good && (strstr(json, "\"protocol\":\"1.") || !strstr(json, "\"protocol\":"));
#endif
  (void)length;
  if (!good) return fail(host, JB_BAD_REQUEST, "{\"code\":\"bad-request\",\"message\":\"not a request\"}");
  if (!stem_of(json, stem, sizeof stem)) strcpy(stem, "report");
#if defined(BROKEN_OWN_NAME)
  strcpy(stem, "report");
#endif
  jb_status status = misbehave(host, json);
  if (status != JB_OK) return status;
  if (host->cancelled(host->ctx)) return JB_CANCELLED;
  status = write_report(host, stem, "written by an exporter in C\n");
#if defined(BROKEN_IGNORES_REFUSAL)
  status = JB_OK;
#endif
  return status;
}

/* Whatever the variant does between reading and writing. */
static jb_status misbehave(const jb_host *host, const char *json) {
  (void)host;
  (void)json;
#if defined(BROKEN_CRASH_ON_LONG_CELL)
  if (strstr(json, "\u9996\u7aef")) abort();
#endif
#if defined(BROKEN_EXIT_ON_ZERO_ROWS)
  if (strstr(json, "\"rows\":[]")) exit(0);
#endif
#if defined(BROKEN_HANG_ON_SCRIPTS)
  if (strstr(json, "<B>")) for (;;) wait_ms(1000);
#endif
#if defined(BROKEN_FAILS_WITHOUT_REASON)
  if (strstr(json, "\\u0000")) return JB_FAILED;
#endif
#if defined(BROKEN_REFUSES_MERGED)
  if (strstr(json, "\"B1\"")) return fail(host, JB_FAILED, "{\"code\":\"merged\",\"message\":\"cells are merged\"}");
#endif
#if defined(BROKEN_UNKNOWN_BLOCK)
  if (strstr(json, "\"kind\":\"from-the-future\""))
    return fail(host, JB_FAILED, "{\"code\":\"kind\",\"message\":\"what is this\"}");
#endif
#if defined(BROKEN_UNKNOWN_FIELD)
  if (strstr(json, "\"from-the-future\":{\"a\":1.5}")) return JB_BAD_REQUEST;
#endif
#if defined(BROKEN_DEAF)
  if (strstr(json, "R10000")) wait_ms(2600);
#endif
#if defined(BROKEN_HUNGRY)
  if (strstr(json, "R10000") && !malloc((size_t)600 << 20)) abort();
#endif
#if defined(BROKEN_NOT_DETERMINISTIC)
  char number[32];
  snprintf(number, sizeof number, "%ld\n", (long)getpid());
  return write_report(host, "number", number);
#endif
#if defined(BROKEN_TELLS_TIME_ZONE)
  return write_report(host, "zone", getenv("TZ"));
#endif
#if defined(BROKEN_STRAY_FILE)
  FILE *stray = fopen("stray.txt", "w");
  if (stray) fclose(stray);
#endif
#if defined(BROKEN_UNLISTED_KIND)
  return host->emit(host->ctx, text("report.bin"), text("\377"));
#endif
#if defined(BROKEN_NO_UTF8)
  if (strstr(json, "History")) return write_report(host, "names", "\377");
#endif
  return JB_OK;
}

static jb_status export_document(const jb_host *host, jb_bytes request) {
  char *json = malloc(request.len + 1);
  if (!json) return fail(host, JB_FAILED, "{\"code\":\"memory\",\"message\":\"no memory\"}");
  memcpy(json, request.ptr, request.len);
  json[request.len] = 0;
  jb_status status = of_request(host, json, request.len);
  free(json);
  return status;
}

#if defined(BROKEN_WRONG_MAJOR)
#define MAJOR 7
#else
#define MAJOR JB_ABI_MAJOR
#endif
#if defined(BROKEN_SHORT_TABLE)
#define SIZE 16
#else
#define SIZE sizeof(jb_exporter)
#endif

static const jb_exporter exporter = {SIZE, MAJOR, JB_ABI_MINOR, describe, export_document, 0};

#if defined(BROKEN_NO_SYMBOL)
int other(void) { return exporter.abi_major != 0; }
#else
const jb_exporter *jb_exporter_v1(void) { return &exporter; }
#endif
#if defined(BROKEN_MORE_SYMBOLS)
int helper(void) { return 1; }
#endif
