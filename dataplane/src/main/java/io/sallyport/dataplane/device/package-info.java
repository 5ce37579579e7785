/** The narrow border to whatever carries packets: devices with queues, and the pool their buffers come from. */
@NullMarked
package io.sallyport.dataplane.device;

import org.jspecify.annotations.NullMarked;
