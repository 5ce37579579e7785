/** {@code sallyport verify simulation}: real workers on one thread, in every order a seeded scheduler comes up with, beside a book of what each packet must become. */
@NullMarked
package io.sallyport.verify.simulation;

import org.jspecify.annotations.NullMarked;
