/** The stages of the packet's way, one small class each with one public method that works on a whole burst. */
@NullMarked
package io.sallyport.dataplane.stage;

import org.jspecify.annotations.NullMarked;
