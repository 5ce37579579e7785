/** The gateway as the lab sees it from outside: a configuration file, a process, an HTTP API. */
@NullMarked
package io.sallyport.lab.gateway;

import org.jspecify.annotations.NullMarked;
