package io.sallyport.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.lab.net.Link;
import io.sallyport.lab.net.PortType;
import io.sallyport.lab.net.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class QemuTest {
    private static final Path SHARE = Path.of("/run/share");

    @Test
    void virtioDevicesHaveFourQueuesRssAndNoOffloadsWhereTheConfigurationLooksForThem() {
        List<String> command = command(Specification.of(Adapter.VIRTIO), false);

        for (Link link : Link.values()) {
            String slot = PortType.VM.portName(link).replace("0000:00:0", "").replace(".0", "");
            assertThat(command)
                    .filteredOn(argument -> argument.startsWith("virtio-net-pci,"))
                    .filteredOn(argument -> argument.contains("addr=%s,".formatted(slot)))
                    .singleElement()
                    .asString()
                    .contains("mac=" + link.gatewayMac(), "mq=on", "vectors=10", "rss=on", "csum=off", "host_tso4=off");
            assertThat(command)
                    .filteredOn(argument -> argument.contains("ifname=" + link.interfaceName() + ","))
                    .singleElement()
                    .asString()
                    .contains("queues=4", "vnet_hdr=off", "vhost=off");
        }
    }

    @Test
    void aDeviceWithoutRssIsNotAskedForIt() {
        assertThat(command(Specification.of(Adapter.VIRTIO_NO_RSS), false))
                .filteredOn(argument -> argument.startsWith("virtio-net-pci,"))
                .hasSize(2)
                .allMatch(argument -> argument.contains("mq=on") && !argument.contains("rss="));
    }

    @Test
    void aTapHasOneQueueForCardsThatAreNotVirtio() {
        assertThat(command(Specification.of(Adapter.E1000E), false))
                .filteredOn(argument -> argument.startsWith("tap,"))
                .hasSize(2)
                .noneMatch(argument -> argument.contains("queues="));
    }

    @Test
    void theHostsFilesCannotBeWrittenTo() {
        assertThat(command(Specification.of(Adapter.VIRTIO), false))
                .filteredOn(argument -> argument.contains("path=/,"))
                .singleElement()
                .asString()
                .contains("readonly=on");
    }

    @Test
    void theApiIsForwardedFromTheLoopbackAddressOnly() {
        assertThat(command(Specification.of(Adapter.VIRTIO), false))
                .contains("user,id=api,restrict=on,hostfwd=tcp:127.0.0.1:%d-127.0.0.1:%d"
                        .formatted(Topology.API_PORT, Topology.API_PORT));
    }

    @Test
    void theMachineIsEmulatedUnlessTheProcessorCanVirtualize() {
        assertThat(command(Specification.of(Adapter.VIRTIO), false)).contains("tcg,thread=multi,tb-size=512");
        assertThat(command(Specification.of(Adapter.VIRTIO), true))
                .contains("kvm")
                .noneMatch(a -> a.startsWith("tcg"));
    }

    @Test
    void theMachineIsKilledWithTheProcessThatStartedIt() {
        assertThat(command(Specification.of(Adapter.VIRTIO).with(2, 1), false))
                .startsWith("setpriv", "--pdeathsig", "KILL", "qemu-system-x86_64")
                .containsSequence("-smp", "2");
    }

    @Test
    void numaNodesDivideCpusAndMemory() {
        assertThat(command(Specification.of(Adapter.VIRTIO).with(4, 2), false))
                .contains("node,nodeid=0,cpus=0-1,memdev=memory0", "node,nodeid=1,cpus=2-3,memdev=memory1")
                .contains("memory-backend-ram,id=memory0,size=1536M", "memory-backend-ram,id=memory1,size=1536M");
        assertThat(command(Specification.of(Adapter.VIRTIO), false)).doesNotContain("-numa");
    }

    @Test
    void settingsReachTheShellOfTheMachineAsTheyAre() throws Exception {
        String flags = "-Dit's=\"$HOME\" -Xint";
        String text = new Initrd.Settings("/run/a b", "/home", "/java", flags).text();

        Process shell = new ProcessBuilder("sh", "-c", text + "printf '%s|' \"$SHARE\" \"$JVM\" \"$CARDS\"").start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("/run/a b|%s|0000:00:04.0 0000:00:05.0|".formatted(flags));
    }

    @Test
    void theMachinesScriptIsOneThatAShellUnderstands() throws Exception {
        Path script = Path.of("src/main/resources/io/sallyport/lab/machine/init.sh");

        assertThat(Stream.of("sh", "bash").map(shell -> parses(shell, script))).containsOnly(0);
    }

    private static int parses(String shell, Path script) {
        try {
            return new ProcessBuilder(shell, "-n", script.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(Specification machine, boolean hardware) {
        return Qemu.command(machine, hardware, Path.of("/boot/kernel"), SHARE.resolve("initrd"), SHARE);
    }
}
