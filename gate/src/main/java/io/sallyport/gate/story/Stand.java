package io.sallyport.gate.story;

import io.sallyport.lab.Lab;
import io.sallyport.lab.Progress;
import io.sallyport.lab.gateway.GatewayApi;

/**
 * A gateway that runs in a lab, and what was given to it.
 *
 * @param lab that is up
 * @param api of the gateway
 * @param configuration the text it was started with
 */
public record Stand(Lab lab, GatewayApi api, String configuration, Progress progress) {}
