#!/bin/sh
# with_postgresql.sh COMMAND…: run a command with DATABASE_URL of a PostgreSQL made for it alone and removed after it.
# Exit 77 where no PostgreSQL server is installed (Debian: apt-get install postgresql).
set -eu
bin=$(ls -d "${PGBIN:-/nonexistent}" /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
  pg=$(command -v initdb || true)
  bin=${pg%/initdb}
fi
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
  echo "PostgreSQL is not installed here (looked in PGBIN, /usr/lib/postgresql and PATH)" >&2
  exit 77
fi
folder=$(mktemp -d /tmp/xunjian-postgresql.XXXXXX)
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then # PostgreSQL does not run as root
  chown postgres "$folder"
  as() { runuser -u postgres -- "$@"; }
fi
stop() {
  (cd "$folder" && as "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1) || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM
(cd "$folder" && as "$bin/initdb" -D data -U xunjian -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null)
# a socket in the folder, no port: nothing to collide with
(cd "$folder" && as "$bin/pg_ctl" -D data -w -l log -o "-c listen_addresses= -k $folder -c fsync=off" start >/dev/null)
(cd "$folder" && as "$bin/createdb" -h "$folder" -U xunjian xunjian)
socket=$(printf %s "$folder" | sed 's,/,%2F,g')
DATABASE_URL="postgresql://xunjian@$socket/xunjian" "$@"
