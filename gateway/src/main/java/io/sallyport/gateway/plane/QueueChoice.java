package io.sallyport.gateway.plane;

import io.sallyport.dataplane.ownership.SlotOwners;
import io.sallyport.dpdk.EthDev;
import io.sallyport.dpdk.EthDevSettings;
import io.sallyport.dpdk.FlowRules;
import io.sallyport.dpdk.Rss;
import io.sallyport.dpdk.RssTypes;
import io.sallyport.gateway.config.Config;
import io.sallyport.gateway.config.DpdkConfig;
import io.sallyport.gateway.config.InterfaceConfig;
import io.sallyport.gateway.config.Role;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a device chooses the queue, and so the worker, for a packet that comes in. It only saves handoffs: wherever a packet comes
 * in, its owner translates it.
 *
 * @param rss how it spreads packets
 * @param flowRules rules that give packets from outside to their owner; they come before RSS
 * @param remarks what the device refused, in words
 */
public record QueueChoice(Rss rss, int flowRules, List<String> remarks) {
    /** Of a device that is not started. */
    public static final QueueChoice NONE = new QueueChoice(Rss.NONE, 0, List.of());

    /** What every device is asked to spread: flows by addresses and ports where there are ports, all else by addresses. */
    static final long RSS_TYPES = RssTypes.IPV4 | RssTypes.FRAGMENT | RssTypes.TCP | RssTypes.UDP | RssTypes.OTHER;

    private static final Logger LOG = LoggerFactory.getLogger(QueueChoice.class);

    public QueueChoice {
        remarks = List.copyOf(remarks);
    }

    /**
     * Sets a started device up and tells the log.
     *
     * @param undo gets what removes the rules, which must come before the device stops
     */
    static QueueChoice setUp(
            Config config, InterfaceConfig one, EthDev device, EthDevSettings settings, Deque<Runnable> undo) {
        Rss rss = device.spread(settings);
        List<String> remarks = new ArrayList<>(rss.remarks());
        int flowRules = 0;
        boolean wanted = config.dpdk().flowRules() == DpdkConfig.FlowRules.AUTO;
        if (wanted && one.role() == Role.OUTSIDE && settings.rxQueues() > 1) {
            FlowRules rules = FlowRules.install(device.flows(), FlowPlan.of(new SlotOwners(settings.rxQueues())));
            rules.refusal().ifPresent(reason -> remarks.add("no flow rules: " + reason));
            undo.push(() -> rules.remove().ifPresent(failure -> LOG.warn("while stopping: {}", failure)));
            flowRules = rules.installed();
        }
        QueueChoice choice = new QueueChoice(rss, flowRules, remarks);
        LOG.info("{}: {} queues, {}", one.port(), settings.rxQueues(), choice);
        return choice;
    }

    /** The types that it was asked to spread and does not. */
    public List<String> missingRssTypes() {
        return RssTypes.names(RSS_TYPES & ~rss.types());
    }

    @Override
    public String toString() {
        String types = rss.types() == 0 ? "no RSS" : "RSS of " + String.join(", ", RssTypes.names(rss.types()));
        boolean partly = rss.types() != 0 && !missingRssTypes().isEmpty();
        String missing = partly ? " (not of " + String.join(", ", missingRssTypes()) + ")" : "";
        String table = rss.retaSize() == 0 ? "" : " over a table of " + rss.retaSize();
        String rules = flowRules == 0 ? "" : "; " + flowRules + " flow rules";
        return types + missing + table + rules + (remarks.isEmpty() ? "" : "; " + String.join("; ", remarks));
    }
}
