#!/bin/sh
# Compiles the native shim against the installed DPDK: build.sh SOURCE OUTPUT
# Does nothing while OUTPUT is newer than the source and was built against the same version of DPDK.
set -eu
source=$1
output=$2
stamp=$output.dpdk-version

missing() {
    echo "sallyport: the native shim cannot be built, this is missing: $1" >&2
    echo "sallyport: on Debian and Ubuntu: apt-get install gcc pkg-config libdpdk-dev" >&2
    exit 1
}
command -v pkg-config >/dev/null || missing "pkg-config"
command -v gcc >/dev/null || missing "gcc"
pkg-config --exists libdpdk || missing "the development files of DPDK (libdpdk.pc)"

# The version decides, not the age of the headers: packages carry the dates of their own build.
version=$(pkg-config --modversion libdpdk)
if [ -e "$output" ] && [ -z "$(find "$source" "$0" -newer "$output")" ] \
        && [ "$(cat "$stamp" 2>/dev/null)" = "$version" ]; then
    exit 0
fi

# Java looks up every rte_* function through the shim, so that it must depend on all libraries, used by it or not.
libraries=$(pkg-config --libs libdpdk | sed 's/-Wl,--as-needed//g')
mkdir -p "$(dirname "$output")"
# Word splitting of the flags is wanted. A finished file replaces the old one, which a running gateway may have open.
# shellcheck disable=SC2046,SC2086
gcc -O3 -fPIC -shared -Wall -Werror $(pkg-config --cflags libdpdk) \
    -o "$output.new" "$source" -Wl,--no-as-needed $libraries
mv "$output.new" "$output"
echo "$version" >"$stamp"
echo "sallyport: built $output for DPDK $version"
