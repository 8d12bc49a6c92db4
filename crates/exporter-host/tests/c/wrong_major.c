/* The symbol of version 1 with a table of version 7. */
#include <jianbao_exporter.h>
static const jb_exporter table = {sizeof table, 7, 2, 0, 0, 0};
const jb_exporter *jb_exporter_v1(void) { return &table; }
