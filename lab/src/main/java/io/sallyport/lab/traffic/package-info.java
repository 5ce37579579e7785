/** What sends and answers in the namespaces: programs of their own, started with {@code ip netns exec}, that use the JDK alone. */
@NullMarked
package io.sallyport.lab.traffic;

import org.jspecify.annotations.NullMarked;
