package io.sallyport.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.lab.LabException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KernelModulesTest {
    private final KernelModules modules = KernelModules.parse(List.of(
            "kernel/virtio/virtio_pci.ko: kernel/virtio/virtio.ko kernel/virtio/virtio_ring.ko",
            "kernel/virtio/virtio.ko: kernel/virtio/virtio_ring.ko",
            "kernel/virtio/virtio_ring.ko:",
            "kernel/net/9p/9pnet_virtio.ko: kernel/net/9p/9pnet.ko kernel/virtio/virtio.ko kernel/virtio/virtio_ring.ko",
            "kernel/vfio/vfio-pci.ko: kernel/vfio/vfio.ko"));

    @Test
    void areLoadedAfterWhatTheyNeedAndOnce() {
        assertThat(modules.inOrder(List.of("virtio_pci", "9pnet_virtio")))
                .containsExactly(
                        "kernel/virtio/virtio_ring.ko",
                        "kernel/virtio/virtio.ko",
                        "kernel/virtio/virtio_pci.ko",
                        "kernel/net/9p/9pnet.ko",
                        "kernel/net/9p/9pnet_virtio.ko");
    }

    @Test
    void areFoundWhicheverDashTheirFileHas() {
        assertThat(modules.inOrder(List.of("vfio_pci")))
                .containsExactly("kernel/vfio/vfio.ko", "kernel/vfio/vfio-pci.ko");
    }

    @Test
    void areNamedWhenTheKernelHasNone() {
        assertThatThrownBy(() -> modules.inOrder(List.of("e1000")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("no module e1000");
    }
}
