package io.sallyport.verify.run;

import io.sallyport.verify.model.Addresses;
import io.sallyport.verify.model.Configuration;
import io.sallyport.verify.model.Configuration.Interface;
import io.sallyport.verify.model.Configuration.PoolAddress;
import io.sallyport.verify.model.Configuration.Route;

/** A scene's configuration for a person. */
final class SceneText {
    private SceneText() {}

    static String of(Scene scene) {
        Configuration of = scene.configuration();
        StringBuilder text =
                new StringBuilder("  workers %d, first packet at %d ms\n".formatted(of.workers(), scene.start()));
        for (int number = 0; number < of.interfaces().size(); number++) {
            Interface one = of.interfaces().get(number);
            text.append("  interface %d: %s %s mtu %d%n".formatted(number, one.role(), one.network(), one.mtu()));
        }
        for (Route route : of.routes()) {
            if (route.via() != 0) {
                text.append("  route %s via %s, interface %d%n"
                        .formatted(route.to(), Addresses.text(route.via()), route.interfaceNumber()));
            }
        }
        for (PoolAddress address : of.pool()) {
            text.append("  pool %s ports %d-%d %s, filtering %s%n"
                    .formatted(
                            Addresses.text(address.address()),
                            address.firstPort(),
                            address.lastPort(),
                            address.mapping(),
                            address.filtering()));
        }
        of.statics().forEach(mapping -> text.append("  ").append(mapping).append('\n'));
        text.append("  no-nat ").append(of.noNat()).append('\n');
        text.append("  ").append(of.switches()).append('\n');
        text.append("  ").append(of.timeouts()).append('\n');
        return text.append("  ").append(of.limits()).append('\n').toString();
    }
}
