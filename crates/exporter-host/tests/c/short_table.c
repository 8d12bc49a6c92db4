/* A table that ends before its functions. */
#include <jianbao_exporter.h>
static const jb_exporter table = {16, JB_ABI_MAJOR, JB_ABI_MINOR, 0, 0, 0};
const jb_exporter *jb_exporter_v1(void) { return &table; }
