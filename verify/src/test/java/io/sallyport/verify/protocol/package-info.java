@NullMarked
package io.sallyport.verify.protocol;

import org.jspecify.annotations.NullMarked;
