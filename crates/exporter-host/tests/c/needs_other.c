/* A library that needs a symbol of a library which is not there. */
#include <jianbao_exporter.h>
extern const jb_exporter *from_another_library(void);
const jb_exporter *jb_exporter_v1(void) { return from_another_library(); }
