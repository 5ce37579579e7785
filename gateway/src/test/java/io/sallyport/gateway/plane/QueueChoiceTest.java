package io.sallyport.gateway.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.dpdk.Rss;
import io.sallyport.dpdk.RssTypes;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C13.2")
final class QueueChoiceTest {
    @Test
    void logSaysWhatWasSetAndWhatDeviceLacks() {
        assertThat(QueueChoice.NONE).hasToString("no RSS");
        assertThat(new QueueChoice(new Rss(QueueChoice.RSS_TYPES, 128, List.of()), 12, List.of()))
                .hasToString(
                        "RSS of ipv4, ipv4-frag, ipv4-tcp, ipv4-udp, ipv4-other over a table of 128; 12 flow rules");
        assertThat(new QueueChoice(new Rss(RssTypes.IPV4 | 1L << 40, 0, List.of()), 0, List.of("no flow rules: full")))
                .hasToString("RSS of ipv4 (not of ipv4-frag, ipv4-tcp, ipv4-udp, ipv4-other); no flow rules: full");
    }
}
