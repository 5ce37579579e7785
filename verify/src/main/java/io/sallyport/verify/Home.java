package io.sallyport.verify;

import java.nio.file.Path;

/** Where the modules stand. */
public final class Home {
    private Home() {}

    /** The folder that the launcher names, else the one the process was started in. */
    public static Path ofProcess() {
        return Path.of(System.getProperty("sallyport.home", "."));
    }
}
