package io.sallyport.gate.story;

import io.sallyport.lab.demo.Demo;
import io.sallyport.lab.demo.GatewayNumbers;
import io.sallyport.lab.demo.Volume;
import io.sallyport.lab.gateway.GatewayApi;
import io.sallyport.lab.load.Steering;
import io.sallyport.lab.net.Link;
import io.sallyport.lab.report.Finding;
import io.sallyport.lab.report.Trials;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/**
 * Many flows of many hosts with the queues as the device chooses them: every worker has a part in it (checklist
 * C0.2, C14).
 */
public final class Spread implements Story {
    @Override
    public void tell(Stand stand, Trials trials) {
        int queues = stand.api().get("workers").path("workers").size();
        if (queues > 1) { // a single one has nothing to steer, and its tap no room for us
            for (Link link : Link.values()) {
                Steering.none(link);
            }
        }
        String before = received(stand.api());
        new Demo(stand.lab(), Volume.QUICK, stand.progress()).tell(trials);
        trials.attempt("queues", () -> queues(stand.api(), before));
        new GatewayNumbers(stand.api()::get).afterManyFlows().forEach(trials::found);
    }

    private static Finding queues(GatewayApi api, String before) {
        String after = received(api);
        boolean held = true;
        String[] earlier = before.split(" ", -1);
        String[] later = after.split(" ", -1);
        StringJoiner figure = new StringJoiner(" ");
        for (int i = 0; i < later.length; i++) {
            long more = Long.parseLong(later[i]) - Long.parseLong(earlier[i]);
            held &= more > 0;
            figure.add("%,d".formatted(more));
        }
        return new Finding("every queue of every interface brought packets", held, figure.toString());
    }

    /** Packets by interface and worker, with blanks between. */
    private static String received(GatewayApi api) {
        StringJoiner numbers = new StringJoiner(" ");
        for (JsonNode one : api.get("interfaces").path("interfaces")) {
            one.path("workers")
                    .forEach(worker -> numbers.add(worker.path("rx_packets").asString()));
        }
        return numbers.toString();
    }
}
