/**
 * A slow, obvious NAT over byte arrays, written from docs/translation.md, that shares no code with the gateway it judges.
 */
@NullMarked
package io.sallyport.verify.model;

import org.jspecify.annotations.NullMarked;
