package io.sallyport.verify.run;

import io.sallyport.verify.model.Configuration;

/** What is told to the gateway instead of what is told to the model; tests tell lies to see them found out. */
@FunctionalInterface
interface Lie {
    /** The truth. */
    Lie NONE = configuration -> configuration;

    Configuration tell(Configuration configuration);
}
