/** What translation does beyond the common flows, one story a class: fragments, path MTU, hairpin, STUN and the rest. */
@NullMarked
package io.sallyport.lab.feature;

import org.jspecify.annotations.NullMarked;
