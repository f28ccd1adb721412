#!/usr/bin/env bash
# The figures of docs/BENCHMARKS.md that one command can measure. Takes some minutes; wants a
# machine that does nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

need_debian wrk curl
cargo build --release --locked --quiet --package nhanluc
program=$(realpath "$(built release)")
shared=${NHANLUC_SHARED:-../shared/data}
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$place"' EXIT

say() {
  printf '%-58s %s\n' "$1" "$2"
}

# Wall time and largest memory of a command.
timed() {
  local what=$1 began ended most
  shift
  began=$(date +%s%N)
  "$@" >/dev/null &
  local child=$!
  most=0
  while [ -e "/proc/$child/status" ] && kill -0 "$child" 2>/dev/null; do
    now=$(awk '/^VmHWM/ { print $2 }' "/proc/$child/status" 2>/dev/null || true)
    [ -z "$now" ] || most=$now
    sleep 0.01
  done
  wait "$child"
  ended=$(date +%s%N)
  say "$what" "$(((ended - began) / 1000000)) ms, $((most / 1024)) MB"
}

# Starts a server on a data folder; sets `base` and `cookie`.
serve() {
  local data=$1 began ended
  began=$(date +%s%N)
  "$program" --data "$data" serve --listen 127.0.0.1:0 >"$place/said" &
  server=$!
  until grep -q '^http' "$place/said"; do sleep 0.005; done
  base=$(sed -n 's/^\(http.*\)\/$/\1/p' "$place/said")
  until curl -fsS -o /dev/null "$base/dang-nhap"; do sleep 0.005; done
  ended=$(date +%s%N)
  say "start to first answer" "$(((ended - began) / 1000000)) ms"
  local jar=$place/jar csrf
  rm -f "$jar"
  csrf=$(curl -fsS -c "$jar" "$base/dang-nhap" | sed -n 's/.*action="\/dang-nhap".*//; s/.*name="csrf" value="\([0-9a-f]*\)".*/\1/p' | head -n 1)
  curl -fsS -b "$jar" -c "$jar" -o /dev/null --data-urlencode "csrf=$csrf" --data-urlencode "tiep=/" \
    --data-urlencode "name=quantri" --data-urlencode "password=$(cat "$data/first-password.txt")" "$base/dang-nhap"
  cookie=$(awk '!/^#( |$)/ && NF >= 7 { printf "%s%s=%s", sep, $6, $7; sep = "; " }' "$jar")
}

stop() {
  kill "$server"
  wait "$server" 2>/dev/null || true
  server=
}

load() {
  local what=$1 path=$2
  say "$what" "$(wrk -t2 -c32 -d10s -H "Cookie: $cookie" "$base$path" | awk '/Requests\/sec/ { print $2 " requests/s" }')"
}

# The middle of a hundred answers, one after another.
median() {
  local what=$1 path=$2
  for _ in $(seq 100); do
    curl -fsS -o /dev/null -w '%{time_total}\n' -H "Cookie: $cookie" "$base$path"
  done | sort -n | sed -n 50p | { read -r middle; say "$what" "$(awk -v t="$middle" 'BEGIN { printf "%.1f ms", t * 1000 }')"; }
}

weight() {
  curl -fsS -o /dev/null -w '%{size_download}' -H 'Accept-Encoding: br, gzip' -H "Cookie: $cookie" "$base$1"
}

if [ -d "$shared/dossier-2024" ]; then
  data=$place/dossier
  "$program" --data "$data" units load "$shared/dossier-2024/units/organisations.csv" >/dev/null
  timed "dossier, preview" "$program" --data "$data" intake preview "$shared/dossier-2024/officers" --on 2024-10-15
  timed "dossier, apply" "$program" --data "$data" intake apply "$shared/dossier-2024/officers" --on 2024-10-15
  timed "the country's areas" "$program" --data "$data" areas load "$shared/vn-admin-units"
  serve "$data"
  sleep 2
  say "memory when idle" "$(awk '/^VmRSS/ { printf "%d MB", $2 / 1024 }' "/proc/$server/status")"
  page=$(curl -fsS -H "Cookie: $cookie" "$base/?on=2024-10-15")
  total=$(weight "/?on=2024-10-15")
  for part in $(grep -o '/assets/[^"]*' <<<"$page" | sort -u); do
    total=$((total + $(weight "$part")))
  done
  say "first view, compressed" "$((total / 1024)) KB"
  load "an organisation's page" "/don-vi/VP.STTTT?on=2024-10-15"
  load "the province's page" "/?on=2024-10-15"
  stop
  ci/uploads.sh "$shared/dossier-2024" "$program"
else
  echo "skipped: the dossier ($shared is not there)"
fi

data=$place/large
"$program" --data "$data" demo --no-serve --people 105000 >/dev/null
serve "$data"
median "the province's page at 34 times the size, as it is kept" "/?on=2024-10-15"
day=0
for _ in $(seq 20); do
  day=$((day + 1))
  curl -fsS -o /dev/null -w '%{time_total}\n' -H "Cookie: $cookie" "$base/?on=2024-11-$(printf '%02d' "$day")"
done | sort -n | sed -n 10p | { read -r middle; say "the same, worked out anew" "$(awk -v t="$middle" 'BEGIN { printf "%.1f ms", t * 1000 }')"; }
stop

cargo bench --package intake --bench large --package ledger --bench chain --locked --quiet
