/* Describes itself badly; how is told by the macro that the compiler is given. */
#define _POSIX_C_SOURCE 200809L
#include <jianbao_exporter.h>
#include <string.h>
#include <unistd.h>

static jb_bytes text(const char *s) { jb_bytes b = {(const uint8_t *)s, strlen(s)}; return b; }
static jb_status describe(const jb_host *host) {
#if defined NOT_JSON
  return host->emit(host->ctx, text("exporter.json"), text("<description/>"));
#elif defined NOTHING
  return (void)host, JB_OK;
#elif defined HUGE_ONE
  static char block[1 << 20];
  memset(block, ' ', sizeof block - 1);
  for (int i = 0; i < 100; i++)
    if (host->emit(host->ctx, text("exporter.json"), text(block)) != JB_OK) return JB_HOST_REFUSED;
  return JB_OK;
#elif defined SLOW
  for (;;) sleep(60);
  return host ? JB_OK : JB_BUG;
#elif defined FAILS
  host->fail(host->ctx, text("{\"code\":\"no-licence\",\"message\":\"there is no licence\"}"));
  return JB_FAILED;
#endif
}
static jb_status export_document(const jb_host *host, jb_bytes request) { (void)host; (void)request; return JB_BUG; }
static const jb_exporter table = {sizeof table, JB_ABI_MAJOR, JB_ABI_MINOR, describe, export_document, 0};
const jb_exporter *jb_exporter_v1(void) { (void)text; return &table; }
