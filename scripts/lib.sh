# Shared by run, test and bench/run: what must be there, and a private PostgreSQL server.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }

fail() { say "$*"; exit 1; }

need_dotnet() {
  command -v dotnet >/dev/null 2>&1 || fail "The .NET 10 SDK is missing. Install it from https://dot.net and start again."
}

# need_package COMMAND-OR-PATH DEBIAN-PACKAGE: installs as root, otherwise says the one command to type.
need_package() {
  if command -v "$1" >/dev/null 2>&1 || [ -x "$1" ]; then return; fi
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "Installing $2 ..."
    local log; log=$(mktemp)
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$2"; } >"$log" 2>&1; then
      tail -5 "$log" >&2
      fail "Could not install $2."
    fi
    rm -f "$log"
  else
    fail "$2 is missing. Type: sudo apt-get install -y $2"
  fi
}

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }

need_postgres() {
  [ -n "$(postgres_bin)" ] || need_package /usr/lib/postgresql/15/bin/postgres postgresql
}

as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

# Where the private server of a data folder keeps its files. The server never runs as root: when root starts it, the
# files lie in the home of its own user, because that user may not be able to reach the folder.
postgres_dir() {
  mkdir -p "$1"
  local dir; dir=$(cd "$1" && pwd)
  if [ "$(id -u)" -eq 0 ]; then
    dir=/var/lib/postgresql/coordination-$(printf '%s' "$dir" | sha256sum | cut -c1-16)
    install -d -o postgres -m 700 "$dir"
  fi
  printf '%s' "$dir"
}

# start_postgres DIR: starts a private server on a free loopback port and prints its connection string.
# The server belongs to this folder; nothing else on the machine is touched.
start_postgres() {
  local dir bin port
  need_postgres
  bin=$(postgres_bin)
  dir=$(postgres_dir "$1")
  if [ ! -s "$dir/data/PG_VERSION" ]; then
    local log; log=$(mktemp)
    as_postgres "$bin/initdb" -D "$dir/data" -U postgres --auth=trust -E UTF8 --locale=C.UTF-8 >"$log" 2>&1 \
      || { tail -5 "$log" >&2; fail "initdb failed."; }
    rm -f "$log"
  fi
  if as_postgres "$bin/pg_ctl" -D "$dir/data" status >/dev/null 2>&1; then
    port=$(sed -n 4p "$dir/data/postmaster.pid")
  else
    port=$(free_port)
    as_postgres "$bin/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/data/server.log" \
      -o "-h 127.0.0.1 -p $port -k '' -c max_connections=200 -c plpgsql.check_asserts=on" start >/dev/null 2>&1 \
      || { tail -5 "$dir/data/server.log" >&2; fail "PostgreSQL did not start."; }
  fi
  printf 'Host=127.0.0.1;Port=%s;Username=postgres;Database=postgres' "$port"
}

stop_postgres() {
  local bin dir
  bin=$(postgres_bin)
  dir=$(postgres_dir "$1")
  as_postgres "$bin/pg_ctl" -D "$dir/data" -m fast stop >/dev/null 2>&1 || true
}

# A port that nobody listens on: the kernel is asked, by bash alone.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { printf '%s' "$port"; return; }
  done
}

# build PROJECT: builds it in Release when a source is newer than the last build, quietly.
build() {
  local project=$1 stamp log
  stamp=$(dirname "$project")/bin/Release/.built
  if [ -f "$stamp" ] && [ -z "$(find "$root/src" "$root/protos" "$(dirname "$project")" "$root"/Directory.*.props \
      \( -name bin -o -name obj \) -prune -o -type f -newer "$stamp" -print -quit)" ]; then
    return
  fi
  log=$(mktemp)
  if ! dotnet build "$project" -c Release -v q -nologo >"$log" 2>&1; then
    grep -E 'error|warn' "$log" | sort -u | head -20 >&2
    fail "The build of $project failed."
  fi
  rm -f "$log"
  touch "$stamp"
}
