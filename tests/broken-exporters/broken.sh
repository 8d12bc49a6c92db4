#!/bin/sh
# An exporter that is a program; it behaves well or misbehaves in a way that its option `behaviour` names.
IFS= read -r request

wrote() { printf '{"event":"done","status":0,"files":[{"name":"%s","role":"main"}],"degraded":[%s]}\n' "$1" "$2"; }
report() { echo "written by a program" >out/report.txt && wrote report.txt; }
megabytes() { head -c "${1}000000" /dev/zero; }

# Leaves the group for good before it returns.
daemon() {
  setsid sh -c 'echo >left && exec sleep 3' &
  until [ -e left ]; do sleep 0.01; done
}

case $request in
*'"describe":true'*)
  printf '{"event":"done","status":0,"description":{"describe":1,"exporters":[{"id":"test.program","title":"%s",' Program
  printf '"version":"1.0.0","outputs":[{"role":"main","extension":"txt","media_type":"text/plain"}],'
  printf '"document_model":{"min":"1.0","max":"1.0"},"options_schema":{"type":"object","additionalProperties":false,'
  printf '"properties":{"behaviour":{"type":"string","default":"ok"}}}}]}}\n'
  exit
  ;;
esac
behaviour=${request#*'"behaviour":"'}
behaviour=${behaviour%%'"'*}

case $behaviour in
ok) cat && report ;; # `cat` ends with its input
ignores-input) exec <&- && report ;;
environment) { env && pwd; } >out/report.txt && wrote report.txt ;;
degrades) report | sed 's/\[\]/[{"feature":"toc","message":"left out","where":"\/sections\/0"}]/' ;;
chatters) echo "hello" && echo '{"event":"progress","done":1,"total":2}' && echo '{"event":"later"}' && report ;;
fails) echo '{"event":"done","status":1,"error":{"code":"cell-too-long","message":"a cell is too long","hint":"shorten it","where":"/sections/0"}}' ;;
exits-one) report && exit 1 ;;
fails-with-exit-zero) echo '{"event":"done","status":4,"error":{"message":"a fault"}}' ;;
says-nothing) echo "text" >out/report.txt ;;
garbage) head -c 100000 /dev/urandom ;;
two-dones) report && report ;;
unreadable-done) echo '{"event":"done","status":"ok"}' ;;
long-line) printf '{"event":"done","status":0,"files":[{"name":"%s"}]}\n' "$(megabytes 2 | tr '\0' x)" ;;
kills-itself) kill -SEGV $$ ;;
kills-the-child) kill -KILL $PPID && sleep 60 ;;
unlisted) echo "stray" >out/stray.txt && report ;;
unlisted-folder) mkdir out/empty && report ;;
lists-nothing) echo '{"event":"done","status":0}' ;;
lists-missing) wrote report.txt ;;
lists-twice) echo "text" >out/a.txt && echo '{"event":"done","status":0,"files":[{"name":"a.txt"},{"name":"a.txt"}]}' ;;
two-for-one-role) echo a >out/a.txt && echo b >out/b.txt && echo '{"event":"done","status":0,"files":[{"name":"a.txt","role":"main"},{"name":"b.txt","role":"main"}]}' ;;
leaves-folder) echo "text" >escape.txt && wrote ../escape.txt ;;
absolute) wrote /etc/passwd ;;
link) ln -s /etc/passwd out/report.txt && wrote report.txt ;;
linked-folder) ln -s /etc out/etc && wrote etc/passwd ;;
linked-output) rmdir out && ln -s /etc out && wrote passwd ;;
pipe) mkfifo out/report.txt && wrote report.txt ;;
not-utf-8) printf '\377' >out/report.txt && wrote report.txt ;;
large-file) exec head -c 9000000 /dev/zero >out/report.txt ;;
many-files) for name in a b c d; do megabytes 3 >"out/$name.txt"; done && sleep 60 ;;
outside-out) for name in a b c d; do megabytes 3 >"$name.txt"; done && sleep 60 ;;
hangs) sleep 60 ;;
tells-pids-and-hangs) sleep 60 & { echo $$ && echo $!; } >pids && wait ;;
ignores-term) trap '' TERM && while :; do sleep 1; done ;;
background-child) sleep 60 & report ;;
daemon) daemon >/dev/null 2>&1 && report ;;
daemon-with-pipes) daemon && report ;;
*) echo "unknown behaviour $behaviour" >&2 && exit 2 ;;
esac
