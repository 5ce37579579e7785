#!/bin/busybox sh
# The first and only program of the virtual machine: makes the host's files readable, gives the network cards to DPDK, starts the gateway, does as
# it is told through files of one folder, and turns the machine off.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
. /settings # SHARE, HOME_FOLDER, CARDS, JAVA, JVM: see Initrd

say() { echo "machine, $(cut -d' ' -f1 /proc/uptime) s: $*"; }

while read -r module; do
  insmod "/modules/$module" || say "could not load $module"
done </modules/order
say "modules loaded, $(nproc) CPUs, $(awk '/MemTotal/ {print int($2 / 1024)}' /proc/meminfo) MiB"

# The host's files, not to be written to: what is written stays in memory.
mkdir -p /host /memory /root
mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=512000 host /host
mount -t tmpfs memory /memory
mkdir /memory/upper /memory/work
mount -t overlay -o lowerdir=/host,upperdir=/memory/upper,workdir=/memory/work root /root
mount -t proc proc /root/proc
mount -t sysfs sys /root/sys
mount -t devtmpfs dev /root/dev
ln -s /proc/self/fd /root/dev/fd
mkdir -p /root/dev/shm /root/run
mount -t tmpfs shared-memory /root/dev/shm
mount -t tmpfs run /root/run
mkdir -p "/root$SHARE"
mount -t 9p -o trans=virtio,version=9p2000.L,rw,cache=none,msize=131072 share "/root$SHARE"

# The gateway's API listens on the loopback address only; the host's packets for it arrive from elsewhere.
ip link set lo up
ip addr add 10.0.2.15/24 dev eth0
ip link set eth0 up
echo 1 >/proc/sys/net/ipv4/conf/eth0/route_localnet

for card in $CARDS; do
  echo uio_pci_generic >"/sys/bus/pci/devices/$card/driver_override"
  # The machine's own virtio driver has taken it already.
  [ ! -e "/sys/bus/pci/devices/$card/driver" ] || echo "$card" >"/sys/bus/pci/devices/$card/driver/unbind"
  echo "$card" >/sys/bus/pci/drivers_probe
  say "$card is bound to $(basename "$(readlink "/sys/bus/pci/devices/$card/driver")")"
done

cd "/root$SHARE" || poweroff -f
# In place of the shell that calls it: else a signal would reach that shell alone.
inside() { exec chroot /root /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin JAVA_HOME="$JAVA" SALLYPORT_BUILT=1 SALLYPORT_JVM="$JVM" "$@"; }

inside "$HOME_FOLDER/sallyport" run -c "$SHARE/gateway.yaml" >out 2>log &
gateway=$!
say "the gateway starts as process $gateway"

while kill -0 "$gateway" 2>/dev/null; do
  if [ -e stop ]; then
    rm -f stop
    kill -TERM "$gateway"
  fi
  if [ -e question ]; then
    (inside /bin/sh "$SHARE/question") >answer.new 2>&1
    rm -f question
    mv answer.new answer
  fi
  sleep 0.2
done
wait "$gateway"
echo "$?" >exit
say "the gateway has ended with exit code $(cat exit)"
poweroff -f
