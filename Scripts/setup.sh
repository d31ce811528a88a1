# Sourced by ./run and ./test: installs what is missing and nothing else. Every function may run again at no cost.
# Needs: $root, the checkout. Leaves: FENQU_PUBLIC, FENQU_PYTHON, FENQU_EXAMPLES, FENQU_BASE_MAP for the program.

export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 DEBIAN_FRONTEND=noninteractive
export FENQU_PUBLIC="${FENQU_PUBLIC:-$root/Public}"
export FENQU_PYTHON="${FENQU_PYTHON:-$root/.venv/bin/python}"
export FENQU_EXAMPLES="${FENQU_EXAMPLES:-$root/Examples}"
export FENQU_BASE_MAP="${FENQU_BASE_MAP:-$root/cache/basemap}"
downloads="$root/cache/downloads"
log="$root/cache/setup.log"

say() { printf 'fenqu: %s\n' "$*"; }
stop() { printf 'fenqu: %s\n' "$*" >&2; exit 1; }
# The last telling lines of the log, for whoever has to mend it.
show_log() { grep -v Retrying "$log" 2>/dev/null | tail -n 4 | sed 's/^/  | /' >&2; }

package_list() { sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$@"; }

missing_packages() {
  local wanted installed
  wanted=$(package_list "$@" | sort -u)
  # dpkg-query fails when one of the names is unknown to it; its answer for the others still counts.
  installed=$(dpkg-query -W -f='${db:Status-Abbrev}|${Package}\n' $wanted 2>/dev/null | sed -n 's/^ii *|//p' | sort -u)
  comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$installed")
}

free_megabytes() { df -Pm "$1" | awk 'NR == 2 { print $4 }'; }

require_disk() { # folder, megabytes, what for
  local free
  free=$(free_megabytes "$1")
  [ "$free" -ge "$2" ] || stop "$3 needs $2 MB, but only $free MB are free in $1: make room there, then start again."
}

install_packages() {
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null \
    || stop "This set-up knows Debian 12 only (no apt-get here): install the packages named in Scripts/packages-run.txt by hand on another system."
  local need as=()
  need=$(missing_packages "$@" | tr '\n' ' ')
  need=${need% }
  [ -n "$need" ] || return 0
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || stop "Debian packages are missing and you are neither root nor able to use sudo; ask an administrator to run: apt-get install -y --no-install-recommends $need"
    if [ -t 0 ]; then as=(sudo); else as=(sudo -n); fi
    "${as[@]}" true 2>/dev/null || stop "Debian packages are missing and sudo refused; ask an administrator to run: sudo apt-get install -y --no-install-recommends $need"
  fi
  require_disk / 1500 "Installing Debian packages"
  say "installing Debian packages: $need"
  "${as[@]}" apt-get update -qq >>"$log" 2>&1 </dev/null \
    || { show_log; stop "Debian's package lists could not be fetched: check the network, then start again."; }
  # apt-get update counts an unreachable mirror as a warning, so the install below is the real test.
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 $need >>"$log" 2>&1 </dev/null \
    || { show_log; stop "Debian packages could not be installed: check the network and the disk, then start again (the whole story is in cache/setup.log)."; }
  need=$(missing_packages "$@" | tr '\n' ' ')
  [ -z "$need" ] || stop "These Debian packages are still missing after the installation: $need"
}

require_swift() {
  command -v swift >/dev/null || stop "Swift 6.3 is needed and no swift was found on PATH: install it as www.swift.org/install says, then start again."
  # Asking the compiler takes 0.3 s; its answer is kept beside the path and time stamp it came from.
  local compiler stamp version
  compiler=$(readlink -f "$(command -v swift)")
  stamp="$compiler $(stat -c %Y "$compiler")"
  if [ "$(sed -n 1p "$root/cache/swift.version" 2>/dev/null)" = "$stamp" ]; then return 0; fi
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  [ -n "$version" ] || stop "swift was found at $compiler but does not start: reinstall it as www.swift.org/install says, then start again."
  case "$version" in
    [0-5].* | 6.[0-2]) stop "Swift 6.3 or newer is needed, this is $version: install a newer one as www.swift.org/install says, then start again." ;;
  esac
  printf '%s\n' "$stamp" "$version" >"$root/cache/swift.version"
}

