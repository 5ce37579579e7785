/** What the gate does to a running gateway, one story a class, beside those of the lab. */
@NullMarked
package io.sallyport.gate.story;

import org.jspecify.annotations.NullMarked;
