# The Debian packages that Loopglass needs, and what app/run and tests/run share: installing them, building a
# preset, staying quiet unless something fails. To be sourced by bash from a script that has set `root`.
# Everything here talks on standard error.
# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034  # root comes from the script that sources this, which uses the lists too

# To build and start the program.
run_packages=(
  clang-19 lld-19 cmake ninja-build
  libfmt-dev libcli11-dev nlohmann-json3-dev
  libglfw3-dev libimgui-dev libstb-dev libfreetype-dev libgl-dev libopengl-dev libegl-dev python3-glad
  libgl1-mesa-dri libglx-mesa0 libegl-mesa0 fonts-inter fonts-jetbrains-mono
)

# To build and run the tests as well.
test_packages=(
  libclang-rt-19-dev llvm-19 catch2 clang-format shellcheck
  python3 xvfb xauth xdotool
  curl netcat-openbsd wrk redis-server redis-tools ffmpeg
)

say() { echo "$*" >&2; }

fail() {
  say "$*"
  exit 2
}

# quietly NAME COMMAND…: runs it into .build/NAME.log; when it fails, shows the end of the log and returns 1.
quietly() {
  local log="$root/.build/$1.log"
  shift
  mkdir -p "$root/.build" || fail "cannot write to $root/.build"
  if ! "$@" >"$log" 2>&1 </dev/null; then
    tail -n 40 "$log" >&2
    say "failed: $*"
    say "the whole log: $log"
    return 1
  fi
}

# as_root COMMAND…: runs it as root, by sudo when needed.
as_root() {
  if ((EUID == 0)); then
    env "$@"
  elif [[ -t 2 ]]; then
    sudo env "$@"
  else
    sudo -n env "$@"
  fi
}

apt_install() {
  as_root DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"
}

# install_missing PACKAGE…: installs those that are not there. Where that cannot be done it says which are
# needed and goes on, because CMake may find or download the libraries.
install_missing() {
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    local tool lacking=()
    for tool in cmake ninja; do command -v "$tool" >/dev/null || lacking+=("$tool"); done
    if ((${#lacking[@]})) || [[ ! -d "$root/.build" ]]; then
      say "This is not Debian, so nothing is installed. Loopglass needs what these Debian packages hold:"
      say "  $*"
      say "Libraries that are missing are downloaded by CMake."
    fi
    ((${#lacking[@]} == 0)) || fail "missing: ${lacking[*]}"
    return 0
  fi

  local installed package missing=()
  installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
  for package in "$@"; do
    [[ $'\n'$installed$'\n' == *$'\n'"$package installed"$'\n'* ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0

  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    say "These packages are missing, and only root can install them: ${missing[*]}"
    say "  apt-get install ${missing[*]}"
    return 0
  fi
  say "Installing from Debian: ${missing[*]}"
  if ((EUID != 0)) && [[ -t 2 ]]; then sudo -v || true; fi
  # The lists of packages are fetched only when they do not know a package or are out of date.
  if ! apt-get install -s --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
    quietly apt-update as_root apt-get update || true
  fi
  if apt_install_quietly "${missing[@]}"; then return 0; fi
  say "Trying again with fresh lists of packages."
  quietly apt-update as_root apt-get update || true
  quietly apt-install apt_install "${missing[@]}" || say "Going on without them."
}

apt_install_quietly() {
  mkdir -p "$root/.build" || fail "cannot write to $root/.build"
  apt_install "$@" >"$root/.build/apt-install.log" 2>&1 </dev/null
}

# build_preset NAME [TARGET…]: configures when needed and builds, all of it or only the targets.
build_preset() {
  local preset="$1" folder="$root/.build/$1" compiler=() targets=()
  shift
  if (($#)); then targets=(--target "$@"); fi
  mkdir -p "$folder" || fail "cannot write to $folder"
  # Two runs at a time take turns.
  exec 9>"$root/.build/$preset.lock"
  flock 9 2>/dev/null || true

  if [[ ! -f "$folder/build.ninja" || "$root/CMakePresets.json" -nt "$folder/CMakeCache.txt" ]]; then
    if ! command -v clang++-19 >/dev/null; then
      compiler=(-DCMAKE_C_COMPILER="${CC:-clang}" -DCMAKE_CXX_COMPILER="${CXX:-clang++}")
    fi
    say "Configuring ($preset)"
    (cd "$root" && quietly "$preset-configure" cmake --preset "$preset" "${compiler[@]}") || exit 2
    touch "$folder/CMakeCache.txt"  # cmake leaves it alone when nothing in it changed
  fi
  # Said only when there is something to build, which shows by taking time.
  { read -rt 2 <> <(:) || say "Building ($preset); the first time takes a few minutes"; } >/dev/null 9>&- &
  local notice=$! status=0
  quietly "$preset-build" cmake --build "$folder" "${targets[@]}" || status=2
  kill "$notice" 2>/dev/null || true
  wait "$notice" 2>/dev/null || true
  exec 9>&-
  ((status == 0)) || exit "$status"
}
