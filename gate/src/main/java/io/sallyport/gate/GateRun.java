package io.sallyport.gate;

import io.sallyport.gate.story.Configurations;
import io.sallyport.gate.story.Stand;
import io.sallyport.gate.story.Story;
import io.sallyport.lab.Lab;
import io.sallyport.lab.LabException;
import io.sallyport.lab.Progress;
import io.sallyport.lab.demo.GatewayNumbers;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Report;
import io.sallyport.lab.report.Trials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts one gateway after the other and has the stories told to it. One thread. */
final class GateRun {
    private final Setup setup;
    private final Progress progress;
    private final Report report = new Report();
    private boolean hugepages;
    private List<String> remote = List.of();

    GateRun(Setup setup, Progress progress) {
        this.setup = setup;
        this.progress = progress;
    }

    /**
     * Tells stories, in the order of {@link Stage}.
     *
     * @param wanted names of the stories
     * @return what was found
     * @throws LabException if this machine lacks something that the lab needs
     */
    List<Finding> tell(Set<String> wanted) {
        Configurations configurations = new Configurations(setup.launch().environment());
        if (wanted.contains(Stage.CONFIGURATIONS)) {
            progress.say("configurations that are wrong ...");
            configurations.refusals().forEach(this::found);
        }
        for (Stage stage : Stage.values()) {
            Map<String, Story> stories = new LinkedHashMap<>();
            stage.stories().forEach((name, maker) -> {
                if (wanted.contains(name)) {
                    stories.put(name, maker.get());
                }
            });
            if (!stories.isEmpty()) {
                stage(stage, stories, configurations);
            }
        }
        return report.findings();
    }

    /** Whether a gateway that ran had its memory on huge pages. */
    boolean hadHugepages() {
        return hugepages;
    }

    /** What of a gateway that ran was on another NUMA node than those who use it. */
    List<String> remote() {
        return remote;
    }

    private void stage(Stage stage, Map<String, Story> stories, Configurations configurations) {
        String configuration = setup.configuration(stage);
        List<Finding> faults = configurations.faultsOf(configuration);
        if (!faults.isEmpty()) {
            faults.forEach(this::found);
            return;
        }
        try (Lab lab = new Lab(setup.type(), configuration, setup.launch(), progress);
                GatewayApi api = new GatewayApi()) {
            Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "lab-down"));
            lab.up();
            hugepages = api.get("status").path("hugepages").asBoolean(false);
            remote = api.get("numa")
                    .path("remote")
                    .valueStream()
                    .map(line -> line.asString(""))
                    .toList();
            tell(stories, new Stand(lab, api, configuration, progress));
        } catch (LabException e) {
            if (e.exitCode() == LabException.ENVIRONMENT) {
                throw e;
            }
            found(new Finding("the gateway of %s runs".formatted(stage.file()), false, e.getMessage()));
        }
    }

    private void tell(Map<String, Story> stories, Stand stand) {
        Trials trials = new Trials(stand.lab(), report, progress);
        stories.values().forEach(story -> story.begin(stand));
        for (Map.Entry<String, Story> story : stories.entrySet()) {
            try {
                story.getValue().tell(stand, trials);
            } catch (LabException e) {
                stand.lab().gateway().requireAlive();
                found(new Finding("the story '%s'".formatted(story.getKey()), false, e.getMessage()));
            }
        }
        new GatewayNumbers(stand.api()::get).afterQuiet().forEach(trials::found);
        trials.stopGateway();
    }

    private void found(Finding finding) {
        report.add(finding);
        progress.say("%s: %s: %s".formatted(finding.what(), finding.held() ? "held" : "FAILED", finding.figure()));
    }
}
