/** Namespaces, interfaces and addresses of the lab, and programs that run in them. */
@NullMarked
package io.sallyport.lab.net;

import org.jspecify.annotations.NullMarked;
