/** The demo: real traffic through the lab's gateway, step by step, and what held. */
@NullMarked
package io.sallyport.lab.demo;

import org.jspecify.annotations.NullMarked;
