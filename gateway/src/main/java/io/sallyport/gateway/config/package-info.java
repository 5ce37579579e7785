/** The configuration file: what it may say, how it is read, and every problem found in it by line and column. */
@NullMarked
package io.sallyport.gateway.config;

import org.jspecify.annotations.NullMarked;
