/* A library that is no exporter. */
int nothing_to_see(void) { return 0; }
