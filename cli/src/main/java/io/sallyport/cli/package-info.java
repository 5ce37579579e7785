/** The commands that look at or steer a running gateway. */
@NullMarked
package io.sallyport.cli;

import org.jspecify.annotations.NullMarked;
