/** What stops a worker at full load while the control plane is busy: {@code sallyport bench soak}. */
@NullMarked
package io.sallyport.bench.soak;

import org.jspecify.annotations.NullMarked;
