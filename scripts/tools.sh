#!/usr/bin/env bash
# Says which tools are missing; with `test` it installs the Debian packages that the tests need. Never touches a
# tool that is there. Usage: scripts/tools.sh build|test
set -euo pipefail

has() { command -v "$1" >/dev/null 2>&1; }

missing=()
has cc || missing+=("cc: a C compiler, in Debian the package build-essential")
has make || missing+=("make: in Debian the package build-essential")
has cargo || missing+=("cargo: Rust $(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml) or newer, from rustup")
has node || missing+=("node: Node.js 20 or newer")
has npm || missing+=("npm: comes with Node.js")
if [ ${#missing[@]} -gt 0 ]; then
  printf 'Quen cannot be built here. Missing:\n' >&2
  printf '  %s\n' "${missing[@]}" >&2
  exit 1
fi
[ "${1:-build}" = test ] || exit 0

packages=()
has chromium || packages+=(chromium)
has psql && { has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; } || packages+=(postgresql)
has python3 || packages+=(python3)
python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3-venv)
python3 -c 'import pip' 2>/dev/null || packages+=(python3-pip)
[ ${#packages[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ]; then
  root=()
elif has sudo && sudo -n true 2>/dev/null; then
  root=(sudo)
else
  printf 'The tests need packages that only root can install:\n  sudo apt-get install %s\n' "${packages[*]}" >&2
  exit 1
fi
has apt-get || { printf 'The tests need: %s\n' "${packages[*]}" >&2; exit 1; }
printf 'Installing %s\n' "${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
"${root[@]}" apt-get update -qq
"${root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
