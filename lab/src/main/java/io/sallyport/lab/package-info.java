/** The commands {@code demo} and {@code lab}, and the lab they build and take down. */
@NullMarked
package io.sallyport.lab;

import org.jspecify.annotations.NullMarked;
