/** Flawed copies of what is shared: jcstress must call what becomes of them forbidden. */
@NullMarked
package io.sallyport.concurrency.planted;

import org.jspecify.annotations.NullMarked;
