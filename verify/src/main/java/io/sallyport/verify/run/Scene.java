package io.sallyport.verify.run;

import io.sallyport.verify.model.Configuration;
import io.sallyport.verify.model.Configuration.Interface;
import io.sallyport.verify.model.Configuration.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is fixed for an episode: a gateway's configuration, and who may talk to whom.
 *
 * @param isFlood whether fragments come in numbers
 * @param start time of the first packet, in milliseconds of the gateway's clock
 * @param portKey secret of the gateway's choice of ports
 * @param hosts inside addresses
 * @param servers outside addresses
 */
record Scene(
        long seed,
        Set<Feature> features,
        Configuration configuration,
        boolean isFlood,
        long start,
        long portKey,
        List<Integer> hosts,
        List<Integer> servers,
        List<Flow> flows) {

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** Numbers of the interfaces with a role. */
    List<Integer> interfaces(Role role) {
        List<Interface> all = configuration.interfaces();
        return IntStream.range(0, all.size())
                .filter(number -> all.get(number).role() == role)
                .boxed()
                .toList();
    }
}
