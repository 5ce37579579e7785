package io.sallyport.gate.hosts;

import io.sallyport.gate.story.Configurations;
import io.sallyport.gate.story.Facts;
import io.sallyport.lab.LabException;
import io.sallyport.lab.LabLock;
import io.sallyport.lab.Progress;
import io.sallyport.lab.demo.GatewayNumbers;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.gateway.GatewayProcess;
import io.sallyport.lab.gateway.Launch;
import io.sallyport.lab.gateway.RunFiles;
import io.sallyport.lab.gateway.RunningGateway;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Report;
import io.sallyport.lab.report.Trials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Starts a gateway on an operator's interfaces and has two hosts talk through it. One thread. */
public final class HostRun {
    private static final List<String> INSIDE_TOOLS = List.of("ping", "traceroute", "curl");
    private static final List<String> OUTSIDE_TOOLS = List.of("ping");
    private static final List<HostStory> STORIES =
            List.of(new Talks(), new Ways(), new Busy(), new Unasked(), new Broken(), new Devices());

    private static final int CONNECT_MILLIS = 1000;

    private final Progress progress;
    private final Report report = new Report();
    private String devices = "";
    private List<String> remote = List.of();
    private boolean hugepages;
    private int workers;

    /** Nothing is started yet. */
    public HostRun(Progress progress) {
        this.progress = progress;
    }

    /**
     * Tells all stories.
     *
     * @param text a configuration that {@code ./sallyport check} takes
     * @param insidePrefix runs what follows it on a host inside
     * @param outsidePrefix the same outside
     * @return what was found
     * @throws LabException if this machine or a host lacks something, or a host does not reach the gateway
     */
    public List<Finding> tell(String text, String insidePrefix, String outsidePrefix) {
        OwnConfiguration configuration = new OwnConfiguration(text);
        String address = configuration.api();
        String copy = configuration.withoutState();
        try (TestHost inside = TestHost.reach("--inside", insidePrefix);
                TestHost outside = TestHost.reach("--outside", outsidePrefix)) {
            Paths.requireTools(inside, INSIDE_TOOLS);
            Paths.requireTools(outside, OUTSIDE_TOOLS);
            progress.say("both hosts answer");
            try (LabLock _ = LabLock.take();
                    GatewayApi api = new GatewayApi(address)) {
                requireNobodyAt(address);
                progress.say("configurations that are wrong ...");
                new Configurations(Map.of()).refusals().forEach(report::add);
                withGateway(new OwnConfiguration(copy), inside, outside, api);
            }
        }
        return report.findings();
    }

    /** Drivers of the interfaces that are no network cards, with blanks between; empty if all are cards. */
    public String virtualDrivers() {
        return devices;
    }

    /** Whether the gateway had its memory on huge pages. */
    public boolean hadHugepages() {
        return hugepages;
    }

    /** What of it was on another NUMA node than those who use it. */
    public List<String> remote() {
        return remote;
    }

    /** How many workers it had. */
    public int workers() {
        return workers;
    }

    private static void requireNobodyAt(String address) {
        if (RunningGateway.find().isPresent()) {
            throw LabException.environment("a lab is up, and its files would be ours. Type: ./sallyport lab down");
        }
        int colon = address.lastIndexOf(':');
        try (var probe = new Socket()) {
            probe.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    CONNECT_MILLIS);
        } catch (IOException e) {
            return;
        }
        throw LabException.environment(
                "%s answers already: a gateway runs, and the gate starts its own on the same interfaces. End that one first (ss -ltnp names it)"
                        .formatted(address));
    }

    private void withGateway(OwnConfiguration configuration, TestHost inside, TestHost outside, GatewayApi api) {
        RunFiles.remove();
        RunFiles.create();
        RunFiles.write(RunFiles.configuration(), configuration.text());
        progress.say("starting the gateway: ./sallyport run -c " + RunFiles.configuration());
        GatewayProcess gateway = GatewayProcess.start(RunFiles.configuration(), Launch.here(Map.of()));
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::stop, "gateway-down"));
        boolean ended = false;
        try {
            progress.say("the gateway says: " + gateway.awaitReady());
            Trials trials = new Trials(gateway, report, progress);
            stories(configuration, inside, outside, api, trials);
            ended = true;
            trials.stopGateway();
        } finally {
            if (!ended) {
                gateway.stop();
            }
            RunFiles.remove();
        }
    }

    private void stories(
            OwnConfiguration configuration, TestHost inside, TestHost outside, GatewayApi api, Trials trials) {
        JsonNode interfaces = api.get("interfaces").path("interfaces");
        JsonNode pools = api.get("pools").path("addresses");
        remember(api, interfaces);
        String gatewayInside = Paths.toGateway(inside, "inside", interfaces);
        String gatewayOutside = Paths.toGateway(outside, "outside", interfaces);
        String outsideAddress =
                Paths.source(outside, pools.path(0).path("address").asString(), gatewayOutside);
        String insideAddress = Paths.source(inside, outsideAddress, gatewayInside);
        progress.say("inside %s, gateway %s and %s, outside %s"
                .formatted(insideAddress, gatewayInside, gatewayOutside, outsideAddress));
        Facts.tell(api, configuration.text(), () -> KernelApart.look(configuration, interfaces, pools), trials);
        JsonNode serving = outside.sure("serve", Map.of());
        List<Integer> udp = new ArrayList<>();
        serving.path("udp").forEach(port -> udp.add(port.asInt()));
        HostStand stand = new HostStand(
                inside,
                outside,
                insideAddress,
                outsideAddress,
                gatewayInside,
                serving.path("http").asInt(),
                serving.path("tcp").asInt(),
                udp,
                api,
                configuration.text());
        for (HostStory story : STORIES) {
            tell(story, stand, trials);
        }
        new GatewayNumbers(api::get).afterQuiet().forEach(trials::found);
    }

    private static void tell(HostStory story, HostStand stand, Trials trials) {
        try {
            story.tell(stand, trials);
        } catch (LabException e) {
            if (e.exitCode() == LabException.ENVIRONMENT) {
                throw e;
            }
            trials.found(
                    new Finding("the story '%s'".formatted(story.getClass().getSimpleName()), false, e.getMessage()));
        }
    }

    private void remember(GatewayApi api, JsonNode interfaces) {
        JsonNode status = api.get("status");
        hugepages = status.path("hugepages").asBoolean(false);
        workers = api.get("workers").path("workers").size();
        remote = api.get("numa")
                .path("remote")
                .valueStream()
                .map(line -> line.asString(""))
                .toList();
        TreeSet<String> drivers = new TreeSet<>();
        for (JsonNode one : interfaces) {
            if (!Devices.isCard(one)) {
                drivers.add(one.path("driver").asString());
            }
        }
        devices = String.join(" ", drivers);
    }
}
