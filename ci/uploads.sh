#!/usr/bin/env bash
# 200 people send a file at the same moment, each in a session of their own, and look at what was
# read of it. Says how many failed, how long it took, and the most memory the server held.
#
#   ci/uploads.sh DOSSIER [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

dossier=$(realpath "${1:?the folder of the dossier}")
program=$(realpath "${2:-$(built release)}")
people=${PEOPLE:-200}
need_debian curl
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$place"' EXIT

csrf_of() {
  sed -n 's/.*name="csrf" value="\([0-9a-f]*\)".*/\1/p' | awk 'NR == 1'
}

"$program" --data "$place/data" units load "$dossier/units/organisations.csv" >/dev/null
"$program" --data "$place/data" serve --listen 127.0.0.1:0 >"$place/said" &
server=$!
until grep -qs "^http" "$place/said"; do sleep 0.01; done
base=$(sed -n 's/^\(http.*\)\/$/\1/p' "$place/said")
until curl -fsS -o /dev/null "$base/dang-nhap"; do sleep 0.01; done
password=$(cat "$place/data/first-password.txt")

# Everybody signs in first: that is another figure.
for n in $(seq "$people"); do
  jar=$place/jar-$n
  token=$(curl -fsS -c "$jar" "$base/dang-nhap" | csrf_of)
  curl -fsS -b "$jar" -c "$jar" -o /dev/null --data-urlencode "csrf=$token" \
    --data-urlencode "name=quantri" --data-urlencode "password=$password" "$base/dang-nhap"
  curl -fsS -b "$jar" "$base/tai-khoan" | csrf_of >"$place/csrf-$n"
  grep -q . "$place/csrf-$n"
done

# Sends one file by the page's form and looks at the batch until it was read.
one() {
  local n=$1 file=$2 jar=$place/jar-$1 status batch
  status=$(curl -sS -b "$jar" -D "$place/head-$n" -o /dev/null -w '%{http_code}' \
    -F "csrf=$(cat "$place/csrf-$n")" -F "tep=@$file" "$base/tiep-nhan") || status=000
  batch=$(sed -n 's/^location: \([^\r]*\).*/\1/p' "$place/head-$n")
  if [ "$status" != 303 ] || [ -z "$batch" ]; then
    echo "failed: $status $file"
    return
  fi
  while :; do
    status=$(curl -sS -b "$jar" -D "$place/head-$n" -o /dev/null -w '%{http_code}' "$base$batch") || status=000
    grep -qi '^refresh:' "$place/head-$n" || break
    sleep 1
  done
  if [ "$status" = 200 ]; then echo "done"; else echo "failed: $status $batch"; fi
}

find "$dossier" -type f \( -name '*.xlsx' -o -name '*.xls' -o -name '*.ods' -o -name '*.csv' \) \
  -not -path '*/units/*' | sort >"$place/files"
before=$(awk '/^VmHWM/ { printf "%d", $2 / 1024 }' "/proc/$server/status")
began=$(date +%s%N)
waiting=()
for n in $(seq "$people"); do
  file=$(sed -n "$(((n - 1) % $(wc -l <"$place/files") + 1))p" "$place/files")
  one "$n" "$file" >"$place/told-$n" &
  waiting+=($!)
done
wait "${waiting[@]}"
ended=$(date +%s%N)
most=$(awk '/^VmHWM/ { printf "%d", $2 / 1024 }' "/proc/$server/status")
cat "$place"/told-* | grep -v '^done$' || true
good=$(cat "$place"/told-* | grep -c '^done$' || true)
printf '%-58s %s\n' "$people uploads at once" \
  "$((people - good)) failed, $(((ended - began) / 1000000)) ms, $most MB at most ($before MB before)"
[ "$good" -eq "$people" ]
