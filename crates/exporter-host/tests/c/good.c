/* A complete exporter in C: writes the size of the request. */
#include <jianbao_exporter.h>
#include <string.h>

static jb_bytes text(const char *s) { jb_bytes b = {(const uint8_t *)s, strlen(s)}; return b; }
static jb_status describe(const jb_host *host) {
  return host->emit(host->ctx, text("exporter.json"),
                    text("{\"describe\":1,\"exporters\":[{\"id\":\"test.c\",\"title\":\"C\",\"version\":\"1.0.0\","
                         "\"outputs\":[{\"role\":\"main\",\"extension\":\"txt\",\"media_type\":\"text/plain\"}],"
                         "\"document_model\":{\"min\":\"1.0\",\"max\":\"1.0\"}}]}"));
}
static jb_status export_document(const jb_host *host, jb_bytes request) {
  return host->emit(host->ctx, text("report.txt"), text(request.len > 2 ? "written by C\n" : ""));
}
static const jb_exporter table = {sizeof table, JB_ABI_MAJOR, JB_ABI_MINOR, describe, export_document, 0};
const jb_exporter *jb_exporter_v1(void) { return &table; }
