/** What of an earlier process's sessions is believed: how its files begin, what each record must fulfil, and what became of it. */
@NullMarked
package io.sallyport.dataplane.restart;

import org.jspecify.annotations.NullMarked;
