/* An exporter for the next major version. */
#include <jianbao_exporter.h>
JB_EXPORT const void *jb_exporter_v2(void) { return 0; }
