/** Sends random traffic through the gateway and the model, and stops at the first difference. */
@NullMarked
package io.sallyport.verify.run;

import org.jspecify.annotations.NullMarked;
