/** Tests. */
@NullMarked
package io.sallyport.lab.kernel;

import org.jspecify.annotations.NullMarked;
