package io.sallyport.verify;

import java.util.function.ToIntFunction;

/**
 * One command of {@code sallyport verify}.
 *
 * @param name first word after {@code verify}
 * @param does one line, for the list
 * @param run takes the words after the name, returns the exit code: 0 good, 1 a check said no, 2 wrong use, 3 something
 *     is missing
 */
record VerifyCommand(String name, String does, ToIntFunction<String[]> run) {}