# A Python environment made from a requirements file; wheels are kept, so that making it again needs no network.
python_environment() { # folder, requirements
  local folder="$root/$1" requirements="$root/Scripts/$2" stamp
  stamp=$(sha256sum <"$requirements")
  if [ "$(cat "$folder/.made-from" 2>/dev/null)" = "$stamp" ] && [ -x "$folder/bin/python" ] && [ "$(cat "$folder/.made-at" 2>/dev/null)" = "$folder" ]; then return 0; fi
  require_disk "$root" 800 "A Python environment"
  say "making the Python environment $1"
  rm -rf "$folder"
  /usr/bin/python3 -m venv "$folder" >>"$log" 2>&1 || { show_log; stop "The Python environment $1 could not be made: see cache/setup.log."; }
  local pip=("$folder/bin/python" -m pip --quiet --disable-pip-version-check)
  if ! "${pip[@]}" install --no-index --find-links "$downloads" -r "$requirements" >>"$log" 2>&1; then
    "${pip[@]}" download --only-binary :all: --dest "$downloads" -r "$requirements" >>"$log" 2>&1 </dev/null \
      && "${pip[@]}" install --no-index --find-links "$downloads" -r "$requirements" >>"$log" 2>&1 \
      || { show_log; stop "Python packages of $2 could not be fetched from PyPI: check the network, then start again."; }
  fi
  printf '%s\n' "$folder" >"$folder/.made-at"
  printf '%s\n' "$stamp" >"$folder/.made-from"
}

# Swift's clones of a local package mirror must work for whoever owns that mirror; nobody's own configuration is touched.
swift_git_configuration() {
  local file="$root/cache/gitconfig"
  {
    if [ -n "${HOME:-}" ] && [ -f "$HOME/.gitconfig" ]; then printf '[include]\n\tpath = %s\n' "$HOME/.gitconfig"; fi
    printf '[safe]\n\tdirectory = *\n'
  } >"$file"
  printf '%s' "$file"
}

# One build: its output is the progress. Arguments go to swift build.
build() {
  local folder="$root/.build"
  if [ -d "$folder" ] && [ ! -O "$folder" ]; then
    stop "The folder .build belongs to another user: use a checkout of your own, or remove .build, then start again."
  fi
  [ -x "$folder/release/fenqu" ] || require_disk "$root" 2500 "The build"
  local began=$SECONDS
  say "building (the first build takes some ten minutes on two cores, later ones seconds)"
  if ! GIT_CONFIG_GLOBAL="$(swift_git_configuration)" swift build --package-path "$root" -c release -debug-info-format none "$@" 2>&1 </dev/null | tee "$root/cache/build.log"; then
    if grep -qiE 'could not resolve host|failed to clone|unable to access|network is unreachable|connection (refused|timed out)' "$root/cache/build.log"; then
      stop "Swift packages could not be fetched: check the network, then start again."
    fi
    if grep -qi 'no space left' "$root/cache/build.log"; then stop "The disk is full: make room in $root, then start again."; fi
    stop "The build failed; the lines above say why."
  fi
  say "built in $((SECONDS - began)) s"
}

set_up() { # package lists
  mkdir -p "$downloads" 2>/dev/null && [ -w "$root/cache" ] || stop "The folder $root/cache cannot be written: start as the user who owns this checkout."
  (
    flock 9
    : >"$log"
    install_packages "$@"
    require_swift
    python_environment .venv requirements-product.txt
    "$root/.venv/bin/python" "$root/Scripts/fetch_vendor.py" "$downloads" "$root/Public/vendor" || exit 1
    "$root/.venv/bin/python" "$root/Scripts/fetch_base_map.py" "$downloads" "$root/cache/basemap" || exit 1
  ) 9>"$root/cache/.setup.lock" || exit 1
}
