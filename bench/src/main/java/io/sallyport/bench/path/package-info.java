/** The whole packet path of workers over devices in memory, beside the same work written in C. */
@NullMarked
package io.sallyport.bench.path;

import org.jspecify.annotations.NullMarked;
