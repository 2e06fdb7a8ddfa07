# What the commands of this folder share: usage, what they need, and how it gets here. Sourced by bash, not run.

# A command of another folder says where it is.
command_file=${command_file:-bin/${0##*/}}

say() { printf '\n== %s\n' "$*"; }
fail() { printf '\n%s: %s\n' "$command_file" "$*" >&2; exit 2; }

# The comment at the top of the command.
usage() { sed -n '2,/^set /{/^set /!s/^# \{0,1\}//p}' "$command_file"; }

# Takes the options that stand alone, those that a number follows, those that a text follows, and the arguments. Before anything is
# built or installed: answers --help and stops; stops at whatever is no option.
require_options() {
  local alone=" $1 " numbers=" $2 " texts=" $3 "
  shift 3
  while [ $# -gt 0 ]; do
    case "$1" in -h | --help) usage; exit 0 ;; esac
    if [[ "$alone" == *" $1 "* ]]; then
      shift
    elif [[ "$numbers" == *" $1 "* ]]; then
      [[ "${2:-}" =~ ^[1-9][0-9]{0,8}$ ]] || fail "$1 needs a number"
      [ "$1" != --port ] || [ "$2" -le 65535 ] || fail "--port needs a number of 1 to 65535"
      shift 2
    elif [[ "$texts" == *" $1 "* ]]; then
      [ -n "${2:-}" ] || fail "$1 needs a value"
      shift 2
    else
      usage >&2
      fail "there is no option $1"
    fi
  done
}

present() { compgen -G "$1" >/dev/null || PATH="$PATH:/usr/sbin" command -v "$1" >/dev/null; }

# Takes command:package of Debian, each; a command may be a path with wildcards, or python:<module>.
# Installs what is missing where it may: root on a Debian-like system.
install_missing() {
  local need missing=()
  for need in "$@"; do
    case "$need" in
      python:*) present python3 && python3 -c "import $(cut -d: -f2 <<<"$need")" 2>/dev/null ;;
      *) present "${need%%:*}" ;;
    esac || missing+=("${need##*:}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "Missing and not installed (not root, or no apt-get): ${missing[*]}"
    return 0
  fi
  say "Installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  # A database package must not start a server of its own: ours are started on loopback, on free ports.
  local policy=/usr/sbin/policy-rc.d
  if [ -e "$policy" ]; then
    install_packages "${missing[@]}"
  else
    (
      trap 'rm -f "$policy"' EXIT
      printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
      install_packages "${missing[@]}"
    )
  fi
}

install_packages() {
  apt-get update -qq
  # One by one: a package that this system does not have costs its own part only.
  local package
  for package in "$@"; do
    apt-get install -y -qq --no-install-recommends "$package" >/dev/null || say "Not available here: $package"
  done
}

# Takes a module of Python, a folder, and what pip calls the package. Where the system has no such module, pip puts it into the folder.
# Prints the folder when it is needed to find the module.
python_packages() {
  local module=$1 folder=$PWD/$2 package=$3
  present python3 && ! python3 -c "import $module" 2>/dev/null || return 0
  if ! PYTHONPATH=$folder python3 -c "import $module" 2>/dev/null; then
    say "Installing $package" >&2
    python3 -m pip install --quiet --disable-pip-version-check --target "$folder" "$package" >&2 || {
      say "Not available here; it can be installed with: pip install '$package'" >&2
      return 0
    }
  fi
  printf '%s' "$folder"
}

# Takes a folder and a file. Why tests were skipped whose reports are in the folder and newer than the file, and how many for each reason.
# Of a class that gives up before its first test, surefire tells neither the tests nor the reason.
skipped_tests() {
  local reports=(find "$1" -path '*/target/surefire-reports/TEST-*.xml' -newer "$2" -exec) class
  {
    "${reports[@]}" grep -hoE '<skipped( [^>]*)?/?>' {} + || true
    for class in $("${reports[@]}" sed -nE 's/^<testsuite .* name="([^"]*)".* tests="0".*/\1/p' {} +); do
      # What ran at the same time as others may stand in the report of one of them.
      "${reports[@]}" grep -qF "classname=\"$class\"" {} + || printf 'all of %s, before its first test\n' "$class"
    done
  } | sed -E 's/^<skipped( [^>]*)? message="([^"]*)".*/\2/; s/^<skipped.*/no reason was given/
              s/^Assumption failed: //; s/&#10;/ /g; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' |
    sort | uniq -c
}

require_build_tools() {
  command -v javac >/dev/null || fail "a JDK (17 or newer) is needed: javac is not on the path."
  command -v mvn >/dev/null || fail "Maven (3.8 or newer) is needed: mvn is not on the path."
  local version
  version=$(javac -version 2>&1 | sed 's/[^0-9]*\([0-9]*\).*/\1/')
  [ "$version" -ge 17 ] || fail "JDK 17 or newer is needed, but javac is $version."
}

# Maven without colours, which have no place in files. $MAVEN_ARGS goes along, as with Maven 3.9 on its own.
# shellcheck disable=SC2086 # several arguments
build() { mvn -B -ntp -Dstyle.color=never ${MAVEN_ARGS:-} "$@"; }

# Builds, saying which module is at work instead of all that Maven says; of a build that fails, the errors.
build_quietly() {
  printf 'Building (the first time this downloads the libraries and a Keycloak server of 177 MB)\n'
  build "$@" 2>&1 | sed -un -e 's/^\[INFO\] Building Cloakpool \(.*[^ ]\) [0-9][^ ]* *\(\[.*\]\)$/  \2 \1/p' -e '/^\[ERROR\]/p' \
    || { [ $? -lt 128 ] || exit 130; fail "the build failed, see above."; }
}

# The jars, a Keycloak server and the programs that start it, unless they are there and newer than what they are made of.
build_distribution() {
  local built=distribution/target/demo.built
  local sources=(pom.xml aws-protocol identity-pool-spi authenticators user-migration themes realm-exports examples distribution)
  if [ ! -e "$built" ] || [ -n "$(find "${sources[@]}" -newer "$built" -type f -not -path '*/target/*' -not -path '*/src/test/*' -print -quit)" ]; then
    build_quietly package -pl distribution -am -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true
    touch "$built"
  fi
}

# The class path of those programs.
distribution_classes() { printf '%s:%s' distribution/target/classes "$(cat distribution/target/classpath)"; }
