/** How fast one worker is: the whole packet path over devices in memory. */
@NullMarked
package io.sallyport.bench;

import org.jspecify.annotations.NullMarked;
