#!/bin/sh
# An exporter that takes an id of those that come along.
read -r request
case "$request" in
*'"describe":true'*)
    cat <<'END'
{"event":"done","status":0,"description":{"describe":1,"exporters":[{"id":"jianbao.plain","title":"Plain text","version":"1.0.0","vendor":"Example","outputs":[{"role":"main","extension":"txt","media_type":"text/plain"}],"document_model":{"min":"1.0","max":"1.0"},"features":["table","table.caption","table.header-rows","table.merged-cells"],"options_schema":{"type":"object","additionalProperties":false,"properties":{"greeting":{"type":"string","default":"hello","description":"The word"},"times":{"type":"integer","minimum":1,"maximum":3,"default":1,"description":"How often it is written"}}}}]}}
END
    ;;
*)
    printf '%s\n' "$request" | sed 's/.*"options":\({[^}]*}\).*/\1/' > out/plain.txt
    echo '{"event":"done","status":0,"files":[{"name":"plain.txt","role":"main"}],"degraded":[]}'
    ;;
esac
