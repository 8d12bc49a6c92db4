#!/bin/sh
# Builds the exporter and runs the conformance kit on it. JIANBAO is the program, if it is not on the PATH.
set -eu
cd "$(dirname "$0")"
jianbao=${JIANBAO:-jianbao}
if ! command -v "$jianbao" >/dev/null; then
  echo "there is no program \`$jianbao\`: put jianbao on the PATH, or set JIANBAO to where it is" >&2
  exit 2
fi
{{build-step}}
exec "$jianbao" exporter test ./{{file}}
