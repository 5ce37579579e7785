package io.sallyport.lab.feature;

import io.sallyport.lab.Lab;
import io.sallyport.lab.LabException;
import io.sallyport.lab.Progress;
import io.sallyport.lab.demo.GatewayNumbers;
import io.sallyport.lab.gateway.Example;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Report;
import io.sallyport.lab.report.Trials;
import java.util.function.Consumer;
import java.util.function.Function;

/** Tells all stories, in one gateway for each {@link Example}, and prints one table. One thread. */
public final class Features {
    private final Function<Example, Lab> labs;
    private final Progress progress;
    private final Report report = new Report();

    /** With labs that are not up yet. */
    public Features(Function<Example, Lab> labs, Progress progress) {
        this.labs = labs;
        this.progress = progress;
    }

    /**
     * Runs all of it.
     *
     * @return whether everything held
     * @throws LabException if a gateway ends on the way
     */
    public boolean run() {
        try (GatewayApi api = new GatewayApi()) {
            inLab(Example.FEATURES, api, trials -> {
                new Fragments().tell(trials);
                new PathMtu(progress).tell(trials);
                new StaticMappings(progress).tell(trials);
                new NatKinds().tell(trials);
                new OtherProtocols().tell(trials);
                new Untranslated(api).tell(trials);
            });
            inLab(Example.NARROW, api, trials -> {
                new NarrowInterfaces(progress).tell(trials);
                new FullPool(api).tell(trials);
                new HostLimit(api).tell(trials);
            });
        }
        progress.print("\n" + report.table());
        progress.print("features: %s, %.0f s".formatted(report.verdict(), progress.seconds()));
        return report.allHeld();
    }

    private void inLab(Example example, GatewayApi api, Consumer<Trials> stories) {
        try (Lab lab = labs.apply(example)) {
            lab.up();
            Trials trials = new Trials(lab, report, progress);
            stories.accept(trials);
            try {
                new GatewayNumbers(api::get).afterQuiet().forEach(trials::found);
            } catch (LabException e) {
                trials.found(new Finding("the gateway's numbers", false, e.getMessage()));
            }
            trials.stopGateway();
        }
    }
}
