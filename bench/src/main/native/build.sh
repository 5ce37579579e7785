#!/bin/sh
# Compiles the native parts of the benchmarks against the installed DPDK: build.sh FOLDER
# Does nothing while what FOLDER has is newer than the sources and was built against the same version of DPDK.
set -eu
sources=$(dirname "$0")
tests=$sources/../../test/native
output=$1
stamp=$output/dpdk-version

missing() {
    echo "sallyport: the benchmarks' native parts cannot be built, this is missing: $1" >&2
    echo "sallyport: on Debian and Ubuntu: apt-get install gcc pkg-config libdpdk-dev" >&2
    exit 1
}
command -v pkg-config >/dev/null || missing "pkg-config"
command -v gcc >/dev/null || missing "gcc"
pkg-config --exists libdpdk || missing "the development files of DPDK (libdpdk.pc)"

version=$(pkg-config --modversion libdpdk)
if [ "$(cat "$stamp" 2>/dev/null)" = "$version" ] && [ -z "$(find "$sources" "$tests" -newer "$stamp")" ]; then
    exit 0
fi
mkdir -p "$output"

compile() { # SOURCE OUTPUT FLAGS...
    [ -e "$1" ] || return 0
    from=$1
    to=$output/$2
    shift 2
    # Word splitting of pkg-config's flags is wanted.
    # shellcheck disable=SC2046
    gcc -O3 -Wall -Wextra -Werror $(pkg-config --cflags libdpdk) "$@" -o "$to.new" "$from" $(pkg-config --libs libdpdk)
    mv "$to.new" "$to"
    echo "sallyport: built $to for DPDK $version"
}
compile "$sources/generator.c" sallyport-generator
compile "$sources/spin.c" sallyport-spin
compile "$sources/yardstick.c" libsallyport_yardstick.so -fPIC -shared -fvisibility=hidden -march=native
compile "$tests/traffic_test.c" traffic-test
echo "$version" >"$stamp"
