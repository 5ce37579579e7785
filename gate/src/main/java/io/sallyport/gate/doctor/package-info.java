/** What this machine has and lacks, from {@code /proc} and {@code /sys}. */
@NullMarked
package io.sallyport.gate.doctor;

import org.jspecify.annotations.NullMarked;
