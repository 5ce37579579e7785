/** Tests. */
@NullMarked
package io.sallyport.gate.doctor;

import org.jspecify.annotations.NullMarked;
