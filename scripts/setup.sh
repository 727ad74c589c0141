# shellcheck shell=bash
# Set-up that ./run and ./test share. They source it from the checkout's root; it is never run.

UV_VERSION=0.13.9

# Python files are compiled once, so that the next start is fast.
unset PYTHONDONTWRITEBYTECODE VIRTUAL_ENV

say() { printf '%s\n' "$*"; }

stop() {
  say "$*" >&2
  exit 2
}

may_install() {
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Installs the named Debian packages, or stops with one sentence that names them.
install_debian() {
  may_install || stop "Please install these Debian packages and start again: sudo apt-get install $*"
  say "Installing Debian packages: $*"
  mkdir -p .tools
  if ! {
    as_root apt-get update -qq &&
      as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@"
  } >.tools/apt.log 2>&1 </dev/null; then
    tail -n 5 .tools/apt.log >&2
    stop "Debian's packages could not be installed (all of the log: .tools/apt.log)." \
      "Please install them and start again: sudo apt-get install $*"
  fi
}

# Prints the path of a real Python 3.11 or newer. A pyenv shim may stand for one that is not there,
# so each is asked for itself.
find_python() {
  local name
  for name in python3.13 python3.12 python3.11 python3; do
    "$name" -c 'import os, sys
if sys.version_info < (3, 11): sys.exit(1)
print(os.path.realpath(sys.executable))' 2>/dev/null && return
  done
  stop "Latchstring needs Python 3.11 or newer, and this machine has" \
    "$(python3 --version 2>/dev/null || echo "no Python 3")." \
    "On Debian 12: sudo apt-get install python3 python3-venv"
}

# Prints the path of uv: the machine's own, or one in .tools/ that is installed with pip.
find_uv() {
  local python=$1
  if command -v uv >/dev/null; then
    command -v uv
    return
  fi
  if [ "$(cat .tools/uv/version 2>/dev/null)" != "$UV_VERSION $PWD" ]; then
    "$python" -c 'import ensurepip, venv' 2>/dev/null || install_debian python3-venv >&2
    say "Installing uv $UV_VERSION into .tools/uv (once)." >&2
    rm -rf .tools/uv
    "$python" -m venv .tools/uv
    .tools/uv/bin/python -m pip install -qq --disable-pip-version-check "uv==$UV_VERSION" ||
      stop "uv $UV_VERSION could not be installed with pip. Is this machine on the network?"
    printf '%s' "$UV_VERSION $PWD" >.tools/uv/version
  fi
  say "$PWD/.tools/uv/bin/uv"
}

# Makes .venv hold what uv.lock names; does nothing when it does so already.
#   prepare_python app   what Latchstring needs; the tools for tests stay when they are there
#   prepare_python dev   the tools for tests too
prepare_python() {
  local wanted python uv groups=(--no-dev)
  wanted="$PWD $(cat uv.lock pyproject.toml | cksum)"
  if [ "$1" = dev ] || [ -e .venv/bin/pytest ]; then groups=(--group dev); fi
  if [ "$(cat .venv/ready 2>/dev/null)" = "$wanted ${groups[*]}" ] && [ -x .venv/bin/python ]; then
    return
  fi
  python=$(find_python)
  uv=$(find_uv "$python")
  say "Installing the Python packages that uv.lock names into .venv (once)."
  # A copied or moved checkout: its scripts would still start the Python of the old place.
  if [ -e .venv/ready ] && [[ "$(cat .venv/ready)" != "$PWD "* ]]; then rm -rf .venv; fi
  UV_PYTHON=$python UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv \
    "$uv" sync --quiet --locked --compile-bytecode "${groups[@]}" ||
    stop "The Python packages could not be installed; uv says above why."
  printf '%s' "$wanted ${groups[*]}" >.venv/ready
}

# Makes node_modules hold what package-lock.json names; does nothing when it does so already.
prepare_node() {
  local wanted
  wanted=$(cksum <package-lock.json)
  if [ "$(cat node_modules/.ready 2>/dev/null)" = "$wanted" ]; then return; fi
  say "Installing the npm packages that package-lock.json names into node_modules (once)."
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null ||
    stop "The npm packages could not be installed; npm says above why."
  printf '%s' "$wanted" >node_modules/.ready
}

# Installs the Debian packages that the tests need and that are missing.
prepare_debian() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  command -v pg_virtualenv >/dev/null || missing+=(postgresql-common)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  if [ ${#missing[@]} -gt 0 ]; then install_debian "${missing[@]}"; fi
}
