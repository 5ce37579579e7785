/** Which NUMA node each worker and its memory are to be on, decided from what the machine is before anything is made. */
@NullMarked
package io.sallyport.gateway.numa;

import org.jspecify.annotations.NullMarked;
