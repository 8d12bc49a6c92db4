/* Writes half a file, starts a process in the background, tells both process ids in the file `pids`, and never ends. */
#define _POSIX_C_SOURCE 200809L
#include <jianbao_exporter.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static jb_bytes text(const char *s) { jb_bytes b = {(const uint8_t *)s, strlen(s)}; return b; }
static jb_status describe(const jb_host *host) {
  return host->emit(host->ctx, text("exporter.json"),
                    text("{\"describe\":1,\"exporters\":[{\"id\":\"test.hangs\",\"title\":\"Hangs\",\"version\":\"1.0.0\","
                         "\"outputs\":[{\"role\":\"main\",\"extension\":\"txt\",\"media_type\":\"text/plain\"}],"
                         "\"document_model\":{\"min\":\"1.0\",\"max\":\"1.0\"}}]}"));
}
static jb_status export_document(const jb_host *host, jb_bytes request) {
  (void)request;
  host->emit(host->ctx, text("report.txt"), text("half a "));
  pid_t background = fork();
  if (background == 0) for (;;) pause();
  FILE *pids = fopen("pids.new", "w");
  if (!pids) return JB_FAILED;
  fprintf(pids, "%d %d", (int)getpid(), (int)background);
  fclose(pids);
  rename("pids.new", "pids"); /* whoever waits for it never sees half of it */
  for (;;) pause();
}
static const jb_exporter table = {sizeof table, JB_ABI_MAJOR, JB_ABI_MINOR, describe, export_document, 0};
const jb_exporter *jb_exporter_v1(void) { return &table; }
