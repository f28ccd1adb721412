#!/usr/bin/env bash
# A private PostgreSQL for tests: made in a temporary folder, reachable from this machine only,
# gone when the script ends.
#
#   ci/postgres.sh COMMAND…   runs the command with NHANLUC_TEST_POSTGRES set
#   ci/postgres.sh            prints the address and keeps running until it is interrupted
set -euo pipefail

bin=$(find /usr/lib/postgresql/*/bin -maxdepth 0 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
  echo "PostgreSQL is not installed (Debian package: postgresql)" >&2
  exit 3
fi

# PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" -eq 0 ]; then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}

port_is_taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

home=$(mktemp -d "${TMPDIR:-/tmp}/nhanluc-postgres.XXXXXX")
cluster=$home/cluster
if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$home"
fi

stop() {
  trap - EXIT
  if [ -f "$cluster/postmaster.pid" ]; then
    (cd "$home" && as_owner "$bin/pg_ctl" -D "$cluster" -m immediate -w stop) >/dev/null 2>&1 || true
  fi
  rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Vietnamese order, as on a server in an office: what relies on the order of bytes must say so.
(cd "$home" && as_owner "$bin/initdb" -D "$cluster" -U postgres --auth=trust --encoding=UTF8 \
  --locale=C --locale-provider=icu --icu-locale=vi-VN --no-sync) >"$home/initdb.log" 2>&1 || { cat "$home/initdb.log" >&2; exit 3; }

# No durability: a test never outlives the cluster.
cat >>"$cluster/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 300
shared_buffers = 128MB
max_wal_size = 2GB
CONF
cat >"$cluster/pg_hba.conf" <<CONF
host all all 127.0.0.1/32 trust
CONF

started=
for _ in $(seq 20); do
  port=$((20000 + RANDOM % 20000))
  if port_is_taken "$port"; then
    continue
  fi
  # Another program may take the port meanwhile; then the next one is tried.
  if (cd "$home" && as_owner "$bin/pg_ctl" -D "$cluster" -o "-p $port" -l "$home/server.log" \
    -w -t 60 start) >/dev/null 2>&1; then
    started=yes
    break
  fi
done
if [ -z "$started" ]; then
  cat "$home/server.log" >&2 || true
  echo "PostgreSQL did not start" >&2
  exit 3
fi

address="postgres://postgres@127.0.0.1:$port/postgres"
if [ "$#" -eq 0 ]; then
  echo "$address"
  # A wait that a signal can end.
  sleep infinity &
  nap=$!
  trap 'kill "$nap" 2>/dev/null || true; stop' EXIT
  wait "$nap"
else
  status=0
  NHANLUC_TEST_POSTGRES=$address "$@" || status=$?
  exit "$status"
fi
