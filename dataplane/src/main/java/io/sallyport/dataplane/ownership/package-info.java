/** Which worker owns a flow and which pool address a host gets: functions of the packet alone, the same everywhere. */
@NullMarked
package io.sallyport.dataplane.ownership;

import org.jspecify.annotations.NullMarked;
