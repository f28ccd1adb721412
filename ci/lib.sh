# What the scripts share: which packages are lacking, and where things are built.
# shellcheck shell=bash

# Where cargo put the program: built debug, built release.
built() {
  echo "${CARGO_TARGET_DIR:-target}/$1/nhanluc"
}

# Installs Debian packages that are not there; says which, where it may not.
need_debian() {
  local lacking=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$' \
      || lacking+=("$package")
  done
  if [ "${#lacking[@]}" -eq 0 ]; then
    return
  fi
  if [ "$(id -u)" -ne 0 ]; then
    echo "Debian packages are lacking. As root: apt-get install ${lacking[*]}" >&2
    exit 3
  fi
  echo "installing: ${lacking[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${lacking[@]}" >/dev/null
}

# Rust, and a C compiler and linker for SQLite.
need_rust() {
  if ! command -v cargo >/dev/null; then
    echo "Rust is lacking: install it from https://rustup.rs (version $(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml) or later)" >&2
    exit 3
  fi
  command -v cc >/dev/null || need_debian gcc libc6-dev
}

# The second database, a browser, and what drives it.
need_tests() {
  [ -n "${NHANLUC_TEST_POSTGRES:-}" ] || need_debian postgresql
  command -v "${CHROMIUM:-chromium}" >/dev/null || need_debian chromium
  command -v node >/dev/null || need_debian nodejs npm
  if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    echo "Node 20 or later is needed for the browser tests; $(node --version) is installed" >&2
    exit 3
  fi
  if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    npm ci --no-audit --no-fund --loglevel=error
    touch node_modules/.package-lock.json
  fi
}
