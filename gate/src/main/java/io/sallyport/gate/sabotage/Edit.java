package io.sallyport.gate.sabotage;

/**
 * A change of one text.
 *
 * @param module that the file is in; {@link #CONFIGURATION} for the configurations of the gate
 * @param file below the package of the module, empty for the configurations
 * @param before text that stands there once
 * @param after text to stand there instead
 */
record Edit(String module, String file, String before, String after) {
    static final String CONFIGURATION = "configuration";

    boolean isOfConfiguration() {
        return module.equals(CONFIGURATION);
    }
}
