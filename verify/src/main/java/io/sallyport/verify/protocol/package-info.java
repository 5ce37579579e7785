/** Models of what workers do with each other, in Promela, and what Spin finds when it tries every order of their steps. */
@NullMarked
package io.sallyport.verify.protocol;

import org.jspecify.annotations.NullMarked;
