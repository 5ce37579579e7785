/** Many flows on many workers: what the gateway counts, held against what both peers saw, and what happens when it is offered too much. */
@NullMarked
package io.sallyport.lab.load;

import org.jspecify.annotations.NullMarked;
